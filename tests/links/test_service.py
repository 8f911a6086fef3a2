"""The thread beside the worker: one of all has the right, a restart repeats nothing, trouble passes."""

import asyncio
import contextlib
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest

from dti_core.campaign.links.finding import Finding
from dti_core.store import tables as t
from dti_core.store.database import Database
from tests.campaign.world import World
from tests.links.test_use_cases import ALIVE, file
from worker.links.checking import Look
from worker.links.service import LinkChecker

PATIENCE = 30.0


@pytest.fixture
def world(db: Database) -> World:
    now = datetime.now(UTC)
    world = World(db, now=now)
    return world.begin(opens_at=now - timedelta(days=1), closes_at=now + timedelta(days=30))


async def alive(_url: str) -> Finding:
    return ALIVE


def until(what: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < deadline
        time.sleep(0.01)


@contextlib.contextmanager
def running(world: World, look: Look) -> Iterator[LinkChecker]:
    checker = LinkChecker(world.db, look, pause=0.01)
    checker.start()
    try:
        yield checker
    finally:
        checker.stop()


def settled(world: World) -> int:
    return len([row for row in world.rows(t.evidence_check) if row.at is not None])


def test_what_waits_is_looked_at_once(world: World) -> None:
    lan = world.unit("noi-vu")
    file(world, lan)
    file(world, lan, criterion="1.2")
    checker = LinkChecker(world.db, alive)
    assert checker.round() == 2
    assert checker.round() == 0
    assert settled(world) == 2


def test_only_one_process_looks_and_a_dead_ones_right_runs_out(world: World) -> None:
    file(world, world.unit("noi-vu"))
    with world.db.write() as conn:
        held = {"name": "links", "holder": "other", "fence": 1}
        conn.execute(t.lease.insert(), {**held, "expires_at": datetime.now(UTC) + timedelta(minutes=1)})
    checker = LinkChecker(world.db, alive)
    assert checker.round() == 0
    with world.db.write() as conn:
        conn.execute(t.lease.update().values(expires_at=datetime.now(UTC) - timedelta(seconds=1)))
    assert checker.round() == 1


def test_who_lost_the_right_meanwhile_writes_nothing(world: World) -> None:
    file(world, world.unit("noi-vu"))

    async def slow(_url: str) -> Finding:
        with world.db.write() as conn:
            conn.execute(t.lease.update().values(holder="other", fence=t.lease.c.fence + 1))
        return ALIVE

    LinkChecker(world.db, slow).round()
    assert settled(world) == 0


def test_it_looks_by_itself_and_stops_in_the_middle_of_a_look(world: World) -> None:
    lan = world.unit("noi-vu")
    looking: list[str] = []

    async def quick_or_endless(url: str) -> Finding:
        looking.append(url)
        await asyncio.sleep(600 if "endless" in url else 0)
        return ALIVE

    with running(world, quick_or_endless) as checker:
        file(world, lan)
        until(lambda: settled(world) == 1)
        file(world, lan, "https://endless.gov.vn/")
        until(lambda: len(looking) == 2)
    assert not checker.alive
    assert settled(world) == 1
    assert LinkChecker(world.db, alive).round() == 1


def test_a_defect_or_a_lost_database_does_not_end_it(world: World) -> None:
    tries: list[str] = []

    async def broken_once(url: str) -> Finding:
        tries.append(url)
        if len(tries) == 1:
            raise OSError
        return ALIVE

    file(world, world.unit("noi-vu"))
    with running(world, broken_once):
        until(lambda: settled(world) == 1)
    assert len(tries) == 2
