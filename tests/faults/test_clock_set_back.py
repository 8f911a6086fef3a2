"""A machine's wrong clock is set right, hours back: nobody waits until the hours have passed again."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from bot.bell import Bell
from bot.sender.buckets import Budget
from bot.sender.right import Right
from bot.sender.sender import Sender
from dti_core.campaign import outbox, scores, scoring_claims, status_delivery, tasks
from dti_core.campaign.outbox import Manner, Target
from dti_core.messages import codec
from dti_core.messages.model import Lane, Message, Span
from dti_core.store import tables as t
from tests.bot.fake_channel import FakeChannel
from tests.campaign.world import World

HOURS = timedelta(hours=7)
"""What a machine is wrong by whose hardware clock is set to local time."""


def moments(start: datetime) -> Iterator[datetime]:
    return iter(start + timedelta(milliseconds=100 * n) for n in range(1000))


def test_an_answer_after_that_is_scored_at_once(world: World) -> None:
    lan = world.unit("a")
    world.tell(lan, "1.1:a", "true")
    world.drain()
    world.now -= HOURS
    world.tell(lan, "1.1:a", "false")
    clock = moments(world.now)
    scores.drain(world.db, clock=lambda: next(clock), sleep=lambda _: None)
    assert world.points("a") == 0


def test_a_unit_that_a_dead_worker_had_claimed_is_taken_by_the_next(world: World) -> None:
    lan = world.unit("a")
    world.tell(lan, "1.1:a", "true")
    with world.db.write() as conn:
        assert scoring_claims.claim(conn, [world.units["a"]], world.now + HOURS)
        assert scoring_claims.claim(conn, [world.units["a"]], world.now) == [world.units["a"]]


def test_a_task_that_a_dead_worker_had_claimed_is_taken_by_the_next(world: World) -> None:
    with world.db.write() as conn:
        task = tasks.ask(conn, "book", {}, world.now + HOURS)
        assert tasks.claim(conn, world.now + HOURS) is not None
        again = tasks.claim(conn, world.now)
    assert again is not None
    assert again.id == task


def test_a_status_message_that_was_put_off_is_due(world: World) -> None:
    world.unit("a")
    with world.db.write() as conn:
        conn.execute(t.status_message.update().values(not_before=world.now + HOURS))
        assert len(status_delivery.due(conn, "telegram", "bot", world.now)) == 1
        conn.execute(t.status_message.update().values(not_before=world.now + timedelta(minutes=59)))
        assert status_delivery.due(conn, "telegram", "bot", world.now) == []


@pytest.mark.parametrize(
    ("lane", "hours", "sent"), [("reply", 7, 1), ("notice", 7, 1), ("bulk", 7, 0), ("bulk", 30, 1)]
)
def test_a_reply_that_was_put_off_leaves_and_what_waits_for_the_morning_waits(
    small_world: World, lane: Lane, hours: int, sent: int
) -> None:
    who = small_world.stranger()
    later = datetime.now(UTC) + timedelta(hours=hours)
    with small_world.db.write() as conn:
        text = codec.dump(Message((Span("✓"),)))
        target = Target("telegram", "bot", who.identity)
        outbox.put(conn, target, text, later, manner=Manner(lane=lane, not_before=later))
    channel = FakeChannel(bot="bot")

    async def one_round() -> None:
        right = Right(small_world.db, "sender:telegram:bot")
        keeping = asyncio.create_task(right.keep())
        await right.wait()
        sender = Sender(small_world.db, channel, right, Budget(), Bell())
        await sender._round()
        await sender._busy.join()
        keeping.cancel()
        await asyncio.gather(keeping, return_exceptions=True)

    asyncio.run(one_round())
    assert len(channel.calls) == sent
