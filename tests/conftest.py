"""Settings shared by all tests."""

import gc
import os
from pathlib import Path

import pytest
from hypothesis import settings

pytest_plugins = ["tests.databases"]

# The same examples on every machine, within the time that two cores allow.
settings.register_profile("ci", max_examples=60, deadline=None, derandomize=True)
settings.register_profile("thorough", max_examples=1000, deadline=None)
settings.load_profile(os.environ.get("DTI_HYPOTHESIS", "ci"))

# Thousands of collected tests stay until the end: a search for rubbish among them every moment finds none.
gc.set_threshold(100_000, 50, 100)


def pytest_collection_finish(session: pytest.Session) -> None:
    gc.collect()
    gc.freeze()


SLOW_FOLDERS = ("end_to_end", "faults", "browser", "export")
"""They mostly wait, for processes and browsers; what is left when others are done should be short."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What waits goes first, so that no worker is left alone with it at the end."""
    tests = Path(__file__).parent
    items.sort(key=lambda item: item.path.relative_to(tests).parts[0] not in SLOW_FOLDERS)


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors: a quarter of the time is spent waiting."""
    return (os.cpu_count() or 1) + 1
