"""People's acts, deaths and outages in any order: nothing lost, nothing doubled, nothing wrong, no one in."""

import os

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from dti_core.store.database import Database
from tests.databases import emptied
from tests.faults.machine.whole import Province
from worker.embedded import EmbeddedValkey

pytestmark = pytest.mark.faults

THOROUGH = os.environ.get("DTI_HYPOTHESIS") == "thorough"


def test_whatever_happens_in_whatever_order_nothing_is_lost_doubled_or_wrong(
    db: Database, valkey: EmbeddedValkey
) -> None:
    examples, steps = (300, 60) if THOROUGH else (3 if db.dialect == "sqlite" else 2, 30)
    run_state_machine_as_test(
        lambda: Province(lambda: emptied(db), valkey),
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            derandomize=not THOROUGH,
            suppress_health_check=list(HealthCheck),
            print_blob=THOROUGH,
        ),
    )
