"""Whether one of the staff may (still) answer for units that sent paper: a role lost ends that too."""

from sqlalchemy import Connection, select

from dti_core.campaign.staff import powers
from dti_core.store import tables as t

ANSWERING = tuple(role for role in powers.STAFF_ROLES if powers.has(role, "answer_for"))


def may(conn: Connection, person: int, campaign: int) -> bool:
    """Whether the person holds a live role of the staff with that power in the campaign."""
    return staff_role(conn, person, campaign) is not None


def staff_role(conn: Connection, person: int, campaign: int) -> int | None:
    """The assignment of that role."""
    a = t.assignment.c
    held = (a.person_id == person, a.campaign_id == campaign, a.revoked_at.is_(None), a.role.in_(ANSWERING))
    return conn.execute(select(a.id).where(*held).order_by(a.id).limit(1)).scalar_one_or_none()
