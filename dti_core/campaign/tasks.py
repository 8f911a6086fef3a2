"""Long work for a person: queued in the transaction that decided it, done by a worker, told in the chat.

A task holds a kind and names or ids, never content. It is claimed for a while, and the claim renewed while
the work goes on, so that a worker that dies leaves it to the next; after a few tries it fails and the person
is told.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, and_, insert, or_, select, update
from sqlalchemy.dialects.postgresql import insert as upsert  # SQLite speaks this one too

from dti_core import correlation
from dti_core.store import tables as t

CLAIM = timedelta(seconds=15)
"""How long a task waits for a worker that gives no sign. Were it alive, `finish` settles who was first."""
FARTHEST = 3 * CLAIM
"""No claim reaches farther, however the clocks of two machines differ."""
MOST_TRIES = 3

_task = t.task.c


@dataclass(frozen=True)
class Requester:
    """For whom it is done: the person in a role, and the account that is told."""

    person: int | None = None
    assignment: int | None = None
    identity: int | None = None


NOBODY = Requester()


@dataclass(frozen=True)
class Claimed:
    """A task that this worker does now."""

    id: int
    kind: str
    arguments: Mapping[str, Any]
    campaign: int | None
    requester: Requester
    last_try: bool = field(default=False)
    cause: str | None = None


def ask(
    conn: Connection,
    kind: str,
    arguments: Mapping[str, Any],
    now: datetime,
    *,
    campaign: int | None = None,
    requester: Requester = NOBODY,
    mark: str | None = None,
) -> int | None:
    """Queue a task; its id, or None where a live one of the same mark will do."""
    row = {
        "kind": kind,
        "arguments": json.dumps(arguments, ensure_ascii=False, sort_keys=True),
        "campaign_id": campaign,
        "mark": mark,
        "person_id": requester.person,
        "assignment_id": requester.assignment,
        "identity_id": requester.identity,
        "created_at": now,
        "cause": correlation.current(),
    }
    if mark is None:
        return int(conn.execute(insert(t.task).returning(_task.id), row).scalar_one())
    once = upsert(t.task).on_conflict_do_nothing().returning(_task.id)
    found = conn.execute(once, row).scalar_one_or_none()
    return None if found is None else int(found)


def waiting(conn: Connection, now: datetime) -> bool:
    """Whether a worker is needed."""
    return conn.execute(select(_task.id).where(_free(now)).limit(1)).first() is not None


def claim(conn: Connection, now: datetime) -> Claimed | None:
    """The next task that nobody works on, now claimed for a while."""
    first = select(t.task).where(_free(now)).order_by(_task.id).limit(1).with_for_update(skip_locked=True)
    row = conn.execute(first).one_or_none()
    if row is None:
        return None
    values = {"state": "running", "claimed_until": now + CLAIM, "attempts": row.attempts + 1}
    conn.execute(update(t.task).where(_task.id == row.id).values(**values))
    return _claimed(row)


def renew(conn: Connection, task: int, now: datetime) -> bool:
    """Its worker is alive; False where the task is settled."""
    return _settle(conn, task, {"claimed_until": now + CLAIM})


def finish(conn: Connection, task: int, now: datetime) -> bool:
    """It is done; False where it was already settled by another worker (then nothing is to be told)."""
    return _settle(conn, task, {"state": "done", "finished_at": now, "error": None})


def fail(conn: Connection, task: int, why: str, now: datetime) -> bool:
    """It cannot be done; False where it was already settled."""
    return _settle(conn, task, {"state": "failed", "finished_at": now, "error": why[:500]})


def release(conn: Connection, task: int, why: str) -> None:
    """Let it be tried again."""
    _settle(conn, task, {"state": "queued", "claimed_until": None, "error": why[:500]})


def _settle(conn: Connection, task: int, values: dict[str, object]) -> bool:
    running = and_(_task.id == task, _task.state == "running")
    return conn.execute(update(t.task).where(running).values(**values)).rowcount == 1


def _free(now: datetime) -> Any:
    """Not begun, or left by a worker that is gone: a claim that reaches too far is from before the clock was
    set back."""
    gone = or_(_task.claimed_until < now, _task.claimed_until > now + FARTHEST)
    return or_(_task.state == "queued", and_(_task.state == "running", gone))


def _claimed(row: Row[Any]) -> Claimed:
    return Claimed(
        id=row.id,
        kind=row.kind,
        arguments=json.loads(row.arguments),
        campaign=row.campaign_id,
        requester=Requester(row.person_id, row.assignment_id, row.identity_id),
        last_try=row.attempts + 1 >= MOST_TRIES,
        cause=row.cause,
    )
