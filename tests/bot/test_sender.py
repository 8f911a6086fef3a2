"""The sender with a channel that fails in every way; time stands where the test puts it."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.bell import Bell
from bot.channel import Blocked, Delivered, Outcome, Rejected, TargetGone, Uncertain, Unreachable
from bot.sender import doubts, removing, retry
from bot.sender import sender as sender_module
from bot.sender.buckets import Budget
from bot.sender.retry import MOST_DOUBTS
from bot.sender.right import Right
from bot.sender.sender import Sender
from dti_core.campaign import hidden_words, leases, outbox, people
from dti_core.campaign.leases import Lease
from dti_core.campaign.outbox import Manner, Outgoing, Target
from dti_core.messages import codec
from dti_core.messages.model import Lane, Message, Span
from dti_core.messages.rich import rich
from dti_core.store import tables as t
from dti_core.store.database import Database
from dti_core.store.sealing import Sealer
from tests.bot.fake_channel import FakeChannel

NOW = datetime.now(UTC)


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retry, "UNCERTAIN_WAITS", (0.01, 0.01, 0.01))
    monkeypatch.setattr(retry, "LONGEST_WAIT", 0.01)
    monkeypatch.setattr(retry, "growing", lambda _: 0.01)


def target(db: Database, who: str = "7") -> Target:
    with db.write() as conn:
        return Target("telegram", "1", people.resolve(conn, "telegram", "1", who, who, "Lan", NOW).identity)


def put(db: Database, to: Target, text: str, *, lane: Lane = "reply", edit_ref: str | None = None) -> int:
    with db.write() as conn:
        return outbox.put(conn, to, codec.dump(Message((Span(text),))), NOW, manner=Manner(lane, edit_ref))


def states(db: Database, *rows: int) -> list[str]:
    with db.read() as conn:
        found = [outbox.fate(conn, row) for row in rows]
    return [fate.state for fate in found if fate is not None]


def send_all(db: Database, channel: FakeChannel, until: Callable[[], bool] | None = None) -> None:
    """Let a sender work until nothing waits."""

    async def work() -> None:
        right, bell = Right(db, "sender:test"), Bell()
        sender = Sender(db, channel, right, Budget(), bell)
        parts = [asyncio.create_task(part) for part in (right.keep(), sender.run())]
        await settled(db, until or (lambda: not waiting(db)))
        await stop(parts)

    asyncio.run(work())


async def settled(db: Database, done: Callable[[], bool]) -> None:
    async with asyncio.timeout(10):
        while not await asyncio.to_thread(done):
            await asyncio.sleep(0.005)


async def stop(parts: list["asyncio.Task[None]"]) -> None:
    for part in parts:
        part.cancel()
    await asyncio.wait(parts)


def waiting(db: Database) -> bool:
    with db.read() as conn:
        return bool(outbox.heads(conn, "telegram", "1"))


def test_one_chat_gets_its_messages_in_order_and_only_once(sqlite_db: Database) -> None:
    lan = target(sqlite_db)
    for text in ("one", "two", "three"):
        put(sqlite_db, lan, text)
    channel = FakeChannel()
    send_all(sqlite_db, channel)
    assert channel.calls == [("send", "7", text, "aloud") for text in ("one", "two", "three")]


def test_order_holds_through_failures(sqlite_db: Database) -> None:
    lan = target(sqlite_db)
    for text in ("one", "two"):
        put(sqlite_db, lan, text)
    channel = FakeChannel(Unreachable("down"), Unreachable("down"))
    send_all(sqlite_db, channel)
    assert [call[2] for call in channel.calls] == ["one", "one", "one", "two"]


def test_a_send_without_answer_is_repeated_a_few_times_and_the_conversation_goes_on(
    sqlite_db: Database,
) -> None:
    lan = target(sqlite_db)
    rows = [put(sqlite_db, lan, "one"), put(sqlite_db, lan, "two")]
    channel = FakeChannel(*[Uncertain("timed out")] * (MOST_DOUBTS + 1))
    send_all(sqlite_db, channel)
    said = [call[2] for call in channel.calls if call[0] == "send"]
    assert said == ["one"] * (MOST_DOUBTS + 1) + ["two"]
    assert states(sqlite_db, *rows) == ["failed", "sent"]


def test_while_the_platform_is_silent_nothing_is_given_up_nor_repeated_without_end(
    sqlite_db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doubts, "SILENT", replace(doubts.SILENT, after=timedelta(seconds=0.01)))
    monkeypatch.setattr(sender_module, "SILENT", doubts.SILENT)
    row = put(sqlite_db, target(sqlite_db), "one")
    channel = FakeChannel(*[Uncertain("timed out")] * 3)
    channel.is_answering = False
    send_all(sqlite_db, channel, until=lambda: channel.calls.count(("answers",)) >= 5)
    assert [call[0] for call in channel.calls if call[0] != "answers"] == ["send"] * 3
    assert states(sqlite_db, row) == ["pending"]
    channel.is_answering = True
    send_all(sqlite_db, channel)
    assert states(sqlite_db, row) == ["sent"]


def test_a_sender_that_lost_its_right_while_it_was_frozen_sends_nothing_when_it_wakes(
    sqlite_db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Frozen after it chose the message: meanwhile another process took the right."""
    row = put(sqlite_db, target(sqlite_db), "one")
    channel, woken = FakeChannel(), []
    attempt = Sender._attempt

    async def frozen(self: Sender, head: Outgoing, held: Lease) -> object:
        self._right._lease = Lease(held.name, "another", held.fence + 1)
        woken.append(head.id)
        return await attempt(self, head, held)

    monkeypatch.setattr(Sender, "_attempt", frozen)
    send_all(sqlite_db, channel, until=lambda: bool(woken))
    assert channel.calls == []
    assert states(sqlite_db, row) == ["pending"]


