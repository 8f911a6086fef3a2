"""A sandbox with a little bot, and a phone to look at it."""

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest

from sandbox.client import Person, Sandbox
from sandbox.testing import SandboxProcess
from tests.browser.fixtures import browser, phone
from tests.browser.little_bot import LittleBot

__all__ = ["browser", "phone"]

_numbers = itertools.count(3001)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SandboxProcess]:
    process = SandboxProcess(tmp_path_factory.mktemp("sandbox"))
    process.start().close()
    yield process
    process.stop()


@pytest.fixture(scope="session")
def little_bot(process: SandboxProcess) -> Iterator[LittleBot]:
    bot = LittleBot(process.url)
    bot.start()
    yield bot
    bot.stop()


@pytest.fixture
def sandbox(process: SandboxProcess, little_bot: LittleBot) -> Iterator[Sandbox]:
    client = Sandbox(process.url)
    yield client
    client.close()


@pytest.fixture
def person(sandbox: Sandbox) -> Person:
    """Somebody new, who has not started."""
    number = next(_numbers)
    return sandbox.add_person(number, f"Nguyễn Thị Hoa {number}", "Đầu mối Sở Nội vụ", "thu-moi")


@pytest.fixture
def address(sandbox: Sandbox, person: Person) -> str:
    """The person's chat page."""
    return f"{sandbox.base_url}/p/{person.id}"
