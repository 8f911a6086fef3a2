"""Once a day: forget what has been kept long enough. Nothing that explains a point or an act is touched."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, delete, or_, select, update
from sqlalchemy.dialects.postgresql import insert as upsert  # SQLite speaks this one too

from dti_core.campaign import files
from dti_core.campaign.privacy.erasing import EMPTY
from dti_core.privacy.keeping import Keeping
from dti_core.store import tables as t
from dti_core.store.database import Database

NAME = "retention"
EVERY = timedelta(days=1)


def due(conn: Connection, now: datetime) -> bool:
    """Whether a day has passed."""
    last = select(t.upkeep.c.done_at).where(t.upkeep.c.name == NAME)
    done: datetime | None = conn.execute(last).scalar_one_or_none()
    return done is None or done <= now - EVERY or done > now + EVERY  # the last: a clock that was wrong


def run(db: Database, data_dir: Path, keeping: Keeping, now: datetime) -> Mapping[str, int]:
    """Do it if it is due and nobody else does; how much of each was forgotten."""
    with db.read() as conn:
        if not due(conn, now):
            return {}
    with db.write() as conn:
        if not _claim(conn, now):
            return {}
    return sweep(db, data_dir, keeping, now)


def sweep(db: Database, data_dir: Path, keeping: Keeping, now: datetime) -> Mapping[str, int]:
    """Do it now; each kind in a transaction of its own, so that nobody waits long."""
    forgotten = {}
    for name, forget in PARTS.items():
        with db.write() as conn:
            forgotten[name] = forget(conn, keeping, now)
    forgotten["files"] = remove_books(db, data_dir)
    return forgotten


def _claim(conn: Connection, now: datetime) -> bool:
    conn.execute(upsert(t.upkeep).on_conflict_do_nothing(), {"name": NAME, "done_at": now - 2 * EVERY})
    stale = or_(t.upkeep.c.done_at <= now - EVERY, t.upkeep.c.done_at > now + EVERY)
    mine = update(t.upkeep).where(t.upkeep.c.name == NAME, stale).values(done_at=now)
    return conn.execute(mine).rowcount == 1


def _messages(conn: Connection, keeping: Keeping, now: datetime) -> int:
    row = t.outbox.c
    old = (row.created_at < now - timedelta(days=keeping.messages), row.state.not_in(("pending", "sending")))
    return conn.execute(update(t.outbox).where(*old, row.payload != EMPTY).values(payload=EMPTY)).rowcount


def _tasks(conn: Connection, keeping: Keeping, now: datetime) -> int:
    return conn.execute(
        delete(t.task).where(t.task.c.finished_at < now - timedelta(days=keeping.messages))
    ).rowcount


def _updates(conn: Connection, keeping: Keeping, now: datetime) -> int:
    old = (t.inbox.c.state == "quarantined", t.inbox.c.done_at < now - timedelta(days=keeping.unread))
    return conn.execute(delete(t.inbox).where(*old)).rowcount


def _tries(conn: Connection, keeping: Keeping, now: datetime) -> int:
    """But for those who opened an invitation that is still good."""
    good = select(t.invitation.c.id).where(
        t.invitation.c.used_at.is_(None), t.invitation.c.revoked_at.is_(None), t.invitation.c.expires_at > now
    )
    told = t.invitation_try.c
    spent = or_(told.invitation_id.is_(None), told.invitation_id.not_in(good))
    old = told.at < now - timedelta(days=keeping.unread)
    return conn.execute(delete(t.invitation_try).where(old, spent)).rowcount


def _books(conn: Connection, keeping: Keeping, now: datetime) -> int:
    """Their contents; that there was one, whose and when, stays."""
    row = t.proposal.c
    old = row.created_at < now - timedelta(days=keeping.books)
    conn.execute(
        update(t.proposal).where(old, row.state == "pending").values(state="outdated", decided_at=now)
    )
    return conn.execute(update(t.proposal).where(old, row.payload != "{}").values(payload="{}")).rowcount


PARTS: Mapping[str, Callable[[Connection, Keeping, datetime], int]] = {
    "messages": _messages,
    "tasks": _tasks,
    "updates": _updates,
    "tries": _tries,
    "books": _books,
}


def remove_books(db: Database, data_dir: Path) -> int:
    """The received files whose contents were forgotten, unless they serve as evidence or signed copy too."""
    row = t.proposal.c
    live = select(row.file_sha256).where(row.payload != "{}", row.file_sha256.is_not(None))
    needed = select(t.stored_file.c.sha256)
    gone = (
        row.payload == "{}",
        row.file_sha256.is_not(None),
        row.file_sha256.not_in(live),
        row.file_sha256.not_in(needed),
    )
    with db.write() as conn:
        found = set(conn.execute(select(row.file_sha256).where(*gone)).scalars())
        for sha256 in found:
            (data_dir / files.path_of(sha256)).unlink(missing_ok=True)
            conn.execute(update(t.proposal).where(row.file_sha256 == sha256).values(file_sha256=None))
    return len(found)
