"""The demo's figures are such as an office could really send, on every framework of the library."""

from fractions import Fraction
from functools import cache
from random import Random

import pytest

from dti.demo.answers import Facts, plausible
from dti_core.campaign.values import canonical, keys_of, value_of
from dti_core.framework.framework import Framework
from dti_core.framework.library import available, find
from dti_core.framework.model import Plausible
from dti_core.scoring.engine import score_all
from dti_core.scoring.excess import refused_excess
from dti_core.scoring.model import UnitAnswers, Value

FACTS = Facts("Sở Y tế", "Đầu mối Sở Y tế", "soyte.tinh.example", "Khu hành chính tỉnh")
FRAMEWORKS = [each.id for each in available()]
SEEDS = range(5)
Values = dict[str, Value]


@cache
def load(framework_id: str) -> Framework:
    found = find(framework_id).framework
    assert found is not None
    return found


def answered(framework: Framework, number: int) -> Values:
    texts = plausible(framework, Random(number), FACTS, share=1.0, quality=0.8)
    keys = keys_of(framework)
    assert {key: canonical(keys[key], text) for key, text in texts.items()} == texts
    return {key: value_of(keys[key], text) for key, text in texts.items()}


def holds(hint: Plausible, values: Values) -> bool:
    if not values.keys() >= {*hint.left, *hint.right}:
        return True
    left, right = (sum(Fraction(values[key]) for key in side) for side in (hint.left, hint.right))
    return left <= right if hint.relation == "at_most" else left == right


@pytest.mark.parametrize("framework_id", FRAMEWORKS)
def test_answers_are_stored_as_they_are_refused_nowhere_and_keep_the_hints(framework_id: str) -> None:
    framework = load(framework_id)
    for number in SEEDS:
        values = answered(framework, number)
        assert [node.id for node in framework.criteria if refused_excess(framework, values, node.id)] == []
        assert [hint.text for hint in framework.spec.plausible if not holds(hint, values)] == []


@pytest.mark.parametrize("framework_id", FRAMEWORKS)
def test_good_but_not_perfect_work_earns_a_good_part_of_the_points(framework_id: str) -> None:
    framework = load(framework_id)
    group = framework.spec.groups[0].id
    units = [UnitAnswers(str(number), group, values=answered(framework, number)) for number in SEEDS]
    for score in score_all(framework, units):
        assert Fraction(20, 100) < score.points / score.attainable < 1
        asked = [one for one in score.criteria.values() if one.state not in ("not_asked", "pending")]
        assert [one.id for one in asked if one.state == "partial"] == []


@pytest.mark.parametrize("framework_id", FRAMEWORKS)
def test_the_same_seed_gives_the_same_answers(framework_id: str) -> None:
    framework = load(framework_id)
    first, second = (plausible(framework, Random(7), FACTS, share=1.0, quality=0.8) for _ in range(2))
    assert first == second


def test_only_the_wanted_share_of_the_criteria_is_answered() -> None:
    framework = load("an-giang-2024-so")
    values = plausible(framework, Random(7), FACTS, share=0.4, quality=0.8)
    criteria = {key.partition(":")[0] for key in values} - {"info"}
    assert criteria == {node.id for node in framework.criteria[:14]}


def test_a_province_has_more_inhabitants_than_a_district_and_counts_them_in_thousands() -> None:
    district, province = answered(load("an-giang-2024-huyen"), 1), answered(load("dong-nai-2024-tinh"), 1)
    assert 50_000 < Fraction(district["info:4"]) < 500_000
    assert 2000 < Fraction(province["info:4"]) < 4000
    assert Fraction(province["info:6"]) * 3 < Fraction(province["info:4"]) * 1000
    assert 100 < Fraction(province["info:19"]) < 1000 < Fraction(province["6.9:c"])
