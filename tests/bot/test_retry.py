"""What is done after an attempt to send."""

from datetime import timedelta

import pytest

from bot.channel import Blocked, Delivered, Rejected, SlowDown, TargetGone, Uncertain, Unreachable
from bot.sender.retry import (
    MOST_DOUBTS,
    MOST_TRIES,
    SHORTEST_WAIT,
    Again,
    Attempt,
    Done,
    GiveUp,
    SendAnew,
    decide,
    growing,
)


def test_delivered_is_done() -> None:
    assert decide(Delivered("5"), Attempt()) == Done("5")


def test_too_many_requests_waits_as_long_as_asked_and_is_not_held_against_the_message() -> None:
    expected = Again(timedelta(seconds=7), "429", everyone=False, counts=False, refused=True)
    assert decide(SlowDown(7), Attempt()) == expected


@pytest.mark.parametrize("seconds", [0, -5, 0.01])
def test_a_server_that_asks_for_no_pause_is_not_asked_without_end(seconds: float) -> None:
    decision = decide(SlowDown(seconds), Attempt())
    assert isinstance(decision, Again)
    assert decision.after.total_seconds() == SHORTEST_WAIT


def test_a_long_wait_concerns_the_whole_bot() -> None:
    decision = decide(SlowDown(40), Attempt())
    assert isinstance(decision, Again)
    assert decision.everyone


def test_an_outage_is_waited_out_with_growing_pauses() -> None:
    waits = [decide(Unreachable("down"), Attempt(n)) for n in range(9)]
    assert [w.after.total_seconds() for w in waits if isinstance(w, Again)] == [
        1,
        2,
        4,
        8,
        16,
        32,
        60,
        60,
        60,
    ]


def test_a_message_that_breaks_the_server_is_not_tried_for_ever() -> None:
    assert isinstance(decide(Unreachable("500"), Attempt(MOST_TRIES)), GiveUp)


def test_a_send_without_answer_is_repeated_a_few_times_and_then_left() -> None:
    decisions = [decide(Uncertain("timed out"), Attempt(n, doubts=n)) for n in range(MOST_DOUBTS + 1)]
    assert [type(d) for d in decisions] == [Again] * MOST_DOUBTS + [GiveUp]
    waits = [d.after.total_seconds() for d in decisions if isinstance(d, Again)]
    assert waits == [3, 12, 48, 60, 60, 60]


def test_failures_that_delivered_nothing_are_no_reason_to_give_up_after_one_doubt() -> None:
    assert decide(Uncertain("timed out"), Attempt(50)) == Again(timedelta(seconds=3), "timed out")


@pytest.mark.parametrize("tries", [0, 5, 50])
def test_an_edit_without_answer_is_repeated_as_often_as_needed(tries: int) -> None:
    decision = decide(Uncertain("timed out"), Attempt(tries, editing=True))
    assert decision == Again(timedelta(seconds=growing(tries)), "timed out")


def test_a_message_that_can_no_longer_be_edited_is_sent_anew() -> None:
    assert decide(TargetGone("gone"), Attempt(editing=True)) == SendAnew()


def test_nothing_more_is_sent_to_who_blocked_us() -> None:
    assert decide(Blocked("403"), Attempt()) == GiveUp("403", blocked=True)


def test_a_refused_message_holds_nobody_up() -> None:
    assert decide(Rejected("400"), Attempt()) == GiveUp("400")
