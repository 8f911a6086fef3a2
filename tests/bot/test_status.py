"""The pinned status message: one per person and unit, edited in place, never more often than needed."""

import asyncio
import threading
from datetime import UTC, datetime, timedelta

import pytest

from bot.bell import Bell
from bot.channel import Blocked, Outcome, TargetGone, Unreachable
from bot.sender.buckets import Budget
from bot.sender.right import Right
from bot.sender.status import StatusSender
from dti_core.campaign import status_delivery
from dti_core.campaign.people import Speaker
from dti_core.messages.model import Message, Span
from dti_core.store import tables as t
from dti_core.store.database import Database
from dti_core.survey.questionnaire import Questionnaire
from tests.bot.fake_channel import FakeChannel
from tests.campaign.world import World

ANSWER = "1.1:a"


def draw(view: Questionnaire, _now: datetime) -> Message:
    """Only what these tests look at."""
    return Message((Span(f"{len(view.answers)} câu, {view.state}"),))


class Screen:
    """One contact with their status message."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self.world = World(db, now=datetime.now(UTC))
        closes = datetime.now(UTC) + timedelta(days=9)
        self.world.begin(opens_at=datetime.now(UTC) - timedelta(days=1), closes_at=closes)
        self.lan: Speaker = self.world.unit("a")

    def answer(self, value: str, *, scored: bool = True) -> None:
        self.world.tell(self.lan, ANSWER, value)
        if scored:
            self.world.drain()
            self.hurry()

    def renew(self) -> None:
        with self.db.write() as conn:
            status_delivery.renew(conn, self.lan.person, self.lan.active_assignment)

    def show(self, *fates: Outcome) -> list[tuple[str, ...]]:
        """Let the status sender work until nothing is due; what it did."""
        channel = FakeChannel(*fates, bot="bot")

        async def work() -> None:
            right, bell = Right(self.db, "sender:test"), Bell()
            sender = StatusSender(draw, self.db, channel, right, Budget(), bell)
            parts = [asyncio.create_task(right.keep()), asyncio.create_task(sender.run())]
            async with asyncio.timeout(10):
                while await asyncio.to_thread(self.is_due):
                    await asyncio.sleep(0.01)
            for part in parts:
                part.cancel()
            await asyncio.wait(parts)

        asyncio.run(work())
        return [tuple(call[:1]) + tuple(call[2:]) for call in channel.calls]

    def is_due(self) -> bool:
        with self.db.read() as conn:
            return bool(status_delivery.due(conn, "telegram", "bot", datetime.now(UTC)))

    def hurry(self) -> None:
        """It is due at once."""
        with self.db.write() as conn:
            conn.execute(t.status_message.update().values(not_before=None))

    def row(self) -> object:
        (row,) = self.world.rows(t.status_message)
        return row


@pytest.fixture
def screen(sqlite_db: Database) -> Screen:
    return Screen(sqlite_db)


FIRST = [("send", "0 câu, not_started", "quietly"), ("pin", "101")]


def test_it_is_sent_once_and_pinned(screen: Screen) -> None:
    screen.world.drain()
    assert screen.show() == FIRST


def test_a_change_is_edited_into_it(screen: Screen) -> None:
    screen.answer("true")
    screen.show()
    screen.answer("false")
    screen.world.tell(screen.lan, "info:1", "60")
    screen.world.drain()
    screen.hurry()
    assert screen.show() == [("edit", "101", "2 câu, in_progress")]


def test_many_changes_are_one_edit(screen: Screen) -> None:
    screen.show()
    for value in ("true", "false", "true", "false"):
        screen.answer(value)
    assert len(screen.show()) == 1


def test_what_would_look_the_same_is_not_sent(screen: Screen) -> None:
    screen.answer("true")
    screen.show()
    screen.answer("false")
    assert screen.show() == []


def test_a_deleted_one_is_made_anew(screen: Screen) -> None:
    screen.show()
    screen.answer("true")
    calls = screen.show(TargetGone("gone"))
    assert [call[0] for call in calls] == ["edit", "send", "pin"]


def test_on_wish_a_new_one_stands_at_the_bottom_and_the_old_one_goes(screen: Screen) -> None:
    screen.world.drain()
    channel_calls = screen.show()
    assert channel_calls == FIRST
    with screen.db.write() as conn:
        conn.execute(t.status_message.update().values(message_ref="55"))
    screen.renew()
    assert screen.show() == [("send", "0 câu, not_started", "quietly"), ("pin", "101"), ("delete", "55")]


def test_the_score_is_waited_for_a_moment_so_that_the_screen_moves_once(screen: Screen) -> None:
    screen.world.drain()
    screen.show()
    screen.answer("true", scored=False)
    screen.hurry()
    drained = threading.Timer(0.2, screen.world.drain)
    drained.start()
    assert screen.show() == [("edit", "101", "1 câu, in_progress")]
    drained.join()
    assert screen.show() == []


def test_without_a_worker_the_answers_are_shown_all_the_same(screen: Screen) -> None:
    screen.world.drain()
    screen.show()
    screen.answer("true", scored=False)
    screen.hurry()
    assert screen.show() == [("edit", "101", "1 câu, in_progress")]


def test_an_outage_is_waited_out(screen: Screen) -> None:
    screen.world.drain()
    assert [call[0] for call in screen.show(Unreachable("down"))][:1] == ["send"]
    row = screen.row()
    assert (row.sent_seq, row.attempts) == (0, 1)  # type: ignore[attr-defined]  # a row of the table


def test_who_blocked_the_bot_gets_none_and_stops_nobody(screen: Screen) -> None:
    minh = screen.world.unit("b")
    assert minh.person != screen.lan.person
    screen.world.drain()
    calls = screen.show(Blocked("403"))
    assert [call[0] for call in calls] == ["send", "send", "pin"]
    assert not screen.is_due()
