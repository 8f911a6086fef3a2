"""Bot, worker and sweeper in this process, wired as in production, to be killed and begun anew."""

import asyncio
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

from redis import Redis
from redis.exceptions import RedisError

from bot.bell import Bell
from bot.channel import Outcome, Part
from bot.dialogue.events import RefusedFile, StoredFile
from bot.host.dialogue import real
from bot.host.dispatcher import Dispatcher, Hooks
from bot.host.host import Host
from bot.host.prepare import Preparation
from bot.intake import Inbox
from bot.sender.buckets import Budget, Limits
from bot.sender.right import Right
from bot.sender.sender import Sender
from bot.sender.status import StatusSender
from bot.telegram.polling import Polling
from dti.errands import KINDS
from dti_core.campaign import errands, files, scores, tasks
from dti_core.campaign.outbox import Outgoing
from dti_core.campaign.staff import due
from dti_core.store.database import Database
from tests.faults.machine.clock import Clock
from tests.faults.machine.platform import NothingNew, Platform
from worker.jobs import build
from worker.queue import Wakeups, connect
from worker.sweeper import Sweeper

NO_LIMITS = Limits(bot_rate=1e9, chat_rate=1e9, chat_burst=1e9, reserve=0.0)
NO_WAIT = timedelta(seconds=1)


class Wakers:
    """The two kinds of wake-ups, and the sweeper behind them; Redis may be gone at any time."""

    def __init__(self, url: str, db: Database, clock: Clock) -> None:
        self.connection = connect(url)
        self._db, self._clock = db, clock
        self.points, self.work = Wakeups(self.connection, "drain"), Wakeups(self.connection, "work")
        self._sweepers = (
            Sweeper(self._is_point_waiting, self.points),
            Sweeper(self._is_task_waiting, self.work),
        )

    def wake(self, which: Wakeups) -> None:
        with suppress(RedisError, OSError):
            which.ask()

    def sweep(self) -> None:
        for sweeper in self._sweepers:
            sweeper.sweep_safely()

    def _is_point_waiting(self) -> bool:
        with self._db.read() as conn:
            return scores.is_work_waiting(conn)

    def _is_task_waiting(self) -> bool:
        with self._db.read() as conn:
            now = self._clock()
            return tasks.waiting(conn, now) or due.due(conn, now)


async def _always() -> None:
    """It is always our turn to fetch."""


class LabellingSender(Sender):
    """Tells the platform of which message it is what arrives."""

    async def _send(self, head: Outgoing, part: Part, edit_ref: str | None) -> Outcome:
        self._channel.row = head.id
        try:
            return await super()._send(head, part, edit_ref)
        finally:
            self._channel.row = 0


class Bot:
    """Intake, host, sender and status sender of one process."""

    def __init__(self, runner: asyncio.Runner, db: Database, platform: Platform, clock: Clock, wakers: Wakers,
                 data_dir: Path, host: type[Host] = Host) -> None:  # fmt: skip
        self._runner, self._db, self._platform, self._clock = runner, db, platform, clock
        self._data_dir = data_dir
        self._host = host(real(), db, platform.name, platform.bot, clock)
        self._wakers = wakers
        runner.run(self._build())

    async def _build(self) -> None:
        bell = Bell()
        name, number = self._platform.name, self._platform.bot
        self._inbox = Inbox(self._db, name, number, bell.ring)
        self._right = Right(self._db, f"sender:{name}:{number}")
        budget = Budget(NO_LIMITS)
        self._sender = LabellingSender(self._db, self._platform, self._right, budget, bell)
        self._status = StatusSender(real().status, self._db, self._platform, self._right, budget, bell)
        hooks = Hooks(
            bell.ring,
            lambda: self._wakers.wake(self._wakers.points),
            lambda _callback, _toast: None,
            lambda: self._wakers.wake(self._wakers.work),
        )
        prepare = Preparation(self._host, self._platform, self._keep)
        self._dispatcher = Dispatcher(self._host, prepare, hooks, bell)
        self._dispatcher._careful_until = self._host.newest_id()

    def fetch(self) -> None:
        """Everything that the platform has is stored and confirmed."""
        self._runner.run(self._fetch())

    async def _fetch(self) -> None:
        with suppress(NothingNew):
            await Polling(self._platform, self._inbox, lambda _callback: None, _always).run()

    def apply(self) -> None:
        """Whatever waits in the inbox is applied, one conversation after the other."""
        for key in self._host.waiting_keys(100):
            self._runner.run(self._dispatcher._conversation(key))

    def send(self) -> None:
        """What may leave leaves; a waiting message waits."""
        self._runner.run(self._send())

    async def _send(self) -> None:
        await self._hold()
        for _ in range(500):
            before = len(self._platform.shown)
            await self._sender._round()
            await self._ended(self._sender)
            if len(self._platform.shown) == before:
                return

    def show(self) -> None:
        """The status messages that are due."""
        self._runner.run(self._show())

    async def _show(self) -> None:
        await self._hold()
        await self._status._round()
        await self._ended(self._status)

    async def _hold(self) -> None:
        if not await asyncio.to_thread(self._right._once):
            raise AssertionError("nobody else sends here")
        self._right._until = self._clock.monotonic() + 3600

    async def _ended(self, sender: Any) -> None:
        """Wait for what is on its way; who died on it is dead."""
        tasks = list(sender._busy._tasks.values())
        for outcome in await asyncio.gather(*tasks, return_exceptions=True):
            if isinstance(outcome, BaseException) and not isinstance(outcome, Exception):
                raise outcome
        await asyncio.sleep(0)

    def _keep(self, name: str, content: bytes) -> StoredFile | RefusedFile:
        kept = files.store(self._data_dir, [content], name)
        if isinstance(kept, files.RefusedFile):
            return RefusedFile(kept.name, kept.reason, kept.size)
        return StoredFile(kept.sha256, kept.name, kept.mime, kept.size)

    def die(self) -> None:
        """What is left of the process after its death."""
        self._dispatcher._pool.shutdown()
        self._status._readers.shutdown()


class Worker:
    """Does the jobs on the queue until there is none."""

    def __init__(self, url: str, db: Database, clock: Clock, data_dir: Path) -> None:
        self._url, self._db, self._clock, self._data_dir = url, db, clock, data_dir

    def work(self) -> None:
        with suppress(RedisError, OSError), Redis.from_url(self._url) as connection:
            build(connection, {"drain": self._drain, "work": self._errands}).work(
                burst=True, logging_level="CRITICAL"
            )

    def _drain(self) -> None:
        scores.drain(self._db, seconds=60.0, clock=self._clock, sleep=self._clock.sleep)

    def _errands(self) -> None:
        due.run_due(self._db, self._clock())
        errands.run(self._db, self._data_dir, KINDS, clock=self._clock)
