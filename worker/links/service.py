"""Looks at links beside the worker's jobs, so that a slow address never keeps points waiting."""

import asyncio
import contextlib
import logging
import os
import socket
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from dti_core.campaign import leases
from dti_core.campaign.leases import Lease
from dti_core.campaign.links import queue, storing
from dti_core.campaign.links.finding import Finding
from dti_core.campaign.links.queue import Job
from dti_core.store.database import Database
from worker.links import checking
from worker.links.checking import Look, host_of

log = logging.getLogger(__name__)

PAUSE = 2.0
"""Seconds between two looks into the queue where nothing waits."""
SIGN_OF_LIFE = timedelta(minutes=2)
STOPPED_WITHIN = 3.0


def utc_now() -> datetime:
    """The clock that the worker uses."""
    return datetime.now(UTC)


class LinkChecker:
    """A thread of its own with an event loop of its own; one of all workers has the right to look."""

    def __init__(self, db: Database, look: Look, *, gap: float = checking.GAP, pause: float = PAUSE) -> None:
        self._db, self._look, self._gap, self._pause = db, look, gap, pause
        self._holder = f"{socket.gethostname()}:{os.getpid()}"
        self._stop = threading.Event()
        self._cancel: Callable[[], object] = lambda: None
        self._shown = datetime.fromtimestamp(0, UTC)
        self._thread = threading.Thread(target=self._run, name="links", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End soon: what is being looked at stays asked for."""
        self._stop.set()
        self._cancel()
        self._thread.join(STOPPED_WITHIN)

    @property
    def alive(self) -> bool:
        """Whether the thread runs."""
        return self._thread.is_alive()

    def round(self) -> int:
        """Look at what waits; how many links that were."""
        now = utc_now()
        with self._db.read() as conn:
            wanted = queue.waiting(conn, now)
        if not wanted and now - self._shown < SIGN_OF_LIFE:
            return 0
        with self._db.write() as conn:
            right = queue.take_right(conn, self._holder, now)
            self._shown = now
        if right is None:
            return 0
        try:
            return self._under(right, now)
        finally:
            with self._db.write() as conn:
                leases.release(conn, right, utc_now())

    def _under(self, right: Lease, now: datetime) -> int:
        with self._db.read() as conn:
            jobs = queue.due(conn, now, host_of)
        if jobs:
            asyncio.run(self._check(jobs, right))
        return len(jobs)

    async def _check(self, jobs: list[Job], right: Lease) -> None:
        loop, task = asyncio.get_running_loop(), asyncio.current_task()
        if task is not None:
            self._cancel = lambda: loop.call_soon_threadsafe(task.cancel)

        def settle(job: Job, found: Finding) -> None:
            with self._db.write() as conn:
                if leases.still_held(conn, right):
                    storing.store(conn, job, found, utc_now())

        with contextlib.suppress(asyncio.CancelledError):
            await checking.check(jobs, self._look, settle, gap=self._gap)
        self._cancel = lambda: None

    def _run(self) -> None:
        failing = False
        while not self._stop.is_set():
            try:
                done = self.round()
            except Exception as problem:  # noqa: BLE001 - whatever is away now, the next round finds out by itself
                if not failing:
                    log.warning("cannot look at links, trying on: %s", type(problem).__name__)
                failing, done = True, 0
            else:
                failing = False
            if not done:
                self._stop.wait(self._pause)
