"""Pools over one shared total, in the decisions that have them."""

from fractions import Fraction

import pytest

from dti_core.framework.library import find
from dti_core.scoring.engine import preview
from dti_core.scoring.excess import refused_excess
from dti_core.scoring.model import UnitAnswers

POOLED = [
    ("hai-duong-2022-so", "4.7.1", "4.7.2"),
    ("hai-duong-2022-huyen", "4.8.1", "4.8.2"),
    ("so-2021", "4.6.1", "4.6.2"),
]


@pytest.mark.parametrize(("name", "first", "second"), POOLED)
def test_more_services_of_one_level_than_there_are_procedures_is_a_mistake(
    name: str, first: str, second: str
) -> None:
    framework = find(name).framework
    assert framework is not None
    values = {f"{first}:a": Fraction(101), f"{first}:b": Fraction(100), f"{second}:a": Fraction(100)}
    found = refused_excess(framework, values, first)
    assert found is not None and (found.top, found.bottom) == (101, 100)
    assert refused_excess(framework, values, second) is None


@pytest.mark.parametrize(("name", "first", "second"), POOLED)
def test_one_level_alone_is_divided_by_all_procedures_once(name: str, first: str, second: str) -> None:
    framework = find(name).framework
    assert framework is not None
    values = {f"{first}:a": Fraction(20), f"{first}:b": Fraction(100)}
    unit = UnitAnswers("so", framework.spec.groups[0].id, values=values)
    assert preview(framework, unit, first).points == 2
    assert preview(framework, unit, second).points == 0
