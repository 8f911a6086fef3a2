"""One sandbox process for the whole run; each test starts with an empty queue and no faults."""

import itertools
from collections.abc import Iterator

import pytest

from sandbox.client import Person, Sandbox
from sandbox.testing import running_sandbox
from tests.sandbox.pictures import make_png

_numbers = itertools.count(5001)


@pytest.fixture(scope="session")
def process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    with running_sandbox(tmp_path_factory.mktemp("sandbox")) as client:
        yield client


@pytest.fixture
def sandbox(process: Sandbox) -> Sandbox:
    process.clear_faults()
    process.call("deleteWebhook", drop_pending_updates=True)
    process.call("getUpdates", allowed_updates=[])
    return process


@pytest.fixture
def stranger(sandbox: Sandbox) -> Person:
    """A person who has not pressed Start."""
    return sandbox.add_person(next(_numbers), "Nguyễn Thị Hoa", "Đầu mối Sở Nội vụ")


@pytest.fixture
def person(sandbox: Sandbox, stranger: Person) -> Person:
    """A person in an open chat whose /start the bot has already taken."""
    stranger.start()
    sandbox.call("deleteWebhook", drop_pending_updates=True)
    return stranger


@pytest.fixture(scope="session")
def png() -> bytes:
    """A picture of 3 × 2 pixels."""
    return make_png(3, 2)
