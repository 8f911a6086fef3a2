"""Progress: the state of a criterion and what is still needed."""

from fractions import Fraction

import pytest

from dti_core.scoring.completeness import is_asked, missing_inputs, state_of
from dti_core.scoring.engine import preview, score
from dti_core.scoring.excess import refused_excess
from dti_core.scoring.model import UnitAnswers, Value
from dti_core.scoring.plan import plan_of
from tests.scoring import small
from tests.scoring.everything import FRAMEWORK, TRAITS, framework


def _unit(values: dict[str, Value]) -> UnitAnswers:
    return UnitAnswers("mot", "so", values=values)


@pytest.mark.parametrize(
    ("values", "criterion", "state", "missing"),
    [
        ({}, "1.1", "missing", ("a", "b")),
        ({"1.1:a": True}, "1.1", "partial", ("b",)),
        ({"1.1:a": True, "1.1:b": False}, "1.1", "answered", ()),
        ({}, "1.3", "missing", ("e", "n")),
        ({"1.3:e": True}, "1.3", "partial", ("n",)),
        ({"1.3:e": False}, "1.3", "answered", ()),
        ({"1.10:n": Fraction(4)}, "1.10", "answered", ()),
        ({"1.12:e": True}, "1.12", "partial", ("a", "b")),
        ({}, "1.11", "not_asked", ()),
    ],
)
def test_a_criterion_says_what_it_still_needs(
    values: dict[str, Value], criterion: str, state: str, missing: tuple[str, ...]
) -> None:
    assert state_of(FRAMEWORK, _unit(values), criterion) == state
    assert missing_inputs(FRAMEWORK, _unit(values), criterion) == missing


def test_exempt_requested_and_assessed_are_states_too() -> None:
    unit = UnitAnswers(
        "mot",
        "so",
        traits=frozenset({TRAITS[0]}),
        requested={"1.1": "x", "1.4": "x"},
        assessments={"council": {"1.7": Fraction(1)}},
    )
    assert [state_of(FRAMEWORK, unit, one) for one in ("1.1", "1.4", "1.7")] == [
        "requested",
        "exempt",
        "assessed",
    ]


def test_only_criteria_that_the_unit_assesses_itself_are_asked() -> None:
    assert is_asked(FRAMEWORK, "1.1")
    assert not is_asked(FRAMEWORK, "1.11")


@pytest.mark.parametrize(
    ("value", "flag"),
    [(Fraction(-5), "negative"), (True, "unreadable"), ("năm", "unreadable")],
)
def test_a_stored_value_that_makes_no_sense_counts_as_unanswered_and_is_flagged(
    value: Value, flag: str
) -> None:
    result = preview(FRAMEWORK, _unit({"1.7:n": value}), "1.7")
    assert (result.state, result.points, result.flags) == ("missing", 0, (flag,))


@pytest.mark.parametrize("criterion", ["1.1", "1.2", "1.3"])
def test_answers_of_the_wrong_kind_never_stop_the_scoring_of_a_group(criterion: str) -> None:
    keys = [f"{criterion}:{item.id}" for item in FRAMEWORK.by_id[criterion].inputs]
    for wrong in (Fraction(3), "lạ", True):
        result = score(FRAMEWORK, _unit(dict.fromkeys(keys, wrong)), {})
        assert 0 <= result.criteria[criterion].points <= result.points


def test_a_granted_exemption_that_the_framework_no_longer_knows_is_flagged_and_gives_nothing() -> None:
    unit = UnitAnswers("mot", "so", exemptions={"1.7": "dieu-99"})
    assert preview(FRAMEWORK, unit, "1.7").flags == ("unknown_exemption",)


def test_a_plan_is_made_once_and_forgotten_with_its_framework() -> None:
    made = framework()
    assert plan_of(made) is plan_of(made)
    assert plan_of(made) is not plan_of(FRAMEWORK)


RATIO = {"type": "ratio", "numerator": ["a"], "denominator": ["b"]}
LIMITED = small.framework(
    {
        "criteria": [
            {
                "code": "1.1",
                "max": 10,
                "inputs": [{"id": "a", "kind": "count"}, {"id": "b", "kind": "count"}],
                "rule": RATIO,
            },
            {
                "code": "1.2",
                "max": 10,
                "inputs": [{"id": "a", "kind": "count"}, {"id": "b", "kind": "count"}],
                "rule": RATIO | {"target": 4, "scale": 2},
            },
            {
                "code": "1.3",
                "max": 10,
                "inputs": [{"id": "a", "kind": "count"}, {"id": "b", "kind": "count"}],
                "rule": {"type": "parts", "parts": [{"weight": 1, "rule": RATIO | {"scale": 0.5}}]},
            },
        ]
    }
)


@pytest.mark.parametrize(
    ("criterion", "top", "bottom", "refused"),
    [
        ("1.1", 130, 60, True),
        ("1.1", 60, 60, False),
        ("1.1", 12, 0, True),
        ("1.1", 0, 0, False),
        ("1.2", 130, 60, False),
        ("1.3", 100, 60, False),
        ("1.3", 121, 60, True),
    ],
)
def test_a_part_greater_than_its_whole_is_refused(
    criterion: str, top: int, bottom: int, refused: bool
) -> None:
    values: dict[str, Value] = {f"{criterion}:a": Fraction(top), f"{criterion}:b": Fraction(bottom)}
    found = refused_excess(LIMITED, values, criterion)
    assert (found is not None) == refused
    if found is not None:
        assert (found.top, found.bottom, found.numerator) == (top, bottom, ("a",))


def test_nothing_is_refused_before_both_numbers_are_there() -> None:
    assert refused_excess(LIMITED, {"1.1:a": Fraction(130)}, "1.1") is None
    assert refused_excess(FRAMEWORK, {"1.4:a": Fraction(9), "1.4:b": Fraction(1)}, "1.4") is None
