"""Updates as the platform sent them: stored before they are confirmed, applied in order of arrival per
conversation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, delete, func, select, text, update

from dti_core.store.tables import inbox

MAX_ATTEMPTS = 3
"""Times that an update may fail before it is put aside."""
MAX_DEATHS = 6
"""Times that the process may die with it in hand: more, since others (the machine, an operator) kill too."""
KEPT = timedelta(hours=72)
"""How long an applied update is remembered to recognise a repeat: Telegram repeats for 24 h, and gives ids
anew after a week."""

# One statement for both databases; a repeat is not an error.
_INSERT = text(
    "INSERT INTO inbox (channel, bot, update_id, conversation_key, payload, received_at, state, attempts) "
    "VALUES (:channel, :bot, :update_id, :conversation_key, :payload, :received_at, 'pending', 0) "
    "ON CONFLICT (channel, bot, update_id) DO NOTHING"
).bindparams(bindparam("received_at", type_=inbox.c.received_at.type))


@dataclass(frozen=True)
class Update:
    """One raw update. `key`: whose it is within the bot; updates of one key are applied in order."""

    update_id: str
    key: str
    payload: str


@dataclass(frozen=True)
class Stored:
    """An update waiting to be applied; `attempts` failed before."""

    id: int
    channel: str
    bot: str
    key: str
    payload: str
    received_at: datetime
    attempts: int


def store(conn: Connection, channel: str, bot: str, updates: Sequence[Update], now: datetime) -> None:
    """Keep a batch in its order; those that are there already change nothing."""
    rows = [
        {
            "channel": channel,
            "bot": bot,
            "update_id": u.update_id,
            "conversation_key": conversation_key(channel, bot, u.key),
            "payload": u.payload,
            "received_at": now,
        }
        for u in updates
    ]
    if rows:
        conn.execute(_INSERT, rows)


def numbers_of(conn: Connection, channel: str, bot: str, update_ids: Sequence[str]) -> list[int]:
    """Under which ids these updates are stored, in order of arrival."""
    ours = (inbox.c.channel == channel, inbox.c.bot == bot, inbox.c.update_id.in_(update_ids))
    return list(conn.execute(select(inbox.c.id).where(*ours).order_by(inbox.c.id)).scalars())


def conversation_key(channel: str, bot: str, external_id: str) -> str:
    """Names one person's stream of updates across all bots."""
    return f"{channel}:{bot}:{external_id}"


def waiting_keys(conn: Connection, channel: str, bot: str, limit: int) -> list[str]:
    """Conversations with something to apply, the longest waiting first."""
    first = func.min(inbox.c.id)
    found = (
        select(inbox.c.conversation_key)
        .where(inbox.c.state == "pending", inbox.c.channel == channel, inbox.c.bot == bot)
        .group_by(inbox.c.conversation_key)
        .order_by(first)
        .limit(limit)
    )
    return list(conn.execute(found).scalars())


def next_of(conn: Connection, key: str, *, lock: bool = False) -> Stored | None:
    """The earliest waiting update of a conversation; with `lock` nobody else applies it meanwhile."""
    query = (
        select(inbox)
        .where(inbox.c.conversation_key == key, inbox.c.state == "pending")
        .order_by(inbox.c.id)
        .limit(1)
    )
    row = conn.execute(query.with_for_update() if lock else query).first()
    if row is None:
        return None
    return Stored(
        row.id, row.channel, row.bot, row.conversation_key, row.payload, row.received_at, row.attempts
    )


def newest_id(conn: Connection) -> int:
    """The id of the last update stored so far; 0 for none."""
    return conn.execute(select(func.max(inbox.c.id))).scalar() or 0


def done(conn: Connection, row_id: int, now: datetime) -> None:
    """It is applied (or nothing needed to be)."""
    conn.execute(update(inbox).where(inbox.c.id == row_id).values(state="done", done_at=now))


def forget(conn: Connection, row_id: int) -> None:
    """Nothing is kept of what an update brought: a password was typed."""
    conn.execute(update(inbox).where(inbox.c.id == row_id).values(payload="{}"))


def count_attempt(conn: Connection, row_id: int, error: str) -> int:
    """Note a failed (or begun) attempt; the number of attempts so far."""
    conn.execute(
        update(inbox).where(inbox.c.id == row_id).values(attempts=inbox.c.attempts + 1, error=error[:500])
    )
    return int(conn.execute(select(inbox.c.attempts).where(inbox.c.id == row_id)).scalar_one())


def quarantine(conn: Connection, row_id: int, error: str, now: datetime) -> None:
    """Put it aside for `dti doctor`, so that the next ones go on."""
    conn.execute(
        update(inbox).where(inbox.c.id == row_id).values(state="quarantined", done_at=now, error=error[:500])
    )


def quarantined(conn: Connection, limit: int = 50) -> list[tuple[int, str, datetime, str]]:
    """What was put aside: id, conversation, when it came, why."""
    found = (
        select(inbox.c.id, inbox.c.conversation_key, inbox.c.received_at, inbox.c.error)
        .where(inbox.c.state == "quarantined")
        .order_by(inbox.c.id.desc())
        .limit(limit)
    )
    return [(r.id, r.conversation_key, r.received_at, r.error or "") for r in conn.execute(found)]


def retry(conn: Connection, row_ids: Sequence[int] | None) -> list[int]:
    """Let what was put aside (None: all of it) be applied after all; which."""
    return _settled(conn, row_ids, {"state": "pending", "attempts": 0, "done_at": None})


def drop(conn: Connection, row_ids: Sequence[int], now: datetime) -> list[int]:
    """Give up what was put aside; which."""
    return _settled(conn, row_ids, {"state": "done", "done_at": now})


def _settled(conn: Connection, row_ids: Sequence[int] | None, values: Mapping[str, object]) -> list[int]:
    aside = update(inbox).where(inbox.c.state == "quarantined")
    chosen = aside if row_ids is None else aside.where(inbox.c.id.in_(row_ids))
    return sorted(conn.execute(chosen.values(**values).returning(inbox.c.id)).scalars())


def prune(conn: Connection, now: datetime) -> int:
    """Forget what was applied long ago; how many."""
    old = delete(inbox).where(inbox.c.state == "done", inbox.c.done_at < now - KEPT)
    return conn.execute(old).rowcount
