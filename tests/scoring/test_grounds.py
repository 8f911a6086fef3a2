"""What an outcome rests on: the names that rules give are those under which the bases are kept."""

from fractions import Fraction

import pytest

from dti_core.framework.framework import Framework
from dti_core.framework.lasting import is_assumed, lasting
from dti_core.framework.library import find
from dti_core.scoring.peers import nobody
from dti_core.scoring.plan import CriterionPlan, plan_of
from dti_core.scoring.reading import Reader

FRAMEWORKS = (
    "so-2021",
    "thua-thien-hue-2021-tinh",
    "thua-thien-hue-2021-huyen",
    "an-giang-2024-so",
    "an-giang-2024-huyen",
    "hai-duong-2022-so",
    "hai-duong-2022-huyen",
    "dong-nai-2024-tinh",
)
NUMBERS = [Fraction(0), Fraction(3), Fraction(400)]


def _framework(name: str) -> Framework:
    found = find(name).framework
    assert found is not None
    return found


def _named(criterion: CriterionPlan, top: Fraction, bottom: Fraction) -> set[str]:
    values = {}
    for item in criterion.node.inputs:
        for key in criterion.inputs[item.id].keys:
            number = bottom if item.id == "b" else top
            words = {"yes_no": True, "choice": item.choices[0].value if item.choices else ""}
            values[key] = words.get(item.kind, number)
    outcome = criterion.rule.measure(Reader(values, criterion.inputs), nobody)
    return {*criterion.rule.effects(outcome), *criterion.rule.shared_effects(outcome)}


@pytest.mark.parametrize("name", FRAMEWORKS)
def test_whatever_took_effect_has_a_basis_of_its_own(name: str) -> None:
    for criterion in plan_of(_framework(name)).criteria.values():
        for top in NUMBERS:
            for bottom in NUMBERS:
                assert _named(criterion, top, bottom) <= set(criterion.node.basis), criterion.id


def test_of_dong_nai_only_two_criteria_rest_on_a_reading_whatever_is_answered() -> None:
    framework = _framework("dong-nai-2024-tinh")
    assert [node.code for node in framework.criteria if is_assumed(node)] == ["4.4", "6.4"]


def test_in_a_pool_no_member_has_a_target_of_its_own() -> None:
    framework = _framework("hai-duong-2022-so")
    member = framework.by_id["4.8.1"]
    assert set(lasting(member)) == {"formula", "denominator"}
    assert {"target", "below"} <= set(lasting(framework.by_id["4.9.1"]))
