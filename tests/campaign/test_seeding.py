"""Many answers at once end up exactly as if they had been given one by one."""

from fractions import Fraction

import pytest

from dti_core.campaign import answers, seeding
from dti_core.store import tables as t
from tests.campaign.world import World

VALUES = {"info:1": "60", "1.2:a": "57", "1.4:a": "cao", "1.1:a": "true"}


def test_seeded_answers_are_those_given_one_by_one(world: World) -> None:
    an, binh = world.unit("a"), world.unit("b")
    with world.db.write() as conn:
        seeding.record_many(conn, world.units["a"], VALUES, an.person, world.now)
    for key, value in VALUES.items():
        world.tell(binh, key, value)
    world.drain()
    seeded, told = world.desk(an), world.desk(binh)
    assert {k: (a.text, a.value, a.revision) for k, a in seeded.answers.items()} == {
        k: (a.text, a.value, a.revision) for k, a in told.answers.items()
    }
    assert seeded.state == told.state == "in_progress"
    assert world.points("a") == world.points("b") == 29.5
    assert len(world.rows(t.answer_revision, enrolment_id=world.units["a"])) == len(VALUES)


@pytest.mark.parametrize("wrong", [{"9.9:a": "1"}, {"1.2:a": "-1"}])
def test_what_is_no_value_of_the_framework_is_a_programming_error(
    small_world: World, wrong: dict[str, str]
) -> None:
    small_world.enrol("a")
    with pytest.raises(ValueError, match="does not take"), small_world.db.write() as conn:
        seeding.record_many(conn, small_world.units["a"], VALUES | wrong, None, small_world.now)
    assert small_world.rows(t.answer) == []


def test_seeded_answers_of_a_provider_are_theirs_and_stand_beside_the_units_own(small_world: World) -> None:
    small_world.enrol("a")
    provider = small_world.join("a", "provider", "1.2:a")
    theirs, unit = answers.provider(provider.person), small_world.units["a"]
    with small_world.db.write() as conn:
        seeding.record_many(conn, unit, {"1.2:a": "57"}, provider.person, small_world.now, theirs)
        assert seeding.has_answers(conn, unit, theirs)
        assert not seeding.has_answers(conn, unit)
    assert small_world.desk(provider).answers["1.2:a"].text == "57"
    assert [row.source for row in small_world.rows(t.answer_revision)] == [theirs]


def test_a_best_value_from_outside_frees_a_lone_unit_from_waiting(small_world: World) -> None:
    an = small_world.unit("a")
    small_world.tell(an, "1.3:a", "10")
    with small_world.db.write() as conn:
        outside = {"1.3": Fraction(40)}
        seeding.refer(conn, small_world.campaign, small_world.framework_id, outside, small_world.now)
    small_world.drain()
    assert small_world.points("a") == 2.5


def test_nothing_to_seed_changes_nothing(small_world: World) -> None:
    small_world.enrol("a")
    with small_world.db.write() as conn:
        seeding.record_many(conn, small_world.units["a"], {}, None, small_world.now)
    (row,) = small_world.rows(t.enrolment)
    assert (row.state, row.wanted_version) == ("not_started", 1)
