"""Scores follow the answers: exactly, once nothing is behind, whoever else is working at the same time."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from sqlalchemy import insert, update

from dti_core.campaign import pace, scores, scoring_claims, scoring_group, scoring_unit
from dti_core.scoring import engine
from dti_core.store import tables as t
from tests.campaign.world import World


def behind(world: World) -> bool:
    with world.db.read() as conn:
        return scores.is_work_waiting(conn)


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


def test_an_edit_between_reading_and_writing_is_not_lost(world: World) -> None:
    an = world.unit("a")
    world.tell(an, "1.4:a", "vua")
    with world.db.read() as conn:
        early = scoring_unit.look(conn, world.units["a"])
    world.tell(an, "1.4:a", "cao")
    with world.db.write() as conn:
        assert scoring_unit.write(conn, scoring_unit.compute(early), world.now)
    assert behind(world)
    world.drain()
    assert world.points("a") == 10


def test_an_edit_that_commits_between_the_two_reads_is_in_neither_or_both(world: World) -> None:
    """The answers follow the version in the same snapshot, though they changed meanwhile."""
    an = world.unit("a")
    world.tell(an, "1.4:a", "vua")
    with world.db.read() as conn:
        version = conn.execute(t.enrolment.select()).one().wanted_version
        world.tell(an, "1.4:a", "cao")
        snapshot = scoring_unit.look(conn, world.units["a"])
    assert snapshot.row.wanted_version == version
    assert snapshot.answers.values["1.4:a"] == "vua"


def test_an_older_result_never_replaces_a_newer_one(world: World) -> None:
    an = world.unit("a")
    with world.db.read() as conn:
        early = scoring_unit.look(conn, world.units["a"])
    world.tell(an, "1.4:a", "cao")
    world.drain()
    with world.db.write() as conn:
        assert not scoring_unit.write(conn, scoring_unit.compute(early), world.now)
    assert world.points("a") == 10


def test_an_older_group_pass_never_replaces_a_newer_one(world: World) -> None:
    an, _ = world.unit("a"), world.unit("b")
    world.tell(an, "1.3:a", "10")
    world.drain()
    with world.db.read() as conn:
        early = scoring_group.look(conn, world.campaign, world.framework_id)
    world.tell(an, "1.3:a", "20")
    world.drain()
    with world.db.write() as conn:
        assert not scoring_group.write(conn, early, {})
    (best,) = world.rows(t.peer_best, criterion="1.3", scope="so")
    assert best.value == "20/1"


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


def test_two_workers_never_take_the_same_unit(world: World) -> None:
    for slug in "abcd":
        world.enrol(slug)
    with world.db.read() as conn:
        ready = scoring_claims.ready(conn, world.now, 10)
    with world.db.write() as conn:
        first = scoring_claims.claim(conn, ready, world.now)
    with world.db.write() as conn:
        second = scoring_claims.claim(conn, ready, world.now)
    assert (len(first), len(second)) == (4, 0)


def test_the_claims_of_a_dead_worker_run_out(world: World) -> None:
    world.enrol("a")
    with world.db.write() as conn:
        scoring_claims.claim(conn, [world.units["a"]], world.now)
    with world.db.read() as conn:
        assert scoring_claims.ready(conn, world.now, 10) == []
        assert len(scoring_claims.ready(conn, world.now + scoring_claims.CLAIM, 10)) == 1


def test_a_busy_campaign_lets_a_unit_rest_between_two_runs_and_a_quiet_one_hardly() -> None:
    assert pace.pause(1) <= timedelta(seconds=0.2)
    assert pace.pause(19) > timedelta(seconds=2)
    assert pace.pause(10_000) == pace.LONGEST


def expected(world: World) -> dict[str, int]:
    """Every unit's points by the pure engine, from what is stored."""
    from dti_core.campaign import frameworks, unit_answers

    with world.db.read() as conn:
        rows = conn.execute(t.enrolment.select()).all()
        framework = frameworks.framework(conn, rows[0].content_hash)
        units = [unit_answers.unit_answers(conn, row, framework) for row in rows]
    return {one.id: round(one.points * 1_000_000) for one in engine.score_all(framework, units)}


def stored(world: World) -> dict[str, int]:
    return {str(row.enrolment_id): row.points_micro for row in world.rows(t.score)}


def bursts(world: World, units: int, answers: int) -> Iterator[tuple[str, str, str]]:
    slugs = [f"u{number}" for number in range(units)]
    for slug in slugs:
        world.unit(slug)
    for number in range(answers):
        key, value = [
            ("1.3:a", str(number % 17)),
            ("1.4:a", "cao"),
            ("1.2:a", str(number % 7)),
            ("info:1", "9"),
        ][number % 4]
        yield slugs[number % units], key, value


def test_two_drains_side_by_side_while_people_answer_end_with_the_exact_scores(world: World) -> None:
    said = list(bursts(world, units=6, answers=60))
    done = threading.Event()
    runs: list[int] = []
    lock = threading.Lock()

    def work() -> None:
        while not done.is_set() or behind(world):
            report = scores.drain(world.db, seconds=5)
            with lock:
                runs.append(report.units)

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for slug, key, value in said:
        world.now = scores.utc_now().replace(year=2026, month=3, day=2)
        world.tell(world.speakers[slug], key, value)
    done.set()
    for worker in workers:
        worker.join(60)
    assert stored(world) == expected(world)
    assert sum(runs) == sum(row.runs for row in world.rows(t.score))


PROGRAM = """
import sys
from dti_core.campaign import scores
from dti_core.store.database import Database
db = Database(sys.argv[1])
print(scores.drain(db).units)
"""


def test_two_worker_processes_share_the_work_and_end_with_the_exact_scores(world: World) -> None:
    for slug, key, value in bursts(world, units=4, answers=16):
        world.tell(world.speakers[slug], key, value)
    root = Path(__file__).parents[2]
    argv = [sys.executable, "-c", PROGRAM, world.db.url]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    workers = [
        subprocess.Popen(argv, cwd=root, env=environment, stdout=subprocess.PIPE, text=True) for _ in range(2)
    ]
    runs = [int(worker.communicate(timeout=60)[0]) for worker in workers]
    scores.drain(world.db)
    assert not behind(world)
    assert stored(world) == expected(world)
    assert sum(runs) >= 4


def test_a_value_changed_and_changed_back_between_two_passes_is_shown_as_it_is_now(world: World) -> None:
    an, binh = world.unit("a"), world.unit("b")
    world.tell(an, "1.3:a", "10")
    world.tell(binh, "1.3:a", "5")
    world.drain()
    snapshots = []
    for value in ("20", "10"):
        world.tell(an, "1.3:a", value)
        with world.db.read() as conn:
            snapshots.append(scoring_unit.look(conn, world.units["a"]))
    for snapshot in snapshots:
        with world.db.write() as conn:
            assert scoring_unit.write(conn, scoring_unit.compute(snapshot), world.now)
    world.drain()
    assert (world.points("a"), world.points("b")) == (10, 5)
    assert stored(world) == expected(world)


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
