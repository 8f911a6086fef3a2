"""Until when a unit may answer: the deadline, its own extension, the term of what was sent back."""

from datetime import datetime, timedelta
from typing import Any

from dti_core.campaign import invitations
from dti_core.campaign.refusal import Refusal
from dti_core.messages.model import plain
from dti_core.messages.status import status_text
from dti_core.store import tables as t
from dti_core.survey.window import closed_because
from tests.campaign.world import CLOSES, World


def set_unit(world: World, slug: str, **values: Any) -> None:
    with world.db.write() as conn:
        mine = t.enrolment.c.id == world.units[slug]
        conn.execute(t.enrolment.update().where(mine).values(**values))


def sent_back(world: World, slug: str, criterion: str) -> None:
    """A reviewer has sent a criterion back, and the unit was told."""
    here = {"enrolment_id": world.units[slug], "criterion": criterion, "at": world.now}
    told = {"action": "returned", "channel": "cli", "told_at": world.now}
    with world.db.write() as conn:
        conn.execute(t.review.insert().values(**here, state="returned", reason="Thiếu."))
        conn.execute(t.review_event.insert().values(**here, **told))


def shut(world: World, slug: str) -> bool:
    return closed_because(world.desk(world.speakers[slug]), world.now) == "deadline"


def refused(world: World, slug: str) -> bool:
    return isinstance(world.say(world.speakers[slug], "1.1:a", "true"), Refusal)


def test_an_extended_unit_goes_on_answering_while_the_others_are_shut(world: World) -> None:
    world.unit("a")
    world.unit("b")
    set_unit(world, "a", closes_at=CLOSES + timedelta(days=2))
    world.now = CLOSES + timedelta(hours=1)
    assert (shut(world, "a"), refused(world, "a")) == (False, False)
    assert (shut(world, "b"), refused(world, "b")) == (True, True)
    world.now = CLOSES + timedelta(days=2)
    assert (shut(world, "a"), refused(world, "a")) == (True, True)


def test_an_extension_earlier_than_the_deadline_takes_nothing_away(world: World) -> None:
    world.unit("a")
    set_unit(world, "a", closes_at=CLOSES - timedelta(days=5))
    world.now = CLOSES - timedelta(hours=1)
    assert not refused(world, "a")


def test_what_was_sent_back_keeps_its_own_term(world: World) -> None:
    world.unit("a")
    set_unit(world, "a", state="returned")
    sent_back(world, "a", "1.1")
    world.now = CLOSES + timedelta(days=3)
    assert (shut(world, "a"), refused(world, "a")) == (False, False)
    set_unit(world, "a", returned_until=world.now + timedelta(days=1))
    assert (shut(world, "a"), refused(world, "a")) == (False, False)
    world.now += timedelta(days=1)
    assert (shut(world, "a"), refused(world, "a")) == (True, True)


def test_the_status_message_counts_to_the_units_own_deadline(small_world: World) -> None:
    lan = small_world.unit("a")
    small_world.now = CLOSES - timedelta(days=3)
    assert "còn 3 ngày" in plain(status_text(small_world.desk(lan), small_world.now).text)
    set_unit(small_world, "a", closes_at=CLOSES + timedelta(days=4))
    assert "còn 7 ngày" in plain(status_text(small_world.desk(lan), small_world.now).text)


def invited_until(world: World, slug: str) -> datetime | None:
    new = world.stranger()
    token = world.token(slug)
    with world.db.write() as conn:
        return invitations.look_up(conn, token, new.person, world.now).closes_at


def test_an_invitation_names_the_units_own_deadline(small_world: World) -> None:
    small_world.enrol("a")
    assert invited_until(small_world, "a") == CLOSES
    set_unit(small_world, "a", closes_at=CLOSES + timedelta(days=4))
    assert invited_until(small_world, "a") == CLOSES + timedelta(days=4)
    set_unit(small_world, "a", state="returned")
    assert invited_until(small_world, "a") is None, "a successor may join to answer what was sent back"
