"""A link for one person, named or not: on the command line, one at a time."""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Connection, select

from dti_core.campaign import invitations
from dti_core.campaign.invitations import VALID_FOR, Reach
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import powers
from dti_core.campaign.staff.roster import leaving, members
from dti_core.campaign.staff.roster.members import Newcomer
from dti_core.campaign.staff.staffer import Staffer
from dti_core.store import tables as t


def invite(
    conn: Connection,
    staffer: Staffer,
    reach: Reach,
    now: datetime,
    comes: Newcomer | None = None,
    valid_for: timedelta = VALID_FOR,
) -> str | Refusal:
    """A token. Somebody with a name is put on the roster; their earlier unused links become worthless."""
    if refusal := staffer.lacks("invite") or _beyond(conn, staffer, reach):
        return refusal
    if reach.role in powers.STAFF_ROLES and (refusal := staffer.unproven(now)):
        return refusal
    if comes is not None:
        member = members.listed(conn, reach, comes) or members.put(conn, staffer, reach, comes, now)
        leaving.revoke_invitations(conn, staffer.who, t.invitation.c.member_id == member, now)
        reach = replace(reach, member=member)
    return invitations.issue_for(conn, reach, now, valid_for, who=staffer.who)


def _beyond(conn: Connection, staffer: Staffer, reach: Reach) -> Refusal | None:
    """Only into one's own campaign and what one has been assigned of it."""
    if reach.campaign != staffer.campaign:
        return Refusal("other_campaign", str(reach.campaign))
    if reach.enrolment is None:
        return staffer.lacks_for_all("invite")
    mine = select(t.enrolment.c.group_id).where(
        t.enrolment.c.id == reach.enrolment, t.enrolment.c.campaign_id == staffer.campaign
    )
    group = conn.execute(mine).scalar_one_or_none()
    return None if group is not None and staffer.reaches(group) else Refusal("out_of_reach")
