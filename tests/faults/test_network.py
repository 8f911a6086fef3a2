"""Networks that cut, refuse, delay, trickle and vanish between us and the platform, PostgreSQL and Redis."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from redis import Redis

from sandbox.client import Sandbox
from tests.databases import PostgresServer
from tests.faults.conftest import NewBot
from tests.faults.proxy import Proxy, Weather, proxy_to
from tests.faults.talk import Talk
from tests.worker.test_worker_process import ended, sweeping, worker_on
from tests.worker.waiting import wait_until
from worker.embedded import EmbeddedValkey, prepare
from worker.queue import Wakeups, connect

pytestmark = pytest.mark.faults
NewTalk = Callable[[], Talk]


def delay(proxy: Proxy) -> None:
    proxy.weather = Weather(delay=0.2)


def trickle(proxy: Proxy) -> None:
    proxy.weather = Weather(trickle=50)


BAD_WEATHER = [Proxy.cut, Proxy.refuse, Proxy.vanish, delay, trickle]
FELT = 0.5
"""Seconds that it lasts."""


def talk_through(talk: Talk, proxy: Proxy) -> None:
    """Words before, during and after each bad weather; all are answered."""
    for weather in BAD_WEATHER:
        talk.say(f"{weather.__name__}-before")
        talk.wait()
        weather(proxy)
        talk.say(f"{weather.__name__}-within")
        time.sleep(FELT)
        proxy.mend()
        talk.say(f"{weather.__name__}-after")
        talk.wait()
    talk.check(repeats=True)


def test_no_word_is_lost_between_the_platform_and_us(
    sandbox: Sandbox, sqlite_url: str, new_bot: NewBot, new_talk: NewTalk
) -> None:
    port = urlsplit(sandbox.base_url).port
    assert port is not None
    with proxy_to(("127.0.0.1", port)) as proxy:
        bot = new_bot(sqlite_url, base_url=f"http://127.0.0.1:{proxy.port}")
        talk_through(new_talk(), proxy)
        assert bot.is_alive()
        assert bot.stop() == 0


@contextmanager
def way_to_postgres(server: PostgresServer) -> Iterator[tuple[Proxy, str]]:
    """A way to a fresh database that can be disturbed, and its address."""
    parts = psycopg.conninfo.conninfo_to_dict(server.create())
    with proxy_to(f"{parts['host']}/.s.PGSQL.5432") as proxy:
        yield proxy, f"postgresql://{parts['user']}@127.0.0.1:{proxy.port}/{parts['dbname']}"


@pytest.mark.postgres
def test_no_word_is_lost_between_postgresql_and_us(
    postgres_server: PostgresServer, new_bot: NewBot, new_talk: NewTalk
) -> None:
    with way_to_postgres(postgres_server) as (proxy, url):
        bot = new_bot(url)
        talk_through(new_talk(), proxy)
        assert bot.is_alive()
        assert bot.stop() == 0


@pytest.fixture(scope="module")
def valkey(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedValkey]:
    server = prepare(tmp_path_factory.mktemp("valkey"))
    with server.running():
        yield server
    server.release()


def test_a_worker_finds_its_work_again_whatever_the_network_to_redis_does(
    valkey: EmbeddedValkey, tmp_path: Path
) -> None:
    log = tmp_path / "log"
    with proxy_to(("127.0.0.1", valkey.port)) as proxy, connect(valkey.url) as straight:
        url = f"redis://:{valkey.password}@127.0.0.1:{proxy.port}/0"
        with worker_on(url, tmp_path) as worker:
            for weather in BAD_WEATHER:
                done = ended(log)
                weather(proxy)
                Wakeups(straight).ask()
                time.sleep(FELT)
                proxy.mend()
                with sweeping(lambda done=done: ended(log) == done, valkey.url):  # type: ignore[misc]  # bound
                    wait_until(lambda done=done: ended(log) > done, weather.__name__, 60)  # type: ignore[misc]
            assert worker.poll() is None
            worker.terminate()
            assert worker.wait(20) == 0


def test_everything_that_redis_knew_may_vanish(valkey: EmbeddedValkey, tmp_path: Path) -> None:
    log = tmp_path / "log"
    with connect(valkey.url) as straight, worker_on(valkey.url, tmp_path):
        (tmp_path / "hold").touch()
        Wakeups(straight).ask()
        wait_until(lambda: log.exists() and "start" in log.read_text(), "the job starts")
        Redis.from_url(valkey.url).flushall()
        (tmp_path / "hold").unlink()
        wait_until(lambda: ended(log) == 1, "the job ends all the same")
        with sweeping(lambda: ended(log) == 1, valkey.url):
            wait_until(lambda: ended(log) >= 2, "the next one comes", 60)
