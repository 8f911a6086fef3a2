"""The sender: takes the heads of the lanes, sends what the limits allow, and settles each in the database."""

import asyncio
import logging
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from bot.bell import Bell
from bot.channel import Channel, Delivered, Outcome, Part
from bot.sender.buckets import Budget
from bot.sender.doubts import SILENT, Doubts
from bot.sender.inflight import InFlight
from bot.sender.removing import removed
from bot.sender.retry import LONGEST_WAIT, Again, Attempt, Decision, Done, GiveUp, SendAnew, decide
from bot.sender.right import Right
from bot.sender.telling import measured
from dti_core import correlation
from dti_core.campaign import hidden_words, outbox
from dti_core.campaign.leases import Lease
from dti_core.campaign.outbox import LANES, Outgoing
from dti_core.messages import codec
from dti_core.messages.model import Message
from dti_core.privacy.defects import brief
from dti_core.store.database import Database
from dti_core.store.sealing import NoKey, Unsealable

log = logging.getLogger(__name__)

POLL_SECONDS = 1.0
AT_ONCE = 40
"""Messages on their way at the same time."""
AFTER_DEFECT = 60.0
OVER_NIGHT = 24 * 3600.0
"""Seconds that bulk may wait: for the morning."""
REPLY, BULK = LANES["reply"], LANES["bulk"]
T = TypeVar("T")


class RightLost(Exception):
    """The right to send went to somebody else, or ran out, before this message left."""


