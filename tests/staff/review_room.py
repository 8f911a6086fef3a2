"""Units that have handed in, and reviewers at work on them, for the tests of verification."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any, TypeVar

from sqlalchemy import Connection

from dti_core.campaign import evidence, submission
from dti_core.campaign.people import Speaker
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import review, review_item, staffer
from dti_core.campaign.staff.review import Done, Target
from dti_core.campaign.staff.staffer import Staffer
from dti_core.messages.staff.review_views import Item
from dti_core.store import tables as t
from tests.campaign.world import World
from tests.staff.office import Hand, staff

Value = TypeVar("Value")
ANSWERS = {"info:1": "60", "1.1:a": "true", "1.2:a": "57", "1.3:a": "4", "1.4:a": "vua"}


def handed_in(world: World, slug: str) -> Speaker:
    """A unit that has answered everything and handed in."""
    lan = world.unit(slug)
    for key, value in ANSWERS.items():
        world.tell(lan, key, value)
    with world.db.write() as conn:
        filed = evidence.add_link(conn, lan, "1.1", "https://a.gov.vn/kh", evidence.NOTHING, world.now)
        assert isinstance(filed, int)
        submission.submit(conn, lan, world.now)
    return lan


def seat(world: World, hand: Hand) -> Staffer:
    """The member of the staff as the use cases see them now."""
    with world.db.write() as conn:
        found = staffer.of(conn, hand.speaker)
    assert found is not None
    return found


def boss(world: World) -> Staffer:
    return staffer.operator(world.campaign)


def does(world: World, act: Callable[[Connection], Value]) -> Value:
    with world.db.write() as conn:
        return act(conn)


def item(world: World, slug: str, criterion: str, who: Staffer | None = None) -> Item:
    with world.db.read() as conn:
        found = review_item.load(conn, who or boss(world), world.units[slug], criterion)
    assert isinstance(found, Item), found
    return found


def accept(world: World, slug: str, criterion: str, who: Staffer | None = None) -> Done | Refusal:
    target = Target(world.units[slug], criterion)
    return does(world, lambda conn: review.accept(conn, who or boss(world), target, world.now))


def accept_rest(world: World, slug: str, *but: str) -> None:
    for criterion in ("1.1", "1.2", "1.3", "1.4"):
        if criterion not in but:
            assert isinstance(accept(world, slug, criterion), Done)


def adjust(world: World, slug: str, criterion: str, points: str, reason: str = "Không khớp.") -> Any:
    target = Target(world.units[slug], criterion)
    return does(
        world, lambda conn: review.adjust(conn, boss(world), target, Fraction(points), reason, world.now)
    )


def send_back(world: World, slug: str, criterion: str, reason: str = "Chỉ có 52 máy.") -> Any:
    target = Target(world.units[slug], criterion)
    return does(world, lambda conn: review.send_back(conn, boss(world), target, reason, world.now))


def state(world: World, slug: str) -> str:
    (row,) = world.rows(t.enrolment, id=world.units[slug])
    return str(row.state)


def told(world: World, speaker: Speaker) -> list[str]:
    """What waits to be sent to a person as a notice."""
    return [row.payload for row in world.rows(t.outbox, identity_id=speaker.identity) if row.lane == 2]


def reviewer(world: World, **scope: str) -> tuple[Hand, Staffer]:
    hand = staff(world, "reviewer", **scope)
    return hand, seat(world, hand)
