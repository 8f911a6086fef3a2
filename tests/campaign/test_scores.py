"""Scores follow the answers: exactly, once nothing is behind, whoever else is working at the same time."""

from fractions import Fraction

import pytest
from sqlalchemy import insert, update

from dti_core.campaign import scores, scoring_unit
from dti_core.store import tables as t
from tests.campaign.world import World, behind


def test_a_new_unit_is_scored_at_zero_and_ranked(world: World) -> None:
    an = world.unit("noi-vu")
    assert behind(world)
    assert world.desk(an).standing is None
    assert world.drain().units == 1
    assert not behind(world)
    standing = world.desk(an).standing
    assert standing is not None
    assert (standing.points, standing.attainable, standing.rank, standing.current) == (0, 40, 1, True)


def test_points_are_those_of_the_pure_engine(world: World) -> None:
    an = world.unit("noi-vu")
    for key, value in {"info:1": "60", "1.2:a": "57", "1.1:a": "true", "1.4:a": "vua"}.items():
        world.tell(an, key, value)
    world.drain()
    standing = world.desk(an).standing
    assert standing is not None
    assert standing.points == Fraction(10) + Fraction(95, 10) + 5
    assert standing.indices == {"1": standing.points}
    assert standing.criteria["1.2"].state == "answered"
    assert "57" in standing.criteria["1.2"].explanation
    assert "57" in standing.criteria["1.2"].arithmetic


def test_an_answer_not_yet_scored_is_said_so(world: World) -> None:
    an = world.unit("noi-vu")
    world.drain()
    world.tell(an, "1.1:a", "true")
    standing = world.desk(an).standing
    assert standing is not None
    assert (standing.points, standing.current) == (0, False)


def test_draining_twice_computes_nothing_the_second_time(world: World) -> None:
    world.unit("noi-vu")
    world.drain()
    assert world.drain() == scores.DrainReport(0, 0)


def test_ranks_share_places_and_leave_volunteers_out(world: World) -> None:
    best, middle, twin, last = (world.unit(slug) for slug in ("a", "b", "c", "d"))
    volunteer = world.unit("e", volunteer=True)
    for speaker, level in ((best, "cao"), (middle, "vua"), (twin, "vua"), (volunteer, "cao")):
        world.tell(speaker, "1.4:a", level)
    world.drain()
    standings = [world.desk(speaker).standing for speaker in (best, middle, twin, last, volunteer)]
    assert [one.rank if one else 0 for one in standings] == [1, 2, 2, 4, None]
    assert {one.units_in_group for one in standings if one} == {4}


def test_ranks_stay_within_the_group(world: World) -> None:
    an, other = world.unit("a"), world.unit("b", group="khac")
    world.tell(other, "1.4:a", "cao")
    world.drain()
    standing = world.desk(an).standing
    assert standing is not None
    assert (standing.rank, standing.units_in_group) == (1, 1)


def test_early_ranks_come_with_how_many_have_answered_half(world: World) -> None:
    an, binh = world.unit("a"), world.unit("b")
    world.tell(an, "1.4:a", "cao")
    for key, value in {"1.4:a": "cao", "1.1:a": "true", "1.3:a": "3"}.items():
        world.tell(binh, key, value)
    world.drain()
    standing = world.desk(an).standing
    assert standing is not None
    assert standing.units_past_half == 1


@pytest.mark.parametrize(
    ("visibility", "state", "shown"),
    [
        ("always", "in_progress", True),
        ("after_submitting", "in_progress", False),
        ("after_submitting", "submitted", True),
        ("never", "published", False),
    ],
)
def test_what_contacts_see_of_ranks_is_the_campaigns_choice(
    small_world: World, visibility: str, state: str, shown: bool
) -> None:
    an = small_world.unit("a")
    small_world.drain()
    with small_world.db.write() as conn:
        conn.execute(update(t.campaign).values(rank_visibility=visibility))
        conn.execute(update(t.enrolment).values(state=state))
    standing = small_world.desk(an).standing
    assert standing is not None
    assert (standing.rank is not None) is shown


def test_one_units_answer_moves_anothers_points(world: World) -> None:
    an, binh = world.unit("a"), world.unit("b")
    world.tell(an, "1.3:a", "10")
    world.tell(binh, "1.3:a", "5")
    world.drain()
    assert (world.points("a"), world.points("b")) == (10, 5)
    world.tell(an, "1.3:a", "20")
    report = world.drain()
    assert (world.points("a"), world.points("b")) == (10, 2.5)
    assert report.groups == 1
    assert report.units <= 3


