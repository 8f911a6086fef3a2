"""Keeps the pinned status messages up to date: one edit for however many changes."""

import asyncio
import hashlib
import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from bot.bell import Bell
from bot.channel import Channel, Part
from bot.sender.buckets import Budget
from bot.sender.doubts import SILENT, Doubts
from bot.sender.inflight import InFlight
from bot.sender.retry import Again, Attempt, Decision, Done, GiveUp, SendAnew, decide
from bot.sender.right import Right
from bot.sender.telling import measured
from dti_core import correlation
from dti_core.campaign import desk, outbox, status_delivery
from dti_core.campaign.leases import Lease
from dti_core.campaign.status_delivery import Due
from dti_core.messages.model import Message
from dti_core.privacy.defects import brief
from dti_core.store.database import Database
from dti_core.survey.questionnaire import Questionnaire

log = logging.getLogger(__name__)

POLL_SECONDS = 1.0
SETTLE_SECONDS = 0.8
"""How long a change waits for its score, so that the screen moves once; without a worker it is shown all the
same."""
SETTLE_POLL = 0.1
AT_ONCE = 8
AFTER_DEFECT = timedelta(minutes=2)
T = TypeVar("T")


class StatusSender:
    """One per bot, beside the sender and under the same right and limits; it never takes a reply's place."""

    def __init__(
        self,
        draw: Callable[[Questionnaire, datetime], Message],
        db: Database,
        channel: Channel,
        right: Right,
        budget: Budget,
        bell: Bell,
    ) -> None:
        self._draw = draw
        self._db = db
        self._channel = channel
        self._right = right
        self._budget = budget
        self._bell = bell
        self._busy = InFlight(lambda _: self._bell.ring())
        # Reading a whole questionnaire takes its time; it must not keep replies waiting for a thread.
        self._readers = ThreadPoolExecutor(2, thread_name_prefix="status")
        self._doubts = Doubts(channel)
        self._first_seen: dict[tuple[int, int], float] = {}

    async def run(self) -> None:
        """Show what changed, for ever; when cancelled, finish what is on its way."""
        try:
            while True:
                await self._right.wait()
                pause = await self._round()
                await self._bell.wait(pause)
        finally:
            await self._busy.join()
            self._readers.shutdown(wait=False)

    async def _round(self) -> float:
        read_at = time.monotonic()
        self._busy.forget_before(read_at)
        try:
            items = await asyncio.to_thread(self._due)
        except DBAPIError as error:
            log.warning("cannot read the status messages: %s", type(error).__name__)
            return POLL_SECONDS
        pause = POLL_SECONDS
        for item in items:
            if len(self._busy) < AT_ONCE and self._busy.is_free(item.id, read_at):
                pause = min(pause, self._start(item))
        return pause

    def _due(self) -> list[Due]:
        with self._db.read() as conn:
            return status_delivery.due(conn, self._channel.name, self._channel.bot, datetime.now(UTC))

    def _start(self, item: Due) -> float:
        held, now = self._right.held, time.monotonic()
        if held is None:
            return POLL_SECONDS
        wait = self._budget.wait(item.address, now, reply=False)
        if wait > 0:
            return wait
        if self._is_settling(item):
            return SETTLE_POLL
        with correlation.following(item.cause):
            self._busy.start(item.id, self._guarded(item, held))
        return POLL_SECONDS

    async def _guarded(self, item: Due, held: Lease) -> None:
        """One status message that cannot be made must not be tried without end, nor stop the others."""
        try:
            await self._show(item, held)
        except DBAPIError as error:
            log.warning("the status message waits for the database: %s", type(error).__name__)
        except Exception as error:
            log.exception("status message %d cannot be made", item.id)
            until, why = datetime.now(UTC) + AFTER_DEFECT, brief(error)
            await self._write(lambda conn: status_delivery.postpone(conn, item, until, why, held))

    async def _show(self, item: Due, held: Lease) -> None:
        view = await asyncio.get_running_loop().run_in_executor(self._readers, self._load, item)
        if view is None:
            await self._write(lambda conn: status_delivery.give_up(conn, item, "no such role", held))
            return
        part = self._channel.render(self._draw(view, datetime.now(UTC)))[0]
        digest = hashlib.sha256(repr(part).encode()).hexdigest()[:32]
        if digest == item.shown and item.ref is not None:
            await self._note_shown(item, item.ref, digest, held)
            return
        await self._deliver(item, part, digest, held)

    def _load(self, item: Due) -> Questionnaire | None:
        with self._db.read() as conn:
            try:
                return desk.load(conn, item.person, item.assignment)
            except desk.NoSuchAssignment:
                return None

    def _is_settling(self, item: Due) -> bool:
        """Whether the score of this change is still being computed and may be waited for."""
        if item.scored:
            self._first_seen.pop((item.id, item.wanted), None)
            return False
        if len(self._first_seen) > 10_000:
            self._first_seen.clear()
        since = self._first_seen.setdefault((item.id, item.wanted), time.monotonic())
        return time.monotonic() - since < SETTLE_SECONDS

    async def _deliver(self, item: Due, part: Part, digest: str, held: Lease) -> None:
        if self._right.held != held:
            return  # whoever has the right now shows it
        editing = item.ref is not None and not item.renew
        match await self._attempt(item, part, editing=editing):
            case Done(ref):
                self._doubts.forget(item.id)
                await self._done(item, ref, digest, held, is_new=not editing)
            case SendAnew():
                await self._write(lambda conn: status_delivery.lost(conn, item, held))
                self._bell.ring()
            case Again(after, why) as again:
                self._budget.put_off(item.address, again, time.monotonic())
                until = datetime.now(UTC) + max(after, timedelta(seconds=1))
                await self._write(lambda conn: status_delivery.postpone(conn, item, until, why, held))
            case GiveUp(why, blocked):
                self._doubts.forget(item.id)
                await self._write(lambda conn: _give_up(conn, item, why, blocked, held))

    async def _attempt(self, item: Due, part: Part, *, editing: bool) -> Decision:
        if not editing and await self._doubts.forbid(item.id):
            return SILENT
        self._budget.take(item.address, time.monotonic())
        with measured(lane="status") as told:
            if editing and item.ref is not None:
                outcome = told(await self._channel.edit(item.address, item.ref, part))
            else:
                outcome = told(await self._channel.send(item.address, part, quietly=True))
        doubts = self._doubts.of(item.id)
        self._doubts.note(item.id, outcome)
        return decide(outcome, Attempt(item.attempts, editing, doubts))

    async def _done(self, item: Due, ref: str | None, digest: str, held: Lease, *, is_new: bool) -> None:
        await self._note_shown(item, ref or item.ref, digest, held)
        if is_new and ref is not None:
            await self._channel.pin(item.address, ref)
            if item.ref is not None and item.ref != ref:
                await self._channel.delete(item.address, item.ref)

    async def _note_shown(self, item: Due, ref: str | None, digest: str, held: Lease) -> None:
        now = datetime.now(UTC)
        await self._write(lambda conn: status_delivery.shown(conn, item, ref, digest, held, now))

    async def _write(self, change: Callable[[Connection], T]) -> T:
        def carry_out() -> T:
            with self._db.write() as conn:
                return change(conn)

        return await asyncio.to_thread(carry_out)


def _give_up(conn: Connection, item: Due, why: str, blocked: bool, held: Lease) -> None:
    if status_delivery.give_up(conn, item, why, held) and blocked:
        outbox.block(conn, item.identity, why, datetime.now(UTC))
