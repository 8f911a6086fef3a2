"""Peers that vanish for long: noticed within seconds, not within the quarter of an hour that TCP allows."""

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from telegram.error import NetworkError

from bot.telegram.api import connect
from dti_core.store.database import Database
from dti_core.store.filelock import FileLock
from dti_core.store.outages import is_outage
from sandbox.client import Sandbox
from tests.databases import PostgresServer
from tests.faults.conftest import NewBot
from tests.faults.proxy import proxy_to
from tests.faults.talk import Talk
from tests.faults.test_network import way_to_postgres
from worker.supervisor import GRACE

pytestmark = [pytest.mark.faults, pytest.mark.slow_faults]
NewTalk = Callable[[], Talk]
NOTICED = 25.0
"""Seconds; without knocking the long poll ends after 35, a query after minutes."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    begun = time.monotonic()
    yield
    assert time.monotonic() - begun < seconds


@pytest.mark.postgres
def test_a_query_to_a_server_that_vanished_fails_as_an_outage(postgres_server: PostgresServer) -> None:
    with way_to_postgres(postgres_server) as (proxy, url):
        db = Database(url)
        with pytest.raises(DBAPIError) as caught, at_most(NOTICED), db.read() as conn:
            conn.execute(text("SELECT 1"))
            proxy.vanish()
            conn.execute(text("SELECT 2"))
        assert is_outage(caught.value)
        with pytest.raises(DBAPIError), at_most(NOTICED), db.read():
            raise AssertionError("nobody is there")
        proxy.mend()
        with db.read() as conn:
            assert conn.execute(text("SELECT 3")).scalar() == 3
        db.close()


@pytest.mark.postgres
def test_a_writer_that_vanished_keeps_nobody_waiting_for_its_locks(postgres_server: PostgresServer) -> None:
    """Its machine is gone in the middle of a transaction; the server knocks, and lets the others go on."""
    with way_to_postgres(postgres_server) as (proxy, url):
        straight = Database(postgres_server.url(url.rpartition("/")[2]))
        with straight.write() as conn:
            conn.execute(text("INSERT INTO unit (slug, name) VALUES ('a', 'a')"))
        gone = Database(url)
        with pytest.raises(DBAPIError), gone.write() as conn:
            conn.execute(text("UPDATE unit SET name = 'b'"))
            settings = conn.execute(text("SHOW idle_in_transaction_session_timeout")).scalar()
            proxy.vanish()
            with at_most(90), straight.write() as other:
                other.execute(text("UPDATE unit SET name = 'c'"))
            conn.execute(text("SELECT 1"))
        assert settings == "1min"
        straight.close()


def test_a_long_poll_to_a_server_that_vanished_ends_soon(sandbox: Sandbox) -> None:
    port = urlsplit(sandbox.base_url).port
    assert port is not None

    async def poll(url: str, vanish: Callable[[], None]) -> None:
        async with connect(sandbox.token, url) as bot:
            asyncio.get_running_loop().call_later(1.0, vanish)
            with pytest.raises(NetworkError):
                await bot.raw_updates(None)

    with proxy_to(("127.0.0.1", port)) as proxy, at_most(NOTICED):
        asyncio.run(poll(f"http://127.0.0.1:{proxy.port}", proxy.vanish))


def test_told_to_stop_while_the_database_is_locked_for_good_it_ends_within_the_grace(
    sqlite_url: str, new_bot: NewBot, new_talk: NewTalk
) -> None:
    path = Path(sqlite_url.removeprefix("sqlite:///"))
    bot, talk = new_bot(sqlite_url), new_talk()
    with FileLock(path.with_name(path.name + ".lock")).held():
        talk.say("a", "b")
        time.sleep(1)
        with at_most(GRACE):
            assert bot.stop() == 0
    new_bot(sqlite_url)
    talk.wait()
    talk.check(repeats=True)