def test_an_exempt_unit_gets_the_best_of_its_peers_and_follows_it(world: World) -> None:
    world.unit("exempt", traits=frozenset({"dac-thu"}))
    binh = world.unit("b")
    world.drain()
    assert world.points("exempt") == 0
    world.tell(binh, "1.4:a", "vua")
    world.drain()
    assert world.points("exempt") == 5
    world.tell(binh, "1.4:a", "cao")
    world.drain()
    assert world.points("exempt") == 10


def test_an_answer_that_moves_no_best_computes_one_unit_only(world: World) -> None:
    speakers = [world.unit(slug) for slug in ("a", "b", "c")]
    for speaker, count in zip(speakers, ("10", "5", "4"), strict=True):
        world.tell(speaker, "1.3:a", count)
    world.drain()
    world.tell(speakers[0], "1.1:a", "true")
    assert world.drain() == scores.DrainReport(units=1, groups=0)
    world.tell(speakers[1], "1.3:a", "6")
    assert world.drain() == scores.DrainReport(units=1, groups=1)


def test_a_reference_from_outside_counts(world: World) -> None:
    an = world.unit("a")
    with world.db.write() as conn:
        row = {
            "campaign_id": world.campaign,
            "framework_id": world.framework_id,
            "criterion": "1.3",
            "value": "40",
        }
        conn.execute(insert(t.reference), {**row, "at": world.now})
    world.tell(an, "1.3:a", "10")
    world.drain()
    assert world.points("a") == 2.5


def test_requests_earn_nothing_and_granted_exemptions_what_they_say(world: World) -> None:
    from dti_core.campaign import requests

    an = world.unit("a")
    world.tell(an, "1.1:a", "true")
    with world.db.write() as conn:
        assert requests.request(conn, an, "1.1", "Không thuộc chức năng", world.now) is None
    world.drain()
    assert world.points("a") == 0
    with world.db.write() as conn:
        conn.execute(update(t.exemption_request).values(state="granted", kind="max"))
        conn.execute(update(t.enrolment).values(wanted_version=t.enrolment.c.wanted_version + 1))
    world.drain()
    assert world.points("a") == 10
    assert world.desk(an).exemptions == {"1.1": "max"}


def test_an_assessors_points_prevail(world: World) -> None:
    an = world.unit("a")
    world.tell(an, "1.1:a", "true")
    with world.db.write() as conn:
        row = {
            "enrolment_id": world.units["a"],
            "criterion": "1.1",
            "assessor": "department",
            "channel": "cli",
        }
        conn.execute(insert(t.assessment), {**row, "points_micro": 4_500_000, "at": world.now})
    world.drain()
    assert world.points("a") == 4.5
    assert world.desk(an).assessments == {"department": {"1.1": Fraction(9, 2)}}


def test_a_published_campaign_refuses_new_scores(world: World) -> None:
    an = world.unit("a")
    world.drain()
    world.tell(an, "1.4:a", "cao")
    with world.db.read() as conn:
        snapshot = scoring_unit.look(conn, world.units["a"])
    with world.db.write() as conn:
        conn.execute(update(t.campaign).values(state="published"))
    assert world.drain() == scores.DrainReport()
    with world.db.write() as conn:
        assert not scoring_unit.write(conn, scoring_unit.compute(snapshot), world.now)
    assert world.points("a") == 0


def test_a_unit_that_cannot_be_computed_does_not_hold_up_the_others(
    small_world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    broken, fine = small_world.enrol("a"), small_world.enrol("b")
    compute = scoring_unit.compute

    def fail(snapshot: scoring_unit.Snapshot) -> scoring_unit.Result:
        if snapshot.row.id == broken:
            raise ZeroDivisionError
        return compute(snapshot)

    monkeypatch.setattr(scoring_unit, "compute", fail)
    start = small_world.now
    scores.drain(small_world.db, clock=lambda: start)
    assert [row.enrolment_id for row in small_world.rows(t.score)] == [fine]
    assert f"scoring_unit {broken}" in caplog.text
    assert behind(small_world)


def test_a_reader_cannot_write(world: World) -> None:
    from sqlalchemy.exc import DBAPIError

    with pytest.raises(DBAPIError, match=r"readonly|read-only"), world.db.read() as conn:
        conn.execute(update(t.campaign).values(state="closed"))