class Sender:
    """One per bot. Every chat's lane is strictly in order: its next message leaves when the last one is
    settled."""

    def __init__(
        self,
        db: Database,
        channel: Channel,
        right: Right,
        budget: Budget,
        bell: Bell,
        on_sent: Callable[[Message], object] = lambda _message: None,
    ) -> None:
        self._db = db
        self._channel = channel
        self._right = right
        self._budget = budget
        self._bell = bell
        self._on_sent = on_sent
        self._busy = InFlight(self._finished)
        self._progress: dict[int, tuple[int, str | None]] = {}
        """Of a message that needs several of the platform's: how many are there, and the last one's
        reference."""
        self._doubts = Doubts(channel)

    async def run(self) -> None:
        """Send for ever; when cancelled, finish what is on its way."""
        try:
            while True:
                await self._right.wait()
                pause = await self._round()
                await self._bell.wait(pause)
        finally:
            await self._busy.join()

    async def _round(self) -> float:
        """Start whatever may leave now; seconds until there is reason to look again."""
        read_at = time.monotonic()
        self._busy.forget_before(read_at)
        try:
            heads = await asyncio.to_thread(self._heads)
        except DBAPIError as error:
            log.warning("cannot read the outbox: %s", type(error).__name__)
            return POLL_SECONDS
        pause = POLL_SECONDS
        for head in heads:
            if len(self._busy) >= AT_ONCE:
                break
            if self._busy.is_free((head.identity, head.lane), read_at):
                pause = min(pause, self._start(head) or POLL_SECONDS)
        return pause

    def _heads(self) -> Sequence[Outgoing]:
        with self._db.read() as conn:
            return outbox.heads(conn, self._channel.name, self._channel.bot)

    def _start(self, head: Outgoing) -> float:
        """Send it in a task of its own, or say how many seconds it has to wait."""
        held, now = self._right.held, time.monotonic()
        if held is None:
            return POLL_SECONDS
        wait = _until(head)
        if not head.blocked:
            wait = max(wait, self._budget.wait(head.address, now, head.lane == REPLY))
        if wait > 0:
            return wait
        with correlation.following(head.cause):
            self._busy.start((head.identity, head.lane), self._deliver(head, held))
        return 0.0

    def _finished(self, task: "asyncio.Task[None]") -> None:
        if not task.cancelled() and (error := task.exception()):
            # What was sent cannot be noted: better silence for a while than the same message again and again.
            log.error("a message could not be settled", exc_info=error)
            self._budget.hold(None, time.monotonic() + AFTER_DEFECT, time.monotonic())
        self._bell.ring()

    async def _deliver(self, head: Outgoing, held: Lease) -> None:
        """Try once and settle it; a defect of ours must not repeat a message without end, nor stop others."""
        decision: Decision = GiveUp("blocked", blocked=True)
        try:
            if not head.blocked:
                decision = await self._attempt(head, held)
        except RightLost:
            return  # whoever has the right now sends it
        except Exception as error:
            log.exception("message %d met a defect", head.id)
            decision = GiveUp(brief(error))
        await self._settle(head, decision, held)

    async def _attempt(self, head: Outgoing, held: Lease) -> Decision:
        try:
            message = hidden_words.revealed(codec.load(head.payload), self._db.sealer)
            said = await removed(self._channel, head, message)
            if not isinstance(said, Message):
                return decide(said, Attempt(head.attempts))
            parts = self._channel.render(said)
        except (ValueError, KeyError, TypeError, NoKey, Unsealable) as error:
            return GiveUp(f"cannot be shown: {error}")
        if await self._doubts.forbid(head.id):
            return SILENT
        done, ref = self._progress.get(head.id, (0, None))
        editing = head.edit_ref is not None and done == 0
        for number, part in enumerate(parts[done:], done):
            if self._right.held != held:
                raise RightLost
            outcome = await self._send(head, part, head.edit_ref if number == 0 else None)
            if not isinstance(outcome, Delivered):
                doubts = self._doubts.of(head.id)
                self._doubts.note(head.id, outcome)
                return decide(outcome, Attempt(head.attempts, editing and number == 0, doubts))
            ref = outcome.ref or head.edit_ref
            self._progress[head.id] = (number + 1, ref)
        return Done(ref)

    async def _send(self, head: Outgoing, part: Part, edit_ref: str | None) -> Outcome:
        self._budget.take(head.address, time.monotonic())
        with measured(outbox=head.id, lane=head.lane) as told:
            if edit_ref is None:
                return told(await self._channel.send(head.address, part, quietly=head.lane != REPLY))
            return told(await self._channel.edit(head.address, edit_ref, part))

    async def _settle(self, head: Outgoing, decision: Decision, held: Lease) -> None:
        now = datetime.now(UTC)
        match decision:
            case Done(ref):
                await self._persist(lambda conn: outbox.sent(conn, head, ref, held, now))
                self._forget(head.id)
                await asyncio.to_thread(self._on_sent, codec.load(head.payload))
            case Again(after, why, _, counts) as again:
                self._budget.put_off(head.address, again, time.monotonic())
                await self._persist(
                    lambda conn: outbox.postpone(conn, head.id, now + after, why, held, counts=counts)
                )
            case SendAnew():
                await self._take_away(head)
                await self._persist(lambda conn: outbox.send_anew(conn, head.id, held))
            case GiveUp(why, blocked):
                log.warning("message %d will not be delivered: %s", head.id, why)
                await self._persist(lambda conn: _give_up(conn, head, why, blocked, held, now))
                self._forget(head.id)

    def _forget(self, row: int) -> None:
        self._progress.pop(row, None)
        self._doubts.forget(row)

    async def _take_away(self, head: Outgoing) -> None:
        """What was to be replaced and cannot be changed must not go on standing there: it may be a secret."""
        if head.edit_ref is not None and codec.load(head.payload).running is not None:
            await self._channel.delete(head.address, head.edit_ref)

    async def _persist(self, change: Callable[[Connection], T]) -> T:
        """Carry out a change; a database that is away is waited for, since the message has left already."""
        pause = 0.1
        while True:
            try:
                return await asyncio.to_thread(self._write, change)
            except DBAPIError as error:
                log.warning("cannot note what was sent: %s", type(error).__name__)
                await asyncio.sleep(pause)
                pause = min(2.0, pause * 2)

    def _write(self, change: Callable[[Connection], T]) -> T:
        with self._db.write() as conn:
            return change(conn)


def _give_up(conn: Connection, head: Outgoing, why: str, blocked: bool, held: Lease, now: datetime) -> None:
    if outbox.failed(conn, head.id, why, held, now) and blocked:
        outbox.block(conn, head.identity, why, now)


def _until(head: Outgoing) -> float:
    """Seconds until it may leave; what seems to wait longer than anything does was put off before the clock
    was set back."""
    if head.not_before is None:
        return 0.0
    left = (head.not_before - datetime.now(UTC)).total_seconds()
    return left if left <= (OVER_NIGHT if head.lane == BULK else LONGEST_WAIT) else 0.0
