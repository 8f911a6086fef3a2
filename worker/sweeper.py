"""The safety net under the wake-ups: looks into the database every few seconds and wakes whoever is needed.

It repairs whatever a wake-up can suffer: Redis was away or lost everything, a worker died with the job, the
process that asked died between raising the flag and queueing the job.
"""

import logging
import signal
import threading
from collections.abc import Callable, Sequence
from queue import Empty, SimpleQueue
from types import FrameType
from typing import Protocol

log = logging.getLogger(__name__)

INTERVAL = 2.0  # seconds


class CanAsk(Protocol):
    """What the sweeper needs of `worker.queue.Wakeups`."""

    def ask(self) -> bool:
        """Make sure that a job will start; True when this call queued it."""

    def lost(self) -> str | None:
        """Give the id of a job that is announced but on no queue."""

    def ask_again(self) -> bool:
        """Ask although a job is announced."""


class Sweeper:
    """Wakes the workers as long as `is_work_waiting()` says so."""

    def __init__(
        self, is_work_waiting: Callable[[], bool], wakeups: CanAsk, interval: float = INTERVAL
    ) -> None:
        self._is_work_waiting = is_work_waiting
        self._wakeups = wakeups
        self._interval = interval
        self._suspect: str | None = None
        self._stop: SimpleQueue[None] = SimpleQueue()  # unlike an Event, safe to use in a signal handler
        self._failing = False

    def run(self) -> None:
        """Sweep until `stop`; a database or a Redis that is away is waited for."""
        stopped = False
        while not stopped:
            self.sweep_safely()
            stopped = self._stopped_within(self._interval)

    def stop(self) -> None:
        """End `run` (from a signal handler or another thread)."""
        self._stop.put(None)

    def _stopped_within(self, seconds: float) -> bool:
        try:
            self._stop.get(timeout=seconds)
        except Empty:
            return False
        return True

    def sweep_safely(self) -> None:
        """Sweep once; say once, not every two seconds, that something is away."""
        try:
            self.sweep()
        except Exception as problem:  # noqa: BLE001 – whatever is away now, the next sweep finds out by itself
            if not self._failing:
                log.warning("cannot sweep, trying on: %s", type(problem).__name__)
            self._failing = True
        else:
            self._failing = False

    def sweep(self) -> None:
        """Look once. A job announced but on no queue in two sweeps running was not just taken: it is lost."""
        if not self._is_work_waiting() or self._wakeups.ask():
            self._suspect = None
            return
        lost = self._wakeups.lost()
        if lost is not None and lost == self._suspect:
            log.warning("a wake-up was lost; asking again")
            self._wakeups.ask_again()
            lost = None
        self._suspect = lost


def serve_all(sweepers: Sequence[Sweeper]) -> None:
    """Sweep with all of them until SIGTERM or SIGINT (as the main thread of a process)."""

    def heard(_number: int, _frame: FrameType | None) -> None:
        for sweeper in sweepers:
            sweeper.stop()

    signal.signal(signal.SIGTERM, heard)
    signal.signal(signal.SIGINT, heard)
    threads = [threading.Thread(target=sweeper.run, name="sweeper") for sweeper in sweepers[1:]]
    for thread in threads:
        thread.start()
    sweepers[0].run()
    for thread in threads:
        thread.join()
