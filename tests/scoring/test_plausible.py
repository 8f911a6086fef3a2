"""Hints warn about figures that are odd beside each other; they never refuse or change points."""

from fractions import Fraction

import pytest

from dti_core.framework.framework import Framework
from dti_core.scoring.plausible import doubts, doubts_about
from tests.scoring import small

TOO_MANY = "Số kiểm tra đầy đủ thường không nhiều hơn số được kiểm tra."
OTHER_TOTAL = "Tổng số thường bằng số đã khai."


@pytest.fixture(scope="module")
def framework() -> Framework:
    ratio = {"type": "ratio", "numerator": ["a"], "denominator": ["b"]}
    inputs = [{"id": "a", "kind": "count"}, {"id": "b", "kind": "count"}]
    shared = [{"id": "a", "kind": "count"}, {"id": "b", "kind": "count", "shared": "1.1:b"}]
    return small.framework(
        {
            "info": [{"id": "9", "label": "Số hệ thống", "kind": "count"}],
            "plausible": [
                {"left": ["1.2:a"], "relation": "at_most", "right": ["1.1:a"], "text": TOO_MANY},
                {"left": ["1.2:b"], "relation": "equal", "right": ["info:9"], "text": OTHER_TOTAL},
            ],
            "criteria": [
                {"code": "1.1", "max": 10, "inputs": inputs, "rule": dict(ratio)},
                {"code": "1.2", "max": 10, "inputs": shared, "rule": dict(ratio)},
            ],
        }
    )


def said(framework: Framework, **values: int) -> list[str]:
    keys = {"a1": "1.1:a", "b1": "1.1:b", "a2": "1.2:a", "info": "info:9"}
    return [hint.text for hint in doubts(framework, {keys[k]: Fraction(v) for k, v in values.items()})]


def test_a_part_larger_than_what_it_is_usually_part_of_is_doubted(framework: Framework) -> None:
    assert said(framework, a1=3, a2=4) == [TOO_MANY]
    assert said(framework, a1=4, a2=4) == []


def test_two_figures_that_are_usually_one_are_compared_through_what_they_share(framework: Framework) -> None:
    assert said(framework, b1=5, info=6) == [OTHER_TOTAL]
    assert said(framework, b1=6, info=6) == []


def test_nothing_is_doubted_while_a_figure_is_missing(framework: Framework) -> None:
    assert said(framework, a2=4) == []


def test_only_doubts_about_what_was_just_given_are_told(framework: Framework) -> None:
    values = {"1.1:a": Fraction(3), "1.2:a": Fraction(4), "1.1:b": Fraction(9), "info:9": Fraction(1)}
    assert [hint.text for hint in doubts_about(framework, values, ["1.1:a"])] == [TOO_MANY]
    assert [hint.text for hint in doubts_about(framework, values, ["info:9"])] == [OTHER_TOTAL]
