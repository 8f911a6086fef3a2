"""Every guard that the mutation run breaks is where it is said to be, and so is the test that must fail."""

import ast

import pytest

from tests.faults.mutants.guard import ROOT, Guard
from tests.faults.mutants.guards import GUARDS


@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.name.replace(" ", "-"))
def test_a_guard_can_be_broken_and_its_test_is_there(guard: Guard) -> None:
    broken = guard.applied(ROOT)
    assert broken != (ROOT / guard.file).read_text(encoding="utf-8")
    ast.parse(broken)
    for test in guard.tests:
        path, _, name = test.partition("::")
        assert (ROOT / path).exists(), test
        assert not name or f"def {name}(" in (ROOT / path).read_text(encoding="utf-8"), test


def test_there_are_thirty_guards_at_least_each_with_a_name_of_its_own() -> None:
    names = [guard.name for guard in GUARDS]
    assert len(names) == len(set(names)) >= 30
