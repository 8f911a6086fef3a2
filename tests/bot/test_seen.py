"""Words typed before the question was shown are told from answers."""

from datetime import UTC, datetime, timedelta

from bot.dialogue.events import ButtonPressed, TextTyped
from bot.host.seen import is_undecided, was_seen
from bot.incoming import Incoming
from dti_core.campaign.outbox import Fate
from dti_core.messages.model import Action

T = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def after(seconds: float) -> datetime:
    return T + timedelta(seconds=seconds)


def typed(order: int | None = 12) -> Incoming:
    return Incoming("7", "7", "Lan", TextTyped("57"), T, order)


ASKED = Fate("sent", after(0), after(1), "11", None)


def test_words_below_the_question_answer_it() -> None:
    assert was_seen(typed(12), after(5), ASKED)


def test_words_above_the_question_do_not() -> None:
    assert not was_seen(typed(10), after(5), ASKED)


def test_words_stored_before_the_question_was_thought_of_do_not() -> None:
    assert not was_seen(typed(12), after(-1), ASKED)


def test_a_question_that_is_not_sent_yet_has_not_been_seen() -> None:
    waiting = Fate("pending", after(0), None, None, None)
    assert not was_seen(typed(), after(5), waiting)
    assert is_undecided(typed(), after(5), waiting)
    assert not is_undecided(typed(), after(-5), waiting)


def test_a_question_that_could_not_be_sent_has_not_been_seen() -> None:
    refused = Fate("failed", after(0), after(1), None, None)
    assert not was_seen(typed(), after(5), refused)
    assert not is_undecided(typed(), after(5), refused)


def test_a_question_edited_into_an_older_message_counts_from_the_edit_on() -> None:
    edited = Fate("sent", after(0), after(2), "5", "5")
    assert not was_seen(typed(12), after(1), edited)
    assert was_seen(typed(12), after(3), edited)


def test_a_channel_without_order_goes_by_time() -> None:
    assert was_seen(typed(None), after(2), ASKED)
    assert not was_seen(typed(None), after(0.5), ASKED)


def test_buttons_and_first_words_always_count() -> None:
    press = Incoming("7", "7", "Lan", ButtonPressed(Action("a")), T, pressed="3")
    assert was_seen(press, after(-9), ASKED)
    assert was_seen(typed(), T, None)
