"""A link for one person, named or not: on the command line, one at a time."""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Connection, insert, select

from dti_core.campaign import invitations
from dti_core.campaign.history import Act, record_act
from dti_core.campaign.invitations import VALID_FOR, Reach
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff.roster import leaving, names
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
        member = _known(conn, reach, comes) or _add(conn, staffer, reach, comes, now)
        leaving.revoke_invitations(conn, staffer.who, t.invitation.c.member_id == member, now)
        reach = replace(reach, member=member)
    return invitations.issue_for(conn, reach, now, valid_for, who=staffer.who)


def _known(conn: Connection, reach: Reach, comes: Newcomer) -> int | None:
    """Who is on the roster already under this name, in this role."""
    mine = t.member.c
    here = (mine.campaign_id == reach.campaign, mine.role == reach.role, mine.removed_at.is_(None))
    rows = conn.execute(select(t.member).where(*here, mine.enrolment_id == reach.enrolment))
    return next((row.id for row in rows if names.folded(row.name) == names.folded(comes.name)), None)


def _add(conn: Connection, staffer: Staffer, reach: Reach, comes: Newcomer, now: datetime) -> int:
    row = {
        "campaign_id": reach.campaign,
        "enrolment_id": reach.enrolment,
        "role": reach.role,
        "in_charge": reach.in_charge,
        "scope_group": reach.groups,
        "scope_indices": reach.indices,
        "scope_inputs": reach.inputs,
        "name": comes.name,
        "phone": comes.phone,
        "email": comes.email,
        "created_at": now,
    }
    new = int(conn.execute(insert(t.member).returning(t.member.c.id), row).scalar_one())
    act = Act("member_added", f"member:{new}", new=comes.name)
    record_act(conn, staffer.who, act, now, campaign=reach.campaign, enrolment=reach.enrolment)
    return new
