"""A sandbox, people in it, and an echo bot."""

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


@pytest.fixture
def bot(sandbox: Sandbox, sqlite_url: str, tmp_path: Path) -> Iterator[BotProcess]:
    """A running echo bot."""
    process = BotProcess(sandbox, sqlite_url, tmp_path).start()
    yield process
    process.kill()
