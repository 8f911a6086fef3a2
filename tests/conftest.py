"""Settings shared by all tests."""

import gc
import os

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
