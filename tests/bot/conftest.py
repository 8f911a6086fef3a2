"""A sandbox, people in it, and an echo bot."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sandbox.client import Person, Sandbox
from sandbox.testing import running_sandbox
from tests.bot.processes import BotProcess


@pytest.fixture(scope="session")
def shared_sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    with running_sandbox(tmp_path_factory.mktemp("sandbox")) as client:
        yield client


@pytest.fixture
def sandbox(shared_sandbox: Sandbox) -> Iterator[Sandbox]:
    """One server for all tests; faults do not outlive a test."""
    shared_sandbox.clear_faults()
    yield shared_sandbox
    shared_sandbox.clear_faults()


_numbers = iter(range(1000, 10_000))


@pytest.fixture
def new_person(sandbox: Sandbox) -> Callable[[], Person]:
    """Somebody that no other test knows."""

    def make() -> Person:
        number = next(_numbers)
        return sandbox.add_person(number, f"Người {number}")

    return make


@pytest.fixture(scope="module")
def shared_bot(
    shared_sandbox: Sandbox, sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[BotProcess]:
    folder = tmp_path_factory.mktemp("bot")
    shutil.copy(sqlite_template, folder / "dti.db")
    process = BotProcess(shared_sandbox, f"sqlite:///{folder / 'dti.db'}", folder).start()
    yield process
    process.kill()


@pytest.fixture
def bot(sandbox: Sandbox, shared_bot: BotProcess) -> BotProcess:
    """A running echo bot, the same one for all tests of a file."""
    return shared_bot


@pytest.fixture
def own_bot(sandbox: Sandbox, sqlite_url: str, tmp_path: Path) -> Iterator[BotProcess]:
    """An echo bot of this test alone, not yet started, to be stopped and killed at will."""
    process = BotProcess(sandbox, sqlite_url, tmp_path)
    yield process
    process.kill()
