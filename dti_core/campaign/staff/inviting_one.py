"""A link for one person, named or not: on the command line, one at a time."""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from dti_core.campaign import invitations
from dti_core.campaign.invitations import VALID_FOR, Reach
from dti_core.campaign.refusal import Refusal
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
    if refusal := staffer.lacks("invite"):
        return refusal
    if comes is not None:
        member = members.listed(conn, reach, comes) or members.put(conn, staffer, reach, comes, now)
        leaving.revoke_invitations(conn, staffer.who, t.invitation.c.member_id == member, now)
        reach = replace(reach, member=member)
    return invitations.issue_for(conn, reach, now, valid_for, who=staffer.who)
