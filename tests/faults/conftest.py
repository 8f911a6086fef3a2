"""A sandbox, people who talk, bots on either database, worlds and a Redis, each to be treated badly."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from dti_core.store.database import Database
from sandbox.client import Sandbox
from sandbox.testing import running_sandbox
from tests.bot.processes import BotProcess
from tests.campaign.conftest import small_world, world
from tests.databases import PostgresServer, emptied
from tests.faults.machine.house import House
from tests.faults.talk import Talk
from worker.embedded import EmbeddedValkey, prepare

__all__ = ["small_world", "world"]

_numbers = count(20_000)
NewBot = Callable[..., BotProcess]


@pytest.fixture(scope="session")
def _sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    with running_sandbox(tmp_path_factory.mktemp("sandbox")) as client:
        yield client


@pytest.fixture
def sandbox(_sandbox: Sandbox) -> Iterator[Sandbox]:
    """One server for all tests; faults do not outlive a test, nor does what was said to nobody."""
    _sandbox.clear_faults()
    _sandbox.call("getUpdates", offset=-1)
    yield _sandbox
    _sandbox.clear_faults()


@pytest.fixture
def new_talk(sandbox: Sandbox) -> Callable[[], Talk]:
    """Somebody that no other test knows, greeted by the bot."""

    def make() -> Talk:
        number = next(_numbers)
        return Talk(sandbox.add_person(number, f"Người {number}"))

    return make


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest) -> str:
    """The address of an empty database with its tables."""
    if request.param == "sqlite":
        return str(request.getfixturevalue("sqlite_url"))
    server: PostgresServer = request.getfixturevalue("postgres_server")
    return server.create()


@pytest.fixture
def new_bot(sandbox: Sandbox, tmp_path: Path) -> Iterator[NewBot]:
    """Starts echo bots; killed afterwards."""
    started: list[BotProcess] = []

    def make(url: str, script: str = "echo", *, base_url: str = "", folder: Path | None = None) -> BotProcess:
        place = folder or tmp_path / f"bot{len(started)}"
        place.mkdir(exist_ok=True)
        started.append(BotProcess(sandbox, url, place, script, base_url))
        return started[-1].start()

    yield make
    for process in started:
        process.kill()


@pytest.fixture
def house(db: Database, valkey: EmbeddedValkey) -> Iterator[House]:
    """The state machine's province, for stories told step by step."""
    made = House(emptied(db), valkey)
    yield made
    made.close()


@pytest.fixture(scope="session")
def valkey(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedValkey]:
    """Prepared, not started."""
    server = prepare(tmp_path_factory.mktemp("valkey"))
    yield server
    server.release()
