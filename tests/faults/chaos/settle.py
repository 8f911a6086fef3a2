"""Waiting until nothing is under way any more: then what is stored must agree with what was told."""

import sqlite3
import time
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, Table, func, or_, select
from sqlalchemy.exc import DBAPIError

from dti_core.campaign import scores, status_delivery, tasks
from dti_core.store import tables as t
from dti_core.store.database import Database

PATIENCE = 300.0
PUT_OFF = timedelta(minutes=10)


def settle(db: Database, witness: Path, patience: float = PATIENCE) -> list[str]:
    """Wait until all is done; what is still open after `patience` seconds."""
    end = time.monotonic() + patience
    calm = 0
    open_: list[str] = ["never looked"]
    while calm < 3 and time.monotonic() < end:
        with suppress(DBAPIError):
            open_ = [*_unfetched(witness), *still_open(db)]
        calm = 0 if open_ else calm + 1
        time.sleep(0.25)
    return open_


def still_open(db: Database) -> list[str]:
    """What the product has yet to do."""
    with db.read() as conn:
        now = datetime.now(UTC)
        found = {
            "updates are not applied": _count(conn, t.inbox, "pending"),
            "messages are not sent": _waiting(conn, now),
            "scores are behind": int(scores.is_work_waiting(conn)),
            "status messages are not shown": len(status_delivery.due(conn, "telegram", "1", now)),
            "tasks wait": int(tasks.waiting(conn, now)) + _count(conn, t.task, "running"),
        }
        stuck = _stuck(conn) if found["messages are not sent"] else ""
    return [f"{number} {what} {stuck}".rstrip() for what, number in found.items() if number]


def _waiting(conn: Connection, now: datetime) -> int:
    """Messages for now, or put off for a while; not those that wait for the morning."""
    o = t.outbox.c
    soon = or_(o.not_before.is_(None), o.not_before < now + PUT_OFF)
    return int(conn.execute(select(func.count()).where(o.state == "pending", soon)).scalar_one())


def _stuck(conn: Connection) -> str:
    """The first message that waits, with its troubles."""
    o = t.outbox.c
    columns = (
        o.id,
        o.identity_id,
        o.lane,
        o.attempts,
        o.not_before,
        o.edit_ref,
        o.fence,
        o.created_at,
        o.error,
    )
    first = conn.execute(select(*columns).where(o.state == "pending").order_by(o.id)).first()
    return str(first)


def _count(conn: Connection, table: Table, state: str) -> int:
    here = select(func.count()).select_from(table).where(table.c.state == state)
    return int(conn.execute(here).scalar_one())


def _unfetched(witness: Path) -> list[str]:
    with closing(sqlite3.connect(witness, timeout=10)) as conn:
        number = conn.execute("SELECT count(*) FROM updates WHERE confirmed = 0").fetchone()[0]
    return [f"{number} updates are not fetched"] if number else []
