"""Ranks compare points: a unit that nothing happened to must lose none, by 0 or by "not applicable"."""

import re

import pytest

from dti_core.framework.framework import Node
from dti_core.framework.library import available
from dti_core.framework.loader import load

EVENTS = re.compile(
    "sự cố|tấn công|phản ánh|kiến nghị|khiếu nại|vi phạm|đánh giá$|diễn tập|được yêu cầu", re.IGNORECASE
)


def counts_events(node: Node) -> bool:
    """Does the rule divide by what befell the unit, or is it a share of bad dossiers?"""
    rule = node.rule
    if rule is None or rule.type not in {"ratio", "inverse"} or not getattr(rule, "denominator", ()):
        return False
    below = [item.label for item in node.inputs if item.id in getattr(rule, "denominator", ())]
    of_dossiers = any("hồ sơ" in label for label in below)
    return any(EVENTS.search(label) for label in below) or (rule.type == "inverse" and of_dossiers)


FOUND = [
    (f"{framework.id} {node.id}", node)
    for framework in (load(each.path).framework for each in available())
    if framework is not None
    for node in framework.criteria
    if counts_events(node)
]


def test_the_decisions_have_such_criteria_so_the_next_test_can_fail() -> None:
    names = {name for name, _ in FOUND}
    assert names >= {
        "an-giang-2024-huyen 8.8",
        "dong-nai-2024-tinh 6.8",
        "hai-duong-2022-huyen chinh-quyen-so/5.4.1",
        "hai-duong-2022-so 5.5.1",
        "so-2021 5.5.3",
        "thua-thien-hue-2021-huyen 4.3.7",
        "thua-thien-hue-2021-tinh 4.3.13",
    }


@pytest.mark.parametrize("node", [node for _, node in FOUND], ids=[name for name, _ in FOUND])
def test_where_nothing_happened_no_points_are_lost_and_that_is_told_as_our_reading(node: Node) -> None:
    assert getattr(node.rule, "zero_denominator", None) == "max"
    basis = node.basis["zero_denominator"]
    assert basis.source == "assumed"
    assert "được điểm tối đa" in (basis.reason or "")
