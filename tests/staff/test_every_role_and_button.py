"""Every button and command of the staff × every role: done or refused exactly as the table of powers says."""

import pytest

from bot.staff.registry import BUTTONS, WORDS
from dti_core.campaign.staff.powers import POWERS, STAFF_ROLES, Power
from dti_core.messages.model import plain
from dti_core.messages.staff import trouble
from dti_core.store import tables as t
from tests.campaign.world import World
from tests.staff.office import Hand, staff
from tests.staff.review_room import handed_in

REFUSED = plain(trouble.NOT_ALLOWED.text)
KEPT = (t.answer, t.assessment, t.audit, t.invitation, t.publication, t.reminder, t.review, t.task)


@pytest.fixture(params=STAFF_ROLES)
def hand(request: pytest.FixtureRequest, small_world: World) -> Hand:
    """One of the staff, in a campaign where there is something to do."""
    handed_in(small_world, "a")
    small_world.unit("b")
    return staff(small_world, request.param)


def test_what_a_role_lacks_the_power_for_is_refused_and_leaves_nothing_behind(hand: Hand) -> None:
    before = _kept(hand.world)
    assert [name for name, power in _everything() if not _has(hand, power) and not _refuses(hand, name)] == []
    assert _kept(hand.world) == before


def test_what_a_role_has_the_power_for_is_not_refused(hand: Hand) -> None:
    assert [name for name, power in _everything() if _has(hand, power) and _refuses(hand, name)] == []


def _everything() -> list[tuple[str, Power]]:
    commands = [(f"/{name}", word.power) for name, word in WORDS.items()]
    return [(verb, button.power) for verb, button in BUTTONS.items()] + commands


def _has(hand: Hand, power: Power) -> bool:
    first, *_ = hand.world.rows(t.assignment, person_id=hand.speaker.person)
    return power in POWERS[first.role]


def _refuses(hand: Hand, name: str) -> bool:
    if name.startswith("/"):
        hand.types(name)
    else:
        hand.does(name, *("1",) * BUTTONS[name].args)
    return hand.text == REFUSED


def _kept(world: World) -> list[int]:
    return [len(world.rows(table)) for table in KEPT]
