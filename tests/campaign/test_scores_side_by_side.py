"""Scores stay exact whatever commits in between and whoever else is computing."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from dti_core.campaign import pace, scores, scoring_claims, scoring_group, scoring_unit
from dti_core.store import tables as t
from tests.campaign.world import World, behind, expected, stored


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


def test_a_drain_takes_over_what_a_dead_worker_had_taken_as_soon_as_its_claim_ends(world: World) -> None:
    world.tell(world.unit("a"), "1.4:a", "cao")
    with world.db.write() as conn:
        scoring_claims.claim(conn, [world.units["a"]], world.now)
    slept: list[float] = []
    scores.drain(world.db, clock=lambda: world.now + timedelta(seconds=sum(slept)), sleep=slept.append)
    assert world.points("a") == 10
    assert scoring_claims.CLAIM.total_seconds() <= sum(slept) < scoring_claims.CLAIM.total_seconds() + 0.2


def test_what_cannot_be_computed_is_not_waited_for(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> bool:
        raise ValueError("a defect")

    world.tell(world.unit("a"), "1.4:a", "cao")
    monkeypatch.setattr(scoring_unit, "rescore", broken)
    naps: list[float] = []
    scores.drain(world.db, clock=lambda: world.now, sleep=naps.append)
    assert naps == []


def test_a_busy_campaign_lets_a_unit_rest_between_two_runs_and_a_quiet_one_hardly() -> None:
    assert pace.pause(1) <= timedelta(seconds=0.2)
    assert pace.pause(19) > timedelta(seconds=2)
    assert pace.pause(10_000) == pace.LONGEST


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
