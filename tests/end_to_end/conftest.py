"""The real demo, and a phone to look at it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sandbox.client import Sandbox
from tests.browser.fixtures import browser, phone
from tests.end_to_end.household import Household

__all__ = ["browser", "phone"]


@pytest.fixture
def household(tmp_path: Path) -> Iterator[Household]:
    """A demo that is not started yet; stopped afterwards, come what may."""
    household = Household(tmp_path)
    yield household
    household.make_sure_it_is_gone()


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Household]:
    """One started demo for all tests that do not harm it; each takes people of its own."""
    household = Household(tmp_path_factory.mktemp("demo"))
    household.start().close()
    yield household
    household.make_sure_it_is_gone()


@pytest.fixture
def sandbox(running: Household) -> Iterator[Sandbox]:
    client = Sandbox(running.address)
    yield client
    client.close()
