"""The pinned status message of a person: which ones to show anew, and what became of it.

`wanted_seq` rises with every change of what it says, `sent_seq` follows; however many changes lie between, one
edit shows the last.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, and_, case, null, or_, select, update

from dti_core.campaign import leases
from dti_core.campaign.leases import Lease
from dti_core.store.tables import assignment, enrolment, identity, status_message

RENEW = "renew"
"""Stands for the hash of the text where a new message is wanted, at the bottom of the chat, in place of the
old."""


@dataclass(frozen=True)
class Due:
    """A status message to be shown. `ref`: the one on screen; `shown`: hash of its text; `scored`: nothing
    is being computed."""

    id: int
    person: int
    assignment: int
    identity: int
    address: str
    wanted: int
    ref: str | None
    shown: str | None
    attempts: int
    scored: bool

    @property
    def renew(conn: Connection, person: int, assignment_id: int | None) -> None:
    """Ask for a new message at the bottom of the chat in place of the one on screen."""
    enrolled = select(assignment.c.enrolment_id).where(assignment.c.id == assignment_id).scalar_subquery()
    wanted = update(status_message).where(
        status_message.c.person_id == person, status_message.c.enrolment_id == enrolled
    )
    conn.execute(wanted.values(text_hash=RENEW, wanted_seq=status_message.c.wanted_seq + 1, not_before=None))


def _settle(conn: Connection, item: Due, values: dict[str, object], held: Lease) -> bool:
    if not leases.still_held(conn, held):
        return False
    row = update(status_message).where(status_message.c.id == item.id)
    return conn.execute(row.values(**values)).rowcount == 1