def test_what_cannot_be_edited_any_more_is_sent_as_new(sqlite_db: Database) -> None:
    row = put(sqlite_db, target(sqlite_db), "list", edit_ref="41")
    channel = FakeChannel(TargetGone("gone"))
    send_all(sqlite_db, channel)
    assert [call[0] for call in channel.calls] == ["edit", "send"]
    with sqlite_db.read() as conn:
        fate = outbox.fate(conn, row)
    assert fate is not None
    assert (fate.state, fate.message_ref, fate.edit_ref) == ("sent", "101", None)


def test_blocking_stops_everything_for_that_person_alone(sqlite_db: Database) -> None:
    lan, minh = target(sqlite_db, "7"), target(sqlite_db, "8")
    rows = [put(sqlite_db, lan, "one"), put(sqlite_db, lan, "two"), put(sqlite_db, minh, "other")]
    send_all(sqlite_db, FakeChannel(Blocked("403")))
    assert states(sqlite_db, *rows) == ["failed", "failed", "sent"]


def test_a_refused_message_and_an_unreadable_one_are_left_behind(sqlite_db: Database) -> None:
    lan = target(sqlite_db)
    first = put(sqlite_db, lan, "one")
    with sqlite_db.write() as conn:
        second = outbox.put(conn, lan, "not JSON", NOW)
    third = put(sqlite_db, lan, "three")
    send_all(sqlite_db, FakeChannel(Rejected("400")))
    assert states(sqlite_db, first, second, third) == ["failed", "failed", "sent"]


def test_a_long_message_goes_on_with_the_part_that_failed(sqlite_db: Database) -> None:
    put(sqlite_db, target(sqlite_db), "\n\n".join(letter * 3000 for letter in "abc"))
    channel = FakeChannel(Delivered("1"), Unreachable("down"))
    send_all(sqlite_db, channel)
    assert [call[2][0] for call in channel.calls] == ["a", "b", "b", "c"]


def test_notices_make_no_sound(sqlite_db: Database) -> None:
    put(sqlite_db, target(sqlite_db), "notice", lane="notice")
    channel = FakeChannel()
    send_all(sqlite_db, channel)
    assert channel.calls[0][3] == "quietly"


def test_nothing_is_sent_while_another_process_has_the_right(sqlite_db: Database) -> None:
    put(sqlite_db, target(sqlite_db), "one")
    with sqlite_db.write() as conn:
        leases.acquire(conn, "sender:test", "another machine/1", datetime.now(UTC), timedelta(seconds=0.3))
    channel = FakeChannel()
    send_all(sqlite_db, channel, until=lambda: True)
    assert channel.calls == []
    send_all(sqlite_db, channel)
    assert len(channel.calls) == 1


