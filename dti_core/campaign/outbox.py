"""Messages on their way out: put in the transaction that decided them, sent later by the one sender of the
bot."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, insert, select, update

from dti_core import correlation
from dti_core.campaign import leases
from dti_core.campaign.leases import Lease
from dti_core.messages import codec
from dti_core.messages.model import Lane
from dti_core.store.tables import identity, outbox

LANES: dict[Lane, int] = {"reply": 0, "status": 1, "notice": 2, "bulk": 3}
SCANNED = 300
"""Rows looked at for the heads of the lanes: enough to keep a sender busy for many seconds."""
RECENT = 20
"""Messages back in which a running confirmation is looked for."""


@dataclass(frozen=True)
class Target:
    """Whom a message goes to."""

    channel: str
    bot: str
    identity: int


@dataclass(frozen=True)
class Cause:
    """The update that a reply answers, and which of its replies it is."""

    inbox: int
    position: int


@dataclass(frozen=True)
class Outgoing:
    """The next message of one person in one lane. `blocked`: the person cannot be reached."""

    id: int
    identity: int
    address: str
    lane: int
    payload: str
    attempts: int
    edit_ref: str | None
    not_before: datetime | None
    blocked: bool
    cause: str | None = None


@dataclass(frozen=True)
class Fate:
    """What became of a message: its state, and where one is known the platform's reference."""

    state: str
    created_at: datetime
    sent_at: datetime | None
    message_ref: str | None
    edit_ref: str | None


@dataclass(frozen=True)
class Manner:
    """How a message leaves: its lane, the message that it replaces, the moment that it waits for."""

    lane: Lane = "reply"
    edit_ref: str | None = None
    not_before: datetime | None = None


def put(
    conn: Connection,
    target: Target,
    payload: str,
    now: datetime,
    *,
    cause: Cause | None = None,
    manner: Manner | None = None,
) -> int:
    """Queue one message (the codec's text); unique per update and position, so that a repeat cannot say it
    twice."""
    how = manner or Manner()
    values = {
        "channel": target.channel,
        "bot": target.bot,
        "identity_id": target.identity,
        "lane": LANES[how.lane],
        "payload": payload,
        "inbox_id": cause and cause.inbox,
        "position": cause.position if cause else 0,
        "edit_ref": how.edit_ref,
        "not_before": how.not_before,
        "created_at": now,
        "cause": correlation.current(),
    }
    return int(conn.execute(insert(outbox).values(**values).returning(outbox.c.id)).scalar_one())


def heads(conn: Connection, channel: str, bot: str) -> Sequence[Outgoing]:
    """The first waiting message of every (person, lane), replies first; later ones follow when it is
    settled."""
    waiting = (
        select(outbox.c.id, outbox.c.identity_id, outbox.c.lane)
        .where(outbox.c.state == "pending", outbox.c.channel == channel, outbox.c.bot == bot)
        .order_by(outbox.c.lane, outbox.c.id)
        .limit(SCANNED)
        .subquery()
    )
    first = select(func.min(waiting.c.id)).group_by(waiting.c.identity_id, waiting.c.lane)
    found = (
        select(outbox, identity.c.address, identity.c.blocked_at)
        .join(identity, identity.c.id == outbox.c.identity_id)
        .where(outbox.c.id.in_(first))
        .order_by(outbox.c.lane, outbox.c.id)
    )
    return [
        Outgoing(
            id=r.id,
            identity=r.identity_id,
            address=r.address,
            lane=r.lane,
            payload=r.payload,
            attempts=r.attempts,
            edit_ref=_resolved(conn, r.edit_ref),
            not_before=r.not_before,
            blocked=r.blocked_at is not None,
            cause=r.cause,
        )
        for r in conn.execute(found).all()
    ]


def ref_of(row_id: int) -> str:
    """For `edit_ref`: the message that an earlier row will have become by the time this one is sent."""
    return f"@{row_id}"


def _resolved(conn: Connection, edit_ref: str | None) -> str | None:
    if edit_ref is None or not edit_ref.startswith("@"):
        return edit_ref
    return conn.execute(select(outbox.c.message_ref).where(outbox.c.id == int(edit_ref[1:]))).scalar()


def last_running(conn: Connection, target: Target, mark: str) -> int | None:
    """The latest of a person's recent messages that runs under this mark, unless it was refused."""
    recent = (
        select(outbox.c.id, outbox.c.payload)
        .where(outbox.c.identity_id == target.identity, outbox.c.state.in_(("pending", "sent")))
        .order_by(outbox.c.id.desc())
        .limit(RECENT)
    )
    rows = (r for r in conn.execute(recent) if '"running"' in r.payload)
    return next((r.id for r in rows if codec.load(r.payload).running == mark), None)


def sent(conn: Connection, row: Outgoing, ref: str | None, held: Lease, now: datetime) -> bool:
    """It was delivered; False (and nothing changed) where the sender has lost its right meanwhile."""
    values = {
        "state": "sent",
        "sent_at": now,
        "message_ref": ref,
        "edit_ref": row.edit_ref,
        "fence": held.fence,
        "error": None,
    }
    return _settle(conn, row.id, values, held)


def failed(conn: Connection, row_id: int, error: str, held: Lease, now: datetime) -> bool:
    """It will never be delivered."""
    return _settle(conn, row_id, {"state": "failed", "sent_at": now, "error": error[:500]}, held)


def postpone(
    conn: Connection, row_id: int, not_before: datetime, error: str, held: Lease, *, counts: bool = True
) -> bool:
    """Try again later; the messages behind it in its lane wait too."""
    attempts = outbox.c.attempts + (1 if counts else 0)
    return _settle(conn, row_id, {"not_before": not_before, "error": error[:500], "attempts": attempts}, held)


def send_anew(conn: Connection, row_id: int, held: Lease) -> bool:
    """The message to edit is gone: it will be sent as a new one."""
    return _settle(conn, row_id, {"edit_ref": None, "not_before": None}, held)


def withdraw(conn: Connection, row_id: int, now: datetime) -> bool:
    """It has lost its point: do not send it; False where it has left already."""
    waiting = update(outbox).where(outbox.c.id == row_id, outbox.c.state == "pending")
    return conn.execute(waiting.values(state="superseded", sent_at=now)).rowcount == 1


def block(conn: Connection, identity_id: int, why: str, now: datetime) -> int:
    """The person cannot be reached: note it and fail all that waits for them; how many messages that were."""
    conn.execute(
        update(identity)
        .where(identity.c.id == identity_id, identity.c.blocked_at.is_(None))
        .values(blocked_at=now)
    )
    waiting = update(outbox).where(outbox.c.identity_id == identity_id, outbox.c.state == "pending")
    return conn.execute(waiting.values(state="failed", sent_at=now, error=why[:500])).rowcount


def unblock(conn: Connection, identity_id: int) -> None:
    """The person can be reached again."""
    conn.execute(update(identity).where(identity.c.id == identity_id).values(blocked_at=None))


def fate(conn: Connection, row_id: int) -> Fate | None:
    """What became of one message."""
    r = conn.execute(select(outbox).where(outbox.c.id == row_id)).first()
    return None if r is None else Fate(r.state, r.created_at, r.sent_at, r.message_ref, r.edit_ref)


def _settle(conn: Connection, row_id: int, values: dict[str, object], held: Lease) -> bool:
    if not leases.still_held(conn, held):
        return False
    waiting = update(outbox).where(outbox.c.id == row_id, outbox.c.state == "pending")
    return conn.execute(waiting.values(**values)).rowcount == 1
