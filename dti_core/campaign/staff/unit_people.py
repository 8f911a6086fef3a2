"""The people of a unit, to be told of what the staff decided."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from dti_core.campaign import desk, errands
from dti_core.messages.model import Message
from dti_core.store import tables as t
from dti_core.survey.questionnaire import Questionnaire


@dataclass(frozen=True)
class Recipient:
    """One person with a live role at the unit, and the account that they used last."""

    person: int
    assignment: int
    identity: int
    role: str


def of(conn: Connection, enrolment: int) -> tuple[Recipient, ...]:
    """Contacts, deputies and providers who can be reached."""
    a, i, s = t.assignment.c, t.identity.c, t.status_message.c
    followed = (
        select(s.identity_id).where(s.person_id == a.person_id, s.enrolment_id == a.enrolment_id)
    ).scalar_subquery()
    newest = (
        select(func.max(i.id)).where(i.person_id == a.person_id, i.blocked_at.is_(None)).scalar_subquery()
    )
    rows = conn.execute(
        select(a.id, a.person_id, a.role, func.coalesce(followed, newest).label("identity"))
        .where(a.enrolment_id == enrolment, a.revoked_at.is_(None), a.role.in_(("contact", "provider")))
        .order_by(a.id)
    )
    return tuple(
        Recipient(row.person_id, row.id, row.identity, row.role) for row in rows if row.identity is not None
    )


def tell(
    conn: Connection, enrolment: int, words: Callable[[Questionnaire], Message | None], now: datetime
) -> int:
    """One notice to each of them, as each sees the unit (None: nothing for this one); to how many."""
    return sum(_told(conn, one, words, now) for one in of(conn, enrolment))


def _told(
    conn: Connection, one: Recipient, words: Callable[[Questionnaire], Message | None], now: datetime
) -> bool:
    message = words(desk.load(conn, one.person, one.assignment))
    if message is None:
        return False
    errands.tell(conn, one.identity, (message,), now)
    return True
