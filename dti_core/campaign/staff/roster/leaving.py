"""Somebody leaves the roster: their access ends at once, the unit's answers stay, and they are told."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, select, update

from dti_core.campaign import errands, invitations, people
from dti_core.campaign.history import Act, Who, record_act
from dti_core.messages.staff import roster_notices as notices
from dti_core.store import tables as t


def remove_member(
    conn: Connection, who: Who, member: int, now: datetime, successor: str | None = None
) -> None:
    """Take somebody off the list, with the invitations they hold and the role they joined in."""
    row = conn.execute(select(t.member).where(t.member.c.id == member)).one()
    conn.execute(update(t.member).where(t.member.c.id == member).values(removed_at=now))
    act = Act("member_removed", f"member:{member}", old=row.name, new=successor)
    record_act(conn, who, act, now, campaign=row.campaign_id, enrolment=row.enrolment_id)
    revoke_invitations(conn, who, t.invitation.c.member_id == member, now)
    revoke_assignments(conn, who, t.assignment.c.member_id == member, now)


def revoke_invitations(conn: Connection, who: Who, which: ColumnElement[bool], now: datetime) -> int:
    """Make unused invitations worthless; how many that were."""
    unused = (which, t.invitation.c.used_at.is_(None), t.invitation.c.revoked_at.is_(None))
    found: Sequence[int] = conn.execute(select(t.invitation.c.id).where(*unused)).scalars().all()
    return sum(invitations.revoke(conn, one, now, who) for one in found)


def revoke_assignments(
    conn: Connection, who: Who, which: ColumnElement[bool], now: datetime, *, tell: bool = True
) -> None:
    """End roles, and tell those who held them (but who asked for it themselves)."""
    held = select(t.assignment).where(which, t.assignment.c.revoked_at.is_(None)).with_for_update()
    for row in conn.execute(held).all():
        mine = t.assignment.c.id == row.id
        conn.execute(update(t.assignment).where(mine).values(revoked_at=now, active=False))
        act = Act("assignment_revoked", f"assignment:{row.id}", old=row.role)
        record_act(conn, who, act, now, campaign=row.campaign_id, enrolment=row.enrolment_id)
        if tell:
            _tell(conn, row, now)


def _tell(conn: Connection, row: Any, now: datetime) -> None:
    campaign = conn.execute(select(t.campaign).where(t.campaign.c.id == row.campaign_id)).one()
    named = (
        select(t.unit.c.name)
        .join(t.enrolment, t.enrolment.c.unit_id == t.unit.c.id)
        .where(t.enrolment.c.id == row.enrolment_id)
    )
    unit = conn.execute(named).scalar_one_or_none()
    said = notices.access_ended(unit, row.role, campaign.title, campaign.coordinator)
    errands.tell(conn, people.account_of(conn, row.person_id), (said,), now)
