"""The pinned status message of a person: which ones to show anew, and what became of it.

`wanted_seq` rises with every change of what it says, `sent_seq` follows; however many changes lie between,
one edit shows the last.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, and_, case, null, or_, select, update

from dti_core.campaign import leases
from dti_core.campaign.leases import Lease
from dti_core.store.tables import assignment, enrolment, identity, status_message

RENEW = "renew"
"""Stands for the hash of the text where a new message is wanted in place of the one on screen."""

FARTHEST = timedelta(hours=2)
"""No edit is put off so long; one that seems to be was put off before the clock was set back."""

s = status_message.c

_DUE = (
    select(
        status_message,
        assignment.c.id.label("assignment_id"),
        identity.c.address,
        (enrolment.c.wanted_version == enrolment.c.scored_version).label("scored"),
        enrolment.c.cause,
    )
    .join(identity, identity.c.id == s.identity_id)
    .join(enrolment, enrolment.c.id == s.enrolment_id)
    .join(
        assignment,
        and_(
            assignment.c.person_id == s.person_id,
            assignment.c.enrolment_id == s.enrolment_id,
            assignment.c.revoked_at.is_(None),
        ),
    )
    .where(s.wanted_seq > s.sent_seq, identity.c.blocked_at.is_(None))
    .order_by(s.sent_at, s.id)
)


@dataclass(frozen=True)
class Due:
    """A status message to be shown.

    `ref`: the one on screen; `shown`: hash of its text; `scored`: nothing is being computed for the unit.
    """

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
    cause: str | None = None

    @property
    def renew(self) -> bool:
        """Whether a new message replaces the one on screen."""
        return self.shown == RENEW


def due(conn: Connection, channel: str, bot: str, now: datetime, limit: int = 50) -> list[Due]:
    """What this bot has to show now, longest unchanged first, without people who cannot be reached."""
    it_is_time = or_(s.not_before.is_(None), s.not_before <= now, s.not_before > now + FARTHEST)
    ours = _DUE.where(identity.c.channel == channel, identity.c.bot == bot, it_is_time)
    rows = {r.id: r for r in conn.execute(ours.limit(limit))}  # a person may hold two roles in one enrolment
    return [
        Due(
            id=r.id,
            person=r.person_id,
            assignment=r.assignment_id,
            identity=r.identity_id,
            address=r.address,
            wanted=r.wanted_seq,
            ref=r.message_ref,
            shown=r.text_hash,
            attempts=r.attempts,
            scored=bool(r.scored),
            cause=r.cause,
        )
        for r in rows.values()
    ]


def is_pinned(conn: Connection, identity_id: int, ref: str) -> bool:
    """Whether a message of this account is a status message."""
    here = select(s.id).where(s.identity_id == identity_id, s.message_ref == ref)
    return conn.execute(here).first() is not None


def shown(conn: Connection, item: Due, ref: str | None, text_hash: str, held: Lease, now: datetime) -> bool:
    """The screen shows the state of `item.wanted`; False where the sender has lost its right.

    What was asked for meanwhile stays asked for: a change keeps its time, a wish for a new message its mark.
    """
    renewed_meanwhile = and_(s.text_hash == RENEW, s.wanted_seq > item.wanted)
    values = {
        "sent_seq": item.wanted,
        "message_ref": ref,
        "text_hash": case((renewed_meanwhile, s.text_hash), else_=text_hash),
        "sent_at": now,
        "attempts": 0,
        "error": None,
        "not_before": case((s.wanted_seq == item.wanted, null()), else_=s.not_before),
    }
    return _settle(conn, item, values, held)


def postpone(conn: Connection, item: Due, not_before: datetime, error: str, held: Lease) -> bool:
    """Try again later."""
    values = {"not_before": not_before, "error": error[:500], "attempts": s.attempts + 1}
    return _settle(conn, item, values, held)


def lost(conn: Connection, item: Due, held: Lease) -> bool:
    """The message on screen was deleted: the next one is made anew."""
    return _settle(conn, item, {"message_ref": None, "text_hash": None}, held)


def give_up(conn: Connection, item: Due, error: str, held: Lease) -> bool:
    """Leave this state unshown; the next change tries again."""
    return _settle(conn, item, {"sent_seq": item.wanted, "error": error[:500]}, held)


def renew(conn: Connection, person: int, assignment_id: int | None) -> None:
    """Ask for a new message at the bottom of the chat in place of the one on screen."""
    enrolled = select(assignment.c.enrolment_id).where(assignment.c.id == assignment_id).scalar_subquery()
    mine = update(status_message).where(s.person_id == person, s.enrolment_id == enrolled)
    conn.execute(mine.values(text_hash=RENEW, wanted_seq=s.wanted_seq + 1, not_before=None))


def _settle(conn: Connection, item: Due, values: Mapping[str, object], held: Lease) -> bool:
    """Note what became of it, unless the account has changed meanwhile."""
    if not leases.still_held(conn, held):
        return False
    row = update(status_message).where(s.id == item.id, s.identity_id == item.identity)
    return conn.execute(row.values(**values)).rowcount == 1
