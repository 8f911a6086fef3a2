"""Telling a unit's own people something that the staff or the clock decided: by day, once each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from dti_core.campaign import outbox
from dti_core.campaign.outbox import Manner, Target
from dti_core.campaign.working_time import vietnam
from dti_core.messages import codec
from dti_core.messages.model import Message
from dti_core.store import tables as t


@dataclass(frozen=True)
class Contact:
    """A contact who joined. `identity` None: every account of theirs has blocked the bot."""

    enrolment: int
    assignment: int
    person: int
    name: str
    in_charge: bool
    active: bool
    identity: int | None


def contacts(conn: Connection, enrolments: Iterable[int], role: str = "contact") -> dict[int, list[Contact]]:
    """The contacts (or providers) of enrolments, those in charge first."""
    wanted = list(enrolments)
    roles = (
        select(t.assignment, t.person.c.name)
        .join(t.person, t.person.c.id == t.assignment.c.person_id)
        .where(
            t.assignment.c.enrolment_id.in_(wanted),
            t.assignment.c.role == role,
            t.assignment.c.revoked_at.is_(None),
        )
        .order_by(t.assignment.c.in_charge.desc(), t.assignment.c.id)
    )
    rows = conn.execute(roles).all()
    accounts = _accounts(conn, {row.person_id for row in rows}, wanted)
    found: dict[int, list[Contact]] = {}
    for row in rows:
        found.setdefault(row.enrolment_id, []).append(_contact(row, accounts))
    return found


def _contact(row: Row[Any], accounts: dict[tuple[int, int | None], int]) -> Contact:
    reached = accounts.get((row.person_id, row.enrolment_id)) or accounts.get((row.person_id, None))
    return Contact(row.enrolment_id, row.id, row.person_id, row.name, row.in_charge, row.active, reached)


def _accounts(conn: Connection, people: set[int], enrolments: list[int]) -> dict[tuple[int, int | None], int]:
    """Where each person can be reached: where their status message stands, else their latest account."""
    reachable = (t.identity.c.person_id.in_(people), t.identity.c.blocked_at.is_(None))
    every = select(t.identity.c.person_id, t.identity.c.id).where(*reachable).order_by(t.identity.c.id)
    found: dict[tuple[int, int | None], int] = {(row.person_id, None): row.id for row in conn.execute(every)}
    shown = (
        select(t.status_message.c.person_id, t.status_message.c.enrolment_id, t.identity.c.id)
        .join(t.identity, t.identity.c.id == t.status_message.c.identity_id)
        .where(*reachable, t.status_message.c.enrolment_id.in_(enrolments))
    )
    found.update({(row.person_id, row.enrolment_id): row.id for row in conn.execute(shown)})
    return found


def leaves(now: datetime) -> datetime | None:
    """When a message leaves that is queued now: None at once, else the next working morning."""
    morning = vietnam().not_at_night(now)
    return None if morning <= now else morning


def tell(conn: Connection, contact: Contact, message: Message, now: datetime) -> int | None:
    """Queue a message to a contact, for the morning where it is night; its row, None out of reach."""
    if contact.identity is None:
        return None
    row = conn.execute(select(t.identity).where(t.identity.c.id == contact.identity)).one()
    manner = Manner(lane="bulk", not_before=leaves(now))
    target = Target(row.channel, row.bot, row.id)
    return outbox.put(conn, target, codec.dump(message), now, manner=manner)
