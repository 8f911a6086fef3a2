"""Fetching: what is confirmed is stored, and every trouble of the server is waited out."""

import asyncio
from collections.abc import Sequence
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError
from telegram.error import Conflict, InvalidToken, NetworkError, TelegramError

from bot.telegram import polling
from bot.telegram.polling import Polling, as_updates
from dti_core.campaign.inbox import Update


def update(number: int, **more: Any) -> dict[str, Any]:
    return {"update_id": number, "message": {"from": {"id": 7}, "text": "x"}, **more}


def press(number: int) -> dict[str, Any]:
    return {"update_id": number, "callback_query": {"id": f"c{number}", "from": {"id": 7}}}


class NothingLeft(Exception):
    """The end of a test."""


class FakeBot:
    """Hands out what it is given, notes the offsets, and ends when nothing is left."""

    def __init__(self, *answers: list[dict[str, Any]] | TelegramError) -> None:
        self.answers = list(answers)
        self.offsets: list[int | None] = []

    async def raw_updates(self, offset: int | None) -> list[dict[str, Any]]:
        self.offsets.append(offset)
        if not self.answers:
            raise NothingLeft
        answer = self.answers.pop(0)
        if isinstance(answer, TelegramError):
            raise answer
        return answer


class FakeInbox:
    """Keeps updates; the next attempts fail as ordered."""

    def __init__(self, *troubles: Exception) -> None:
        self.troubles = list(troubles)
        self.kept: list[str] = []

    async def store(self, updates: Sequence[Update]) -> None:
        if updates and self.troubles:
            raise self.troubles.pop(0)
        self.kept += [u.update_id for u in updates]


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(polling, "LONGEST_PAUSE", 0.001)
    monkeypatch.setattr(polling, "CONFLICT_PAUSE", 0.001)
    monkeypatch.setattr(polling, "REFUSED_PAUSE", 0.001)
    monkeypatch.setattr(polling, "SHORT_PAUSE", 0.001)


def poll(bot: FakeBot, inbox: FakeInbox) -> list[str]:
    """Poll until nothing is left; the presses that were told."""
    pressed: list[str] = []
    parts: Any = (bot, inbox)

    async def always() -> None:
        """It is our turn."""

    with pytest.raises(NothingLeft):
        asyncio.run(Polling(*parts, pressed.append, always).run())
    return pressed


def test_a_batch_is_confirmed_by_the_next_call_only() -> None:
    bot, inbox = FakeBot([update(5), update(6)], [update(7)]), FakeInbox()
    poll(bot, inbox)
    assert bot.offsets == [None, 7, 8]
    assert inbox.kept == ["5", "6", "7"]


def test_what_could_not_be_stored_is_not_confirmed() -> None:
    away = OperationalError("insert", {}, OSError("away"))
    bot, inbox = FakeBot([update(5)], [update(5)], []), FakeInbox(away)
    poll(bot, inbox)
    assert bot.offsets == [None, None, 6, None]
    assert inbox.kept == ["5"]


def test_after_a_quiet_time_ids_may_start_anywhere() -> None:
    bot, inbox = FakeBot([update(900)], [], [update(3)], []), FakeInbox()
    poll(bot, inbox)
    assert bot.offsets == [None, 901, None, 4, None]
    assert inbox.kept == ["900", "3"]


@pytest.mark.parametrize(
    "error", [Conflict("409"), NetworkError("down"), TelegramError("odd"), InvalidToken("401")]
)
def test_trouble_is_waited_out_without_moving_on(error: TelegramError) -> None:
    bot, inbox = FakeBot([update(5)], error, error, [update(6)]), FakeInbox()
    poll(bot, inbox)
    assert bot.offsets == [None, 6, 6, 6, 7]
    assert inbox.kept == ["5", "6"]


def test_nothing_is_fetched_while_it_is_another_process_turn() -> None:
    bot: Any = FakeBot([update(5)])
    inbox: Any = FakeInbox()

    async def wait() -> None:
        polls = Polling(bot, inbox, lambda _: None, asyncio.Event().wait)  # type: ignore[arg-type]  # never set
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.05):
                await polls.run()

    asyncio.run(wait())
    assert bot.offsets == []


def test_presses_are_told_once_they_are_stored() -> None:
    assert poll(FakeBot([press(5), update(6), press(7)]), FakeInbox()) == ["c5", "c7"]


def test_odd_characters_are_no_obstacle() -> None:
    (stored,) = as_updates([update(1, odd="\ud83d \x00 ế")])
    assert stored.payload.isascii()
    assert (stored.update_id, stored.key) == ("1", "7")


def test_a_server_that_does_not_hold_the_call_is_not_asked_without_a_pause(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pauses: list[float] = []

    async def noted(seconds: float) -> None:
        pauses.append(seconds)

    monkeypatch.setattr(polling.asyncio, "sleep", noted)
    poll(FakeBot([], [update(5)], []), FakeInbox())
    assert pauses == [polling.SHORT_PAUSE] * 2
