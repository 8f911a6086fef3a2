"""Units that are verified and lie before the council, for the tests of what comes after verification."""

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from dti_core.campaign import contests
from dti_core.campaign.people import Speaker
from dti_core.campaign.staff import contest_term, council, publishing, review_batch
from dti_core.campaign.staff.council import Subject
from dti_core.messages.staff.publishing_views import Decision, Outlook
from tests.campaign.world import World
from tests.staff.review_room import accept_rest, adjust, boss, does, handed_in

DECISION = Decision("1234/QĐ-UBND", date(2026, 2, 27))


def verified(world: World, slug: str, *adjusted: tuple[str, str]) -> Speaker:
    """A unit whose review is finished; each adjusted criterion with its points."""
    lan = handed_in(world, slug)
    world.drain()
    accept_rest(world, slug, *(criterion for criterion, _ in adjusted))
    for criterion, points in adjusted:
        adjust(world, slug, criterion, points)
    world.now += timedelta(minutes=1)
    does(world, lambda conn: review_batch.verify(conn, boss(world), world.units[slug], world.now))
    world.now += timedelta(minutes=1)
    return lan


def window(world: World, days: int = 3) -> int:
    until = world.now + timedelta(days=days)
    return does(world, lambda conn: contest_term.open_until(conn, boss(world), until, world.now))


def contest(world: World, who: Speaker, criterion: str = "1.2", words: str = "Bảng kê có đủ 57 máy.") -> Any:
    world.now += timedelta(minutes=1)
    return does(world, lambda conn: contests.contest(conn, who, criterion, words, world.now))


def conclude(world: World, slug: str, criterion: str, points: str | None, reason: str = "Đã xem.") -> Any:
    world.now += timedelta(minutes=1)
    subject = Subject(world.units[slug], criterion)
    wanted = None if points is None else Fraction(points)
    done = does(world, lambda conn: council.conclude(conn, boss(world), subject, wanted, reason, world.now))
    world.drain()
    return done


def settle(world: World, group: int = 0) -> Any:
    return does(world, lambda conn: council.settle(conn, boss(world), group, world.now))


def outlook(world: World) -> Outlook:
    with world.db.read() as conn:
        found = publishing.foresee(conn, boss(world))
    assert isinstance(found, Outlook), found
    return found


def publish(world: World, decision: Decision = DECISION) -> Any:
    mark = outlook(world).mark
    return does(world, lambda conn: publishing.publish(conn, boss(world), decision, mark, world.now))


def reopen(world: World, reason: str = "Sửa số quyết định.") -> Any:
    world.now += timedelta(minutes=1)
    return does(world, lambda conn: publishing.reopen(conn, boss(world), reason, world.now))
