"""Settings shared by all tests."""

import os

from hypothesis import settings

pytest_plugins = ["tests.databases"]

# The same examples on every machine, within the time that two cores allow.
settings.register_profile("ci", max_examples=60, deadline=None, derandomize=True)
settings.register_profile("thorough", max_examples=1000, deadline=None)
settings.load_profile(os.environ.get("DTI_HYPOTHESIS", "ci"))
