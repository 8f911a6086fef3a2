"""Does queued tasks one by one: the work outside any transaction, its result and its words in one."""

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, select
from sqlalchemy.exc import SQLAlchemyError

from dti_core import correlation, figures, trail
from dti_core.campaign import outbox, tasks
from dti_core.campaign.claim_kept import kept
from dti_core.campaign.outbox import Manner, Target
from dti_core.campaign.tasks import Claimed
from dti_core.messages import codec
from dti_core.messages.model import Message
from dti_core.messages.staff import trouble
from dti_core.privacy.defects import brief
from dti_core.store import tables as t
from dti_core.store.database import Database

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Errand:
    """What a task's function is given."""

    db: Database
    data_dir: Path
    task: Claimed
    now: datetime


@dataclass(frozen=True)
class Outcome:
    """What it leaves: messages for the requester, and what to store together with them."""

    messages: tuple[Message, ...] = ()
    store: Callable[[Connection], None] | None = None


Kinds = Mapping[str, Callable[[Errand], Outcome]]
"""The function of every kind of task, handed in by the front door."""


def utc_now() -> datetime:
    """The clock that the worker uses."""
    return datetime.now(UTC)


def run(
    db: Database, data_dir: Path, kinds: Kinds, *, most: int = 5, clock: Callable[[], datetime] = utc_now
) -> int:
    """Do up to `most` waiting tasks; how many were done. A defect in one never keeps the others waiting."""
    for done in range(most):
        with db.write() as conn:
            task = tasks.claim(conn, clock())
        if task is None:
            return done
        with correlation.following(task.cause):
            began = time.monotonic()
            with kept(db, task.id, clock):
                well = _one(db, Errand(db, data_dir, task, clock()), kinds)
            seconds = round(time.monotonic() - began, 4)
            figures.count("tasks", "done" if well else "failed")
            figures.spread("task_seconds", seconds)
            trail.station("done" if well else "failed", task=task.id, kind=task.kind, seconds=seconds)
    return most


def _one(db: Database, errand: Errand, kinds: Kinds) -> bool:
    """Do it; whether it went well."""
    task = errand.task
    try:
        outcome = kinds[task.kind](errand)
    except SQLAlchemyError:
        raise
    except Exception as problem:  # whatever it is: the person is told, the next task goes on
        log.exception("task %d (%s) failed", task.id, task.kind)
        _failed(db, errand, brief(problem))
        return False
    with db.write() as conn:
        if tasks.finish(conn, task.id, errand.now):
            if outcome.store is not None:
                outcome.store(conn)
            tell(conn, task.requester.identity, outcome.messages, errand.now)
    return True


def _failed(db: Database, errand: Errand, why: str) -> None:
    with db.write() as conn:
        if not errand.task.last_try:
            tasks.release(conn, errand.task.id, why)
        elif tasks.fail(conn, errand.task.id, why, errand.now):
            tell(conn, errand.task.requester.identity, (trouble.TASK_FAILED,), errand.now)


def tell_running(conn: Connection, identity: int | None, message: Message, now: datetime) -> None:
    """A message that goes on where the last one with its `running` mark stands, as a notice."""
    if identity is None or message.running is None:
        return
    row = conn.execute(select(t.identity).where(t.identity.c.id == identity)).one()
    target = Target(row.channel, row.bot, row.id)
    earlier = outbox.last_running(conn, target, message.running)
    manner = Manner(lane="notice", edit_ref=None if earlier is None else outbox.ref_of(earlier))
    outbox.put(conn, target, codec.dump(message), now, manner=manner)


def tell(conn: Connection, identity: int | None, messages: tuple[Message, ...], now: datetime) -> None:
    """Queue messages to one account, as notices."""
    if identity is None:
        return
    row = conn.execute(select(t.identity).where(t.identity.c.id == identity)).one()
    target = Target(row.channel, row.bot, row.id)
    for message in messages:
        outbox.put(conn, target, codec.dump(message), now, manner=Manner(lane="notice"))
