"""What units publish, what the best of it is, and who depends on it."""

from dataclasses import replace
from fractions import Fraction

import pytest

from dti_core.scoring.engine import preview, score, unit_pass
from dti_core.scoring.model import Best, PeerValue, UnitAnswers
from dti_core.scoring.peers import Published, bests, depends_on, granted_criteria, peer_criteria
from tests.scoring.everything import FRAMEWORK, TRAITS

UNIT = UnitAnswers("mot", "so", values={"1.4:a": Fraction(3), "1.4:b": Fraction(4), "1.10:n": Fraction(5)})


def _best(
    *published: Published, references: dict[str, Fraction] | None = None
) -> dict[tuple[str, str], Best]:
    return bests(FRAMEWORK, published, references)


def _value(number: int, points: int | None = None) -> PeerValue:
    return PeerValue(Fraction(number), None if points is None else Fraction(points))


def test_peer_criteria_are_those_that_compare_and_those_that_exemptions_take_from_peers() -> None:
    assert peer_criteria(FRAMEWORK) == {"1.2", "1.4", "1.8", "1.9", "1.10", "1.13"}


def test_a_unit_publishes_its_values_and_the_points_that_need_no_peers() -> None:
    assert unit_pass(FRAMEWORK, UNIT) == {
        "1.4": PeerValue(Fraction(3, 4), Fraction(20) * Fraction(3, 4) / Fraction(9, 10)),
        "1.10": PeerValue(Fraction(5), None),
    }


def test_volunteers_publish_nothing() -> None:
    assert unit_pass(FRAMEWORK, replace(UNIT, volunteer=True)) == {}


@pytest.mark.parametrize(
    "unit",
    [
        replace(UNIT, traits=frozenset({TRAITS[0]})),
        replace(UNIT, exemptions={"1.4": "max"}),
        replace(UNIT, requested={"1.4": "không liên quan"}),
        replace(UNIT, values={"1.4:a": Fraction(3)}),
    ],
    ids=["exempt by trait", "exempt by grant", "requested", "half answered"],
)
def test_what_does_not_count_is_not_published(unit: UnitAnswers) -> None:
    assert "1.4" not in unit_pass(FRAMEWORK, unit)


def test_a_criterion_granted_by_hand_is_published_on_demand() -> None:
    other = UnitAnswers("hai", "so", exemptions={"1.7": "best_points", "1.1": "max", "1.2": "không có"})
    assert granted_criteria(FRAMEWORK, [UNIT, other]) == {"1.7"}
    answered = replace(UNIT, values={"1.7:n": Fraction(6)})
    assert unit_pass(FRAMEWORK, answered, also={"1.7"}) == {"1.7": PeerValue(Fraction(6), Fraction(4))}


def test_the_best_is_kept_per_group_and_over_all() -> None:
    found = _best(
        Published("a", "so", {"1.4": _value(3, 7)}),
        Published("b", "so", {"1.4": _value(5, 6)}),
        Published("c", "huyen", {"1.4": _value(9, 2)}),
    )
    assert found["1.4", "so"] == Best(Fraction(5), Fraction(7), 2, ("a", "b"))
    assert found["1.4", "huyen"] == Best(Fraction(9), Fraction(2), 1, ("c",))
    assert found["1.4", "*"] == Best(Fraction(9), Fraction(7), 3, ("a", "b"))


def test_where_lower_is_better_the_lowest_is_the_best() -> None:
    assert (
        _best(Published("a", "so", {"1.8": _value(3)}), Published("b", "so", {"1.8": _value(1)}))[
            "1.8", "so"
        ].value
        == 1
    )


def test_relative_points_follow_from_the_best_value_once_there_are_two() -> None:
    alone = _best(Published("a", "so", {"1.10": _value(4)}))
    assert alone["1.10", "so"].points is None
    two = _best(Published("a", "so", {"1.10": _value(4)}), Published("b", "so", {"1.10": _value(2)}))
    assert two["1.10", "so"].points == 5
    outside = _best(Published("a", "so", {"1.10": _value(4)}), references={"1.10": Fraction(16)})
    assert outside["1.10", "so"].points == Fraction(5, 4)


def test_what_is_published_under_an_unknown_name_is_left_out() -> None:
    assert _best(Published("a", "so", {"9.9": _value(4)})) == {}


def test_a_unit_depends_on_peers_where_it_compares_or_takes_from_them() -> None:
    assert depends_on(FRAMEWORK, UNIT) == {"1.9", "1.10"}
    assert depends_on(FRAMEWORK, replace(UNIT, traits=frozenset({TRAITS[1]}))) == {
        "1.2",
        "1.9",
        "1.10",
        "1.13",
    }
    assert depends_on(FRAMEWORK, replace(UNIT, exemptions={"1.9": "max", "1.7": "best_value"})) == {
        "1.7",
        "1.10",
    }


@pytest.mark.parametrize(
    ("best", "state"),
    [
        (Best(Fraction(5), None, 1, ("mot",)), "pending"),
        (Best(Fraction(5), None, 1, ("hai",)), "answered"),
        (Best(Fraction(5), None, 2, ("hai", "mot")), "answered"),
        (Best(Fraction(5), None, 1), "pending"),
        (Best(Fraction(5), None, 2), "answered"),
        (Best(None, None, 0), "pending"),
    ],
)
def test_a_unit_knows_whether_the_best_is_only_its_own(best: Best, state: str) -> None:
    assert preview(FRAMEWORK, UNIT, "1.10", {("1.10", "*"): best}).state == state


def test_for_a_volunteer_one_peer_is_enough_to_compare_with() -> None:
    best = {("1.10", "*"): Best(Fraction(10), None, 1)}
    result = preview(FRAMEWORK, replace(UNIT, volunteer=True), "1.10", best)
    assert (result.state, result.points) == ("answered", Fraction(5, 2))


def test_without_any_bests_a_preview_still_answers() -> None:
    assert preview(FRAMEWORK, UNIT, "1.4").points == Fraction(50, 3)
    assert preview(FRAMEWORK, UNIT, "1.10").state == "pending"


def test_an_unknown_criterion_is_the_callers_mistake() -> None:
    with pytest.raises(KeyError):
        preview(FRAMEWORK, UNIT, "9.9")


def test_a_member_of_a_pool_borrows_at_most_its_even_part() -> None:
    unit = UnitAnswers("mot", "so", traits=frozenset({TRAITS[1]}))
    result = score(FRAMEWORK, unit, {("1.13", "so"): Best(Fraction(1), Fraction(11), 1, ("hai",))})
    assert result.criteria["1.13"].points == Fraction(11, 3)
