"""How many messages may leave when."""

from datetime import timedelta

import pytest

from bot.sender.buckets import Budget, Limits
from bot.sender.retry import Again


def sent_at_once(budget: Budget, chat: str, now: float, *, reply: bool = True) -> int:
    count = 0
    while budget.wait(chat, now, reply) <= 0:
        budget.take(chat, now)
        count += 1
    return count


def test_a_chat_may_have_a_burst_and_then_one_a_second() -> None:
    budget = Budget(Limits(chat_burst=5))
    assert sent_at_once(budget, "a", 100.0) == 5
    assert budget.wait("a", 100.0, reply=True) == pytest.approx(1.0)
    assert sent_at_once(budget, "a", 103.0) == 3


def refused(seconds: float, *, everyone: bool = False) -> Again:
    return Again(timedelta(seconds=seconds), "429", everyone=everyone, counts=False, refused=True)


def test_one_chat_told_to_slow_down_holds_up_no_other() -> None:
    budget = Budget()
    budget.put_off("a", refused(7), 100.0)
    budget.put_off("a", refused(7), 101.0)
    budget.put_off("a", refused(7), 102.0)
    assert budget.wait("a", 102.0, reply=True) == pytest.approx(7)
    assert budget.wait("b", 102.0, reply=True) == 0


def test_several_chats_told_so_at_once_are_a_storm_and_everybody_waits() -> None:
    budget = Budget()
    for chat in "abc":
        budget.put_off(chat, refused(7), 100.0)
    assert budget.wait("d", 100.0, reply=True) == pytest.approx(7)
    assert budget.wait("d", 107.0, reply=True) == 0


def test_an_outage_or_refusals_long_apart_are_no_storm() -> None:
    budget = Budget()
    for number, chat in enumerate("abc"):
        budget.put_off(chat, refused(1), 100.0 + 10 * number)
        budget.put_off(chat, Again(timedelta(seconds=60), "down"), 100.0 + 10 * number)
    assert budget.wait("d", 120.0, reply=True) == 0


def test_a_brisk_human_pace_is_never_slowed() -> None:
    budget = Budget()
    for answer in range(200):
        now = 100.0 + answer * 3
        for _message in range(3):
            assert budget.wait("a", now, reply=True) == 0
            budget.take("a", now)


def test_status_and_notices_leave_room_for_replies() -> None:
    budget = Budget(Limits(chat_burst=10, reserve=4))
    assert sent_at_once(budget, "a", 100.0, reply=False) == 6
    assert sent_at_once(budget, "a", 100.0, reply=True) == 4


def test_the_bot_as_a_whole_keeps_to_its_rate() -> None:
    budget = Budget(Limits(bot_rate=30))
    count = sum(sent_at_once(budget, f"chat{n}", 100.0) for n in range(10))
    assert count == 30
    assert budget.wait("another", 100.0, reply=True) == pytest.approx(1 / 30)


def test_a_chat_that_was_told_to_wait_does_not_hold_up_the_others() -> None:
    budget = Budget()
    budget.hold("a", 107.0, 100.0)
    assert budget.wait("a", 100.0, reply=True) == pytest.approx(7.0)
    assert budget.wait("b", 100.0, reply=True) == 0


def test_the_whole_bot_can_be_told_to_wait() -> None:
    budget = Budget()
    budget.hold(None, 130.0, 100.0)
    assert budget.wait("b", 110.0, reply=True) == pytest.approx(20.0)


def test_quiet_chats_are_forgotten() -> None:
    budget = Budget(Limits(bot_rate=1e9))
    for number in range(5001):
        budget.take(f"chat{number}", float(number * 100))
    assert len(budget._chats) < 10
