"""Networks that fail between the sweeper alone and Redis or PostgreSQL: it goes on and wakes the workers."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from dti_core.store.database import Database
from tests.campaign.world import World
from tests.databases import PostgresServer
from tests.faults.proxy import Proxy, proxy_to
from tests.faults.test_network import BAD_WEATHER, FELT, valkey, way_to_postgres
from tests.worker.waiting import wait_until
from worker.embedded import EmbeddedValkey
from worker.processes import kill_group, spawn
from worker.queue import connect, queue_on

__all__ = ["valkey"]
pytestmark = [pytest.mark.faults, pytest.mark.postgres]


@pytest.fixture
def ways(postgres_server: PostgresServer, valkey: EmbeddedValkey) -> Iterator[tuple[Proxy, Proxy, str]]:
    """The way to each, and the address of the database."""
    with (
        way_to_postgres(postgres_server) as (to_database, url),
        proxy_to(("127.0.0.1", valkey.port)) as to_redis,
    ):
        yield to_database, to_redis, url


def behind(url: str) -> None:
    """A unit has answered, and nobody computes its points."""
    db = Database(url)
    world = World(db).begin()
    world.tell(world.unit("a"), "1.1:a", "true")
    db.close()


def test_the_sweeper_wakes_the_workers_again_after_whatever_the_network_did(
    ways: tuple[Proxy, Proxy, str], valkey: EmbeddedValkey, tmp_path: Path
) -> None:
    to_database, to_redis, url = ways
    behind(url)
    settings = {
        "DTI_DATABASE_URL": url, "DTI_DATA_DIR": str(tmp_path),
        "DTI_REDIS_URL": f"redis://:{valkey.password}@127.0.0.1:{to_redis.port}/0",
    }  # fmt: skip
    argv = [sys.executable, "-m", "dti.main", "sweeper"]
    sweeper = spawn(argv, env={**os.environ, **settings}, stdout=subprocess.DEVNULL)
    try:
        with connect(valkey.url) as straight:
            wait_until(lambda: queue_on(straight).count > 0, "the sweeper is at work", 120)
            for proxy, weather in ((p, w) for p in (to_database, to_redis) for w in BAD_WEATHER):
                weather(proxy)
                time.sleep(FELT)
                straight.flushall()  # whatever was asked for is forgotten
                proxy.mend()
                wait_until(lambda: queue_on(straight).count > 0, weather.__name__, 90)
            assert sweeper.poll() is None
            sweeper.terminate()
            assert sweeper.wait(30) == 0
    finally:
        kill_group(sweeper)
        sweeper.wait()
