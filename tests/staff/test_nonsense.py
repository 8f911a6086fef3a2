"""Every button of the staff with arguments that mean nothing: answered politely with what is current."""

import pytest

from bot.staff.registry import BUTTONS
from dti_core.messages.model import plain
from dti_core.messages.staff import trouble
from dti_core.messages.verbs import NOOP
from dti_core.store import tables as t
from tests.campaign.world import World
from tests.staff.office import Hand, staff
from tests.staff.review_room import handed_in

NONSENSE = ("không-có", "", "-1", "0", "999999999", "9" * 30, "²", "'; drop table unit", "\x00")
LABELS = {NOOP}
"""Buttons that are only labels."""


@pytest.fixture
def hand(small_world: World) -> Hand:
    """The operator, who may press everything."""
    handed_in(small_world, "a")
    small_world.unit("b")
    return staff(small_world, "operator")


@pytest.mark.parametrize("nonsense", NONSENSE)
def test_every_button_answers_nonsense_in_words(hand: Hand, nonsense: str) -> None:
    units = len(hand.world.rows(t.enrolment))
    silent = [verb for verb, one in BUTTONS.items() if one.args and not _answers(hand, verb, nonsense)]
    assert silent == []
    assert len(hand.world.rows(t.enrolment)) == units


def test_buttons_without_arguments_answer_too(hand: Hand) -> None:
    bare = [verb for verb, one in BUTTONS.items() if not one.args and verb not in LABELS]
    assert [verb for verb in bare if not hand.does(verb)] == []


@pytest.mark.parametrize("damaged", ["m1\x00", "m1\n", "m" * 80])
def test_what_no_button_of_ours_could_carry_goes_no_further(world: World, damaged: str) -> None:
    chief = staff(world)
    chief.does("s.ro.p", damaged)
    assert chief.text == plain(trouble.UNKNOWN_BUTTON.text)


def _answers(hand: Hand, verb: str, nonsense: str) -> bool:
    """In every place alone beside plausible ones, and in all places at once."""
    many = BUTTONS[verb].args
    tries = [("1",) * n + (nonsense,) + ("1",) * (many - n - 1) for n in range(many)]
    return all(hand.does(verb, *args) for args in (*tries, (nonsense,) * many))
