"""Gives waiting updates to the host: conversations side by side, each strictly in order."""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from itertools import count
from typing import TypeVar

from sqlalchemy.exc import DBAPIError

from bot.bell import Bell
from bot.host.applied import Applied
from bot.host.host import Host
from bot.host.job import Job, Ready
from bot.host.prepare import Preparation
from bot.incoming import FileRef, Incoming
from dti_core import correlation, figures, trail
from dti_core.campaign.inbox import MAX_ATTEMPTS, MAX_DEATHS
from dti_core.privacy.defects import brief
from dti_core.store.outages import is_outage, may_pass

log = logging.getLogger(__name__)

THREADS = 4
POLL_SECONDS = 1.0
KEYS_AT_ONCE = 64
BUSY_TRIES = 12
"""Tries before an update is suspected where the database may, or may not, be to blame."""
LONGEST_PAUSE = 5.0
"""Seconds between two tries while the database is in trouble."""
T = TypeVar("T")
pause = asyncio.sleep


@dataclass(frozen=True)
class Hooks:
    """Whom to tell after a commit: the sender, the workers, and the pressed button."""

    replied: Callable[[], None]
    wake: Callable[[], None]
    acknowledge: Callable[[str, str | None], None]
    work: Callable[[], None] = lambda: None
    """Whom to tell that a task may be waiting."""


class Dispatcher:
    """Runs the host in threads; belongs to one event loop."""

    def __init__(self, host: Host, prepare: Preparation, hooks: Hooks, bell: Bell) -> None:
        self._host = host
        self._prepare = prepare
        self._hooks = hooks
        self._bell = bell
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="host")
        self._running: dict[str, asyncio.Task[None]] = {}
        self._careful_until = 0
        self._alone = {with_file: asyncio.Lock() for with_file in (False, True)}
        self._stopping = False

    async def run(self) -> None:
        """Apply whatever waits, for ever; when cancelled, finish the updates in hand."""
        # What waits from before may be what ended the last process: each of it is counted before it is tried.
        self._careful_until = await self._patiently(self._host.newest_id)
        self._hooks.wake()
        self._hooks.replied()
        try:
            while True:
                await self._start_waiting()
                await self._bell.wait(POLL_SECONDS)
        finally:
            self._stopping = True
            await asyncio.gather(*self._running.values(), return_exceptions=True)
            self._pool.shutdown()

    async def _start_waiting(self) -> None:
        keys = await self._patiently(lambda: self._host.waiting_keys(KEYS_AT_ONCE + len(self._running)))
        for key in keys:
            if key not in self._running and len(self._running) < KEYS_AT_ONCE:
                task = asyncio.create_task(self._conversation(key))
                self._running[key] = task
                task.add_done_callback(partial(self._finished, key))

    def _finished(self, key: str, task: "asyncio.Task[None]") -> None:
        self._running.pop(key, None)
        if not task.cancelled() and (error := task.exception()):
            log.error("a conversation stopped; its updates are tried again", exc_info=error)

    async def _conversation(self, key: str) -> None:
        """Apply everything that waits in one conversation."""
        while not self._stopping:
            job = await self._patiently(lambda: self._host.next_job(key))
            if job is None:
                return
            with correlation.following(correlation.of_update(job.row.id)):
                await self._one(job)

    async def _one(self, job: Job) -> None:
        """Apply one update. What waited when the process started may have ended the last one: such updates
        are tried one at a time, so that only the one in hand is counted. Waiting holds up nobody: not for a
        question that is on its way, and a slow download no words.
        """
        if job.row.id > self._careful_until:
            await self._try(job, MAX_ATTEMPTS, careful=False)
            return
        understood = self._understand(job)
        with_file = understood is not None and isinstance(understood.what, FileRef)
        ready = None if with_file else await self._ahead(job)
        async with self._alone[with_file]:
            if not self._stopping:
                await self._try(job, MAX_DEATHS, careful=True, ready=ready)

    async def _ahead(self, job: Job) -> Ready | None:
        """Prepared before its turn; None where that fails, which is counted when its turn has come."""
        try:
            return await self._prepare(job, self._in_thread)
        except Exception as error:  # noqa: BLE001 – in its turn it is tried and told again
            log.info("update %d is prepared once more in its turn: %s", job.row.id, type(error).__name__)
            return None

    async def _try(self, job: Job, most: int, *, careful: bool, ready: Ready | None = None) -> None:
        """Apply it; after too many failures put it aside, so that the next ones go on. `careful`: each try is
        counted before it is made."""
        attempts, why = job.row.attempts, "the process died while applying it"
        while attempts < most:
            if careful:
                attempts = await self._count(job, why)
            try:
                self._applied(job, await self._through_outages(job, ready))
                return
            except Exception as error:
                log.exception("update %d could not be applied", job.row.id)
                why = brief(error)
            if not careful:
                attempts = await self._count(job, why)
        log.error("update %d is put aside (dti doctor shows it)", job.row.id)
        incoming = self._understand(job)
        self._tell(await self._patiently(lambda: self._host.quarantine(job, why, incoming)))

    def _applied(self, job: Job, applied: Applied) -> None:
        figures.spread("update_seconds", (datetime.now(UTC) - job.row.received_at).total_seconds())
        trail.station("applied", update=job.row.id)
        self._tell(applied)

    def _understand(self, job: Job) -> Incoming | None:
        """Whose the update is, if that much can be told."""
        try:
            meaning = self._prepare.meaning(job)
        except Exception:
            log.exception("update %d cannot even be read", job.row.id)
            return None
        return meaning if isinstance(meaning, Incoming) else None

    async def _count(self, job: Job, why: str) -> int:
        return await self._patiently(lambda: self._host.note_attempt(job, why))

    async def _through_outages(self, job: Job, ready: Ready | None) -> Applied:
        """Apply it; a full disk, a locked or absent database are waited for and held against no update."""
        for busy in count(1):
            try:
                ready = ready or await self._prepare(job, self._in_thread)
                return await self._in_thread(partial(self._host.apply, ready))
            except DBAPIError as error:
                if not may_pass(error) or (busy >= BUSY_TRIES and not is_outage(error)):
                    raise
                log.warning("updates wait for the database: %s", type(error).__name__)
                await pause(min(LONGEST_PAUSE, 0.05 * 2.0 ** min(busy, 8)))
        raise AssertionError("not reached")

    def _tell(self, applied: Applied) -> None:
        if applied.replies:
            self._hooks.replied()
        if applied.points:
            self._hooks.wake()
        if applied.work:
            self._hooks.work()
        if applied.callback is not None:
            self._hooks.acknowledge(applied.callback, applied.toast)

    async def _patiently(self, work: Callable[[], T]) -> T:
        """The result of database work, waiting for a database that is busy or away."""
        for tries in count():
            try:
                return await self._in_thread(work)
            except DBAPIError as error:
                if not may_pass(error):
                    raise
                log.warning("the database is busy or away: %s", type(error).__name__)
                await pause(min(LONGEST_PAUSE, 0.1 * 2.0 ** min(tries, 8)))
        raise AssertionError("not reached")

    async def _in_thread(self, work: Callable[[], T]) -> T:
        # The thread works under the same cause, so that its log lines name the update.
        here = copy_context()
        return await asyncio.get_running_loop().run_in_executor(self._pool, lambda: here.run(work))
