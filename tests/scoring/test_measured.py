"""What an assessor measured is put to the rule; what the unit says of such a criterion never counts."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

from hypothesis import given

from dti_core.framework.framework import Framework
from dti_core.scoring.completeness import state_of
from dti_core.scoring.engine import preview, score, score_all, unit_pass
from dti_core.scoring.model import CriterionScore, UnitAnswers, UnitScore, Value
from dti_core.scoring.peers import Published, bests
from tests.scoring import small
from tests.scoring.everything import FEWER, WITHOUT_SELF, groups

RATIO = {"type": "ratio", "numerator": ["a"], "denominator": ["b"], "zero_denominator": "not_applicable"}
RELATIVE = {"type": "relative", "numerator": ["a"]}


def _inputs(*ids: str) -> list[dict[str, Any]]:
    return [{"id": one, "kind": "count"} for one in ids]


ONLINE: Framework = small.framework(
    {
        "assessors": [
            {"id": "self", "title": "Tự đánh giá"},
            {"id": "department", "title": "Sở TTTT"},
            {"id": "online", "title": "Không gian mạng"},
        ],
        "merge": {"order": ["online", "department", "self"], "basis": "in-san"},
        "info": [{"id": "1", "label": "Tổng số", "kind": "count"}],
        "pools": [{"id": "chung", "title": "Chung", "max": 10}],
        "criteria": [
            {"code": "1.1", "max": 20, "assessors": ["online"], "inputs": _inputs("a", "b"), "rule": RATIO},
            {
                "code": "1.2",
                "max": 10,
                "assessors": ["self", "online"],
                "inputs": _inputs("a", "b"),
                "rule": RATIO,
            },
            {"code": "1.3", "max": 6, "assessors": ["online"], "inputs": _inputs("a"), "rule": RELATIVE},
            {
                "code": "1.4",
                "max": 8,
                "assessors": ["online"],
                "inputs": [*_inputs("a"), {"id": "b", "kind": "count", "shared": "info:1"}],
                "rule": RATIO,
            },
            {"code": "1.5", "pool": "chung", "assessors": ["online"], "inputs": _inputs("a", "b"),
             "rule": RATIO},
            {"code": "1.6", "pool": "chung", "assessors": ["online"], "inputs": _inputs("a", "b"),
             "rule": RATIO},
        ],
    }
)  # fmt: skip


def _numbers(**given: int) -> dict[str, Value]:
    """`_1_1_a=3` is the key `1.1:a`; `info_1` is `info:1`."""
    found: dict[str, Value] = {}
    for name, value in given.items():
        key = "info:1" if name == "info_1" else f"{name[1]}.{name[3]}:{name[5]}"
        found[key] = Fraction(value)
    return found


def _unit(measured: dict[str, Value], own: dict[str, Value] | None = None, **more: Any) -> UnitAnswers:
    return UnitAnswers("mot", "so", values=own or {}, measured={"online": measured}, **more)


def _one(unit: UnitAnswers, criterion: str) -> CriterionScore:
    return score(ONLINE, unit, {}).criteria[criterion]


def test_a_criterion_that_is_not_the_units_is_computed_from_what_was_measured_and_says_by_whom() -> None:
    found = _one(_unit(_numbers(_1_1_a=3, _1_1_b=4)), "1.1")
    assert (found.points, found.state) == (15, "assessed")
    assert found.arithmetic == "Số đo ở cột “Không gian mạng”: 3/4 = 75% × 20"
    assert found.explanation.startswith("Số đo ở cột “Không gian mạng”: 3/4 = 75% × 20 = 15 điểm")


def test_until_it_is_measured_it_is_not_asked_whatever_the_unit_says() -> None:
    found = _one(UnitAnswers("mot", "so", values=_numbers(_1_1_a=3, _1_1_b=4)), "1.1")
    assert (found.points, found.state) == (0, "not_asked")


def test_half_a_measurement_does_not_count_and_is_flagged() -> None:
    found = _one(_unit(_numbers(_1_1_a=3)), "1.1")
    assert (found.points, found.state, found.flags) == (0, "not_asked", ("half_measured",))


def test_the_units_own_total_does_not_complete_a_measurement() -> None:
    assert _one(_unit(_numbers(_1_4_a=3), _numbers(info_1=4)), "1.4").state == "not_asked"
    assert _one(_unit(_numbers(_1_4_a=3, info_1=4)), "1.4").points == 6


def test_what_was_measured_prevails_over_the_units_own_figures_where_both_columns_are_marked() -> None:
    own = _numbers(_1_2_a=4, _1_2_b=4)
    found = _one(_unit(_numbers(_1_2_a=1, _1_2_b=4), own), "1.2")
    assert found.points == Fraction(10, 4)
    assert "(tự đánh giá 10 điểm)" in found.explanation
    assert _one(_unit(_numbers(_1_2_a=1), own), "1.2").points == 10, "half a measurement changes nothing"


def test_points_given_by_hand_stand_before_what_the_same_column_measured() -> None:
    unit = _unit(_numbers(_1_1_a=3, _1_1_b=4), assessments={"online": {"1.1": Fraction(7)}})
    assert _one(unit, "1.1").points == 7


def test_a_column_that_is_not_marked_measures_nothing() -> None:
    unit = UnitAnswers("mot", "so", measured={"department": _numbers(_1_1_a=3, _1_1_b=4)})
    assert _one(unit, "1.1").state == "not_asked"


def test_a_measured_zero_denominator_is_treated_as_the_rule_says() -> None:
    whole = score(ONLINE, _unit(_numbers(_1_1_a=0, _1_1_b=0)), {})
    assert (whole.criteria["1.1"].state, whole.attainable) == ("exempt", ONLINE.attainable_points - 20)


def test_measured_values_are_compared_with_those_of_the_peers() -> None:
    two = (_unit(_numbers(_1_3_a=5)), replace(_unit(_numbers(_1_3_a=10)), id="hai"))
    first, second = score_all(ONLINE, two)
    assert (first.criteria["1.3"].points, second.criteria["1.3"].points) == (3, 6)
    alone = _one(two[0], "1.3")
    assert alone.state == "pending"
    assert state_of(ONLINE, two[0], "1.3") == "assessed"


def test_measured_members_of_a_pool_share_its_maximum_by_their_figures() -> None:
    found = score(ONLINE, _unit(_numbers(_1_5_a=1, _1_5_b=4, _1_6_a=2, _1_6_b=2)), {})
    assert found.criteria["1.5"].points + found.criteria["1.6"].points == 10 * Fraction(3, 6)


@FEWER
@given(groups())
def test_what_units_say_never_counts_where_the_marks_leave_them_out(group: tuple[UnitAnswers, ...]) -> None:
    silent = tuple(replace(unit, values={}) for unit in group)
    assert _all(group) == _all(silent)


@FEWER
@given(groups())
def test_measured_criteria_are_scored_alike_unit_by_unit_and_one_by_one(
    group: tuple[UnitAnswers, ...],
) -> None:
    shown = [Published(one.id, one.group, unit_pass(WITHOUT_SELF, one)) for one in group]
    best = bests(WITHOUT_SELF, shown)
    whole = score(WITHOUT_SELF, group[0], best)
    for criterion in whole.criteria:
        assert preview(WITHOUT_SELF, group[0], criterion, best) == whole.criteria[criterion]


def _all(group: tuple[UnitAnswers, ...]) -> tuple[UnitScore, ...]:
    return score_all(WITHOUT_SELF, group)