def test_what_is_on_its_way_when_told_to_stop_is_still_noted(sqlite_db: Database) -> None:
    row = put(sqlite_db, target(sqlite_db), "one")
    begun, go_on = asyncio.Event(), asyncio.Event()

    class Slow(FakeChannel):
        async def send(self, *args: object, **more: object) -> object:  # type: ignore[override]  # only passes on
            begun.set()
            await go_on.wait()
            return await super().send(*args, **more)  # type: ignore[arg-type]  # only passes on

    async def work() -> None:
        right, bell = Right(sqlite_db, "sender:test"), Bell()
        sender = Sender(sqlite_db, Slow(), right, Budget(), bell)
        keeper, runner = asyncio.create_task(right.keep()), asyncio.create_task(sender.run())
        await begun.wait()
        runner.cancel()
        go_on.set()
        await asyncio.wait([runner])
        await stop([keeper])

    asyncio.run(work())
    assert states(sqlite_db, row) == ["sent"]


def test_sealed_words_are_opened_for_the_chat_alone(sqlite_db: Database) -> None:
    lan = target(sqlite_db)
    with sqlite_db.write() as conn:
        said = hidden_words.hidden(conn, Message(rich("khoá:")), "ABCD")
        row = outbox.put(conn, lan, codec.dump(said), NOW)
    channel = FakeChannel()
    send_all(sqlite_db, channel)
    assert channel.calls == [("send", "7", "khoá:\n\n<b>ABCD</b>", "aloud")]
    with sqlite_db.read() as conn:
        assert "ABCD" not in str(conn.execute(t.outbox.select().where(t.outbox.c.id == row)).one())


def test_sealed_words_of_another_key_are_left_behind_not_sent_in_part(sqlite_db: Database) -> None:
    lan = target(sqlite_db)
    said = replace(Message(rich("khoá:")), sealed=Sealer([b"x" * 32]).seal(b"ABCD", hidden_words.PURPOSE))
    with sqlite_db.write() as conn:
        row = outbox.put(conn, lan, codec.dump(said), NOW)
    channel = FakeChannel()
    send_all(sqlite_db, channel)
    assert channel.calls == []
    assert states(sqlite_db, row) == ["failed"]


def put_removing(db: Database, to: Target) -> None:
    said = Message(rich("đã xoá"), unremoved=rich("xin xoá"), removes="41")
    with db.write() as conn:
        outbox.put(conn, to, codec.dump(said), NOW)


def test_what_must_not_stay_in_the_chat_goes_before_the_reply_that_says_so(sqlite_db: Database) -> None:
    put_removing(sqlite_db, target(sqlite_db))
    channel = FakeChannel()
    send_all(sqlite_db, channel)
    assert channel.calls == [("take_away", "7", "41"), ("send", "7", "đã xoá", "aloud")]


@pytest.mark.parametrize("fate", [Rejected("message can't be deleted for everyone"), TargetGone("no")])
def test_where_it_cannot_be_taken_away_the_person_is_asked_to(sqlite_db: Database, fate: Outcome) -> None:
    put_removing(sqlite_db, target(sqlite_db))
    channel = FakeChannel(fate)
    send_all(sqlite_db, channel)
    assert channel.calls == [("take_away", "7", "41"), ("send", "7", "xin xoá", "aloud")]


@pytest.mark.parametrize("fate", [Uncertain("silent"), Unreachable("away")])
def test_a_platform_in_trouble_is_asked_a_few_times_before_the_person_is(
    sqlite_db: Database, fate: Outcome
) -> None:
    put_removing(sqlite_db, target(sqlite_db))
    channel = FakeChannel(fate)
    send_all(sqlite_db, channel)
    assert channel.calls == [("take_away", "7", "41")] * 2 + [("send", "7", "đã xoá", "aloud")]
    put_removing(sqlite_db, target(sqlite_db))
    channel = FakeChannel(*[fate] * (removing.MOST_TRIES + 1))
    send_all(sqlite_db, channel)
    assert channel.calls[-2:] == [("take_away", "7", "41"), ("send", "7", "xin xoá", "aloud")]
    assert len(channel.calls) == removing.MOST_TRIES + 2


def test_a_running_message_that_cannot_be_edited_does_not_go_on_standing_there(sqlite_db: Database) -> None:
    said = codec.dump(replace(Message(rich("đã bật")), running="second-factor"))
    lan = target(sqlite_db)
    with sqlite_db.write() as conn:
        outbox.put(conn, lan, said, NOW, manner=Manner(edit_ref="41"))
    channel = FakeChannel(TargetGone("a photo"))
    send_all(sqlite_db, channel)
    assert [call[0] for call in channel.calls] == ["edit", "delete", "send"]
