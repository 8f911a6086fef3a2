"""What holds for every unit, whatever was answered, granted or assessed."""

from collections import Counter
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dti_core.scoring.engine import preview, score, score_all, unit_pass
from dti_core.scoring.model import UnitAnswers, UnitScore, Value
from dti_core.scoring.peers import Published, bests, depends_on, granted_criteria
from dti_core.scoring.plan import plan_of
from dti_core.scoring.rounding import half_up
from tests.scoring.everything import FEWER, FRAMEWORK, REFERENCES, groups, units, values

References = dict[str, Fraction]


@FEWER
@given(groups(), REFERENCES)
def test_points_lie_between_zero_and_the_maximum(
    group: tuple[UnitAnswers, ...], references: References
) -> None:
    for one in score_all(FRAMEWORK, group, references):
        for criterion in one.criteria.values():
            assert 0 <= criterion.points <= plan_of(FRAMEWORK).criteria[criterion.id].maximum
        pool = [one.criteria[name].points for name in ("1.13", "1.14", "1.15")]
        assert sum(pool, Fraction(0)) <= 11
        assert 0 <= one.points <= one.attainable <= FRAMEWORK.attainable_points


@FEWER
@given(groups(), REFERENCES)
def test_sums_are_sums(group: tuple[UnitAnswers, ...], references: References) -> None:
    for one in score_all(FRAMEWORK, group, references):
        assert one.points == sum((each.points for each in one.criteria.values()), Fraction(0))
        assert one.indices == {"1": one.points}
        assert one.score == one.points


@FEWER
@given(st.data(), groups(), REFERENCES)
def test_the_order_of_units_is_irrelevant(
    data: st.DataObject, group: tuple[UnitAnswers, ...], references: References
) -> None:
    shuffled = data.draw(st.permutations(group))
    assert _by_id(score_all(FRAMEWORK, shuffled, references)) == _by_id(
        score_all(FRAMEWORK, group, references)
    )


@FEWER
@given(groups(), REFERENCES)
def test_scoring_again_changes_nothing(group: tuple[UnitAnswers, ...], references: References) -> None:
    assert score_all(FRAMEWORK, group, references) == score_all(FRAMEWORK, group, references)


@FEWER
@given(groups(), REFERENCES)
def test_unit_by_unit_gives_what_all_at_once_gives(
    group: tuple[UnitAnswers, ...], references: References
) -> None:
    also = granted_criteria(FRAMEWORK, group)
    best = bests(
        FRAMEWORK,
        [Published(unit.id, unit.group, unit_pass(FRAMEWORK, unit, also)) for unit in reversed(group)],
        references,
    )
    alone = [score(FRAMEWORK, unit, best, references) for unit in group]
    together = score_all(FRAMEWORK, group, references)
    assert alone == [replace(one, rank=None) for one in together]


@FEWER
@given(groups(), REFERENCES)
def test_a_preview_tells_the_same_as_the_whole_score(
    group: tuple[UnitAnswers, ...], references: References
) -> None:
    unit = group[0]
    best = bests(
        FRAMEWORK, [Published(one.id, one.group, unit_pass(FRAMEWORK, one)) for one in group], references
    )
    whole = score(FRAMEWORK, unit, best, references)
    for criterion in whole.criteria:
        assert preview(FRAMEWORK, unit, criterion, best, references) == whole.criteria[criterion]


@FEWER
@given(groups(), REFERENCES)
def test_a_unit_that_has_not_published_yet_is_scored_as_if_it_had(
    group: tuple[UnitAnswers, ...], references: References
) -> None:
    unit, others = group[0], group[1:]
    shown = [Published(one.id, one.group, unit_pass(FRAMEWORK, one)) for one in others]
    own = Published(unit.id, unit.group, unit_pass(FRAMEWORK, unit))
    before = score(FRAMEWORK, unit, bests(FRAMEWORK, shown, references), references)
    after = score(FRAMEWORK, unit, bests(FRAMEWORK, [*shown, own], references), references)
    assert before == after


@FEWER
@given(groups(), REFERENCES)
def test_every_result_explains_itself_in_one_sentence(
    group: tuple[UnitAnswers, ...], references: References
) -> None:
    for one in score_all(FRAMEWORK, group, references):
        for criterion in one.criteria.values():
            assert criterion.explanation.endswith(".")
            assert " điểm" in criterion.explanation
            assert "None" not in criterion.explanation
            assert criterion.arithmetic
            assert criterion.explanation.startswith(criterion.arithmetic)


@FEWER
@given(groups(), REFERENCES)
def test_ranks_count_who_is_above(group: tuple[UnitAnswers, ...], references: References) -> None:
    scores = score_all(FRAMEWORK, group, references)
    for one in scores:
        rivals = [other for other in scores if other.group == one.group and not other.volunteer]
        above = sum(half_up(other.points, 2) > half_up(one.points, 2) for other in rivals)
        assert one.rank == (None if one.volunteer else above + 1)


@FEWER
@given(groups(), units("khach"))
def test_a_volunteer_changes_nobody_elses_points(group: tuple[UnitAnswers, ...], guest: UnitAnswers) -> None:
    volunteer = replace(guest, volunteer=True)
    with_guest = _by_id(score_all(FRAMEWORK, (*group, volunteer)))
    assert {name: one for name, one in with_guest.items() if name != "khach"} == _by_id(
        score_all(FRAMEWORK, group)
    )


@FEWER
@given(groups(), units("khach"))
def test_only_criteria_that_depend_on_peers_move_with_a_peer(
    group: tuple[UnitAnswers, ...], guest: UnitAnswers
) -> None:
    before = _by_id(score_all(FRAMEWORK, group))
    after = _by_id(score_all(FRAMEWORK, (*group, guest)))
    for unit in group:
        free = set(before[unit.id].criteria) - depends_on(FRAMEWORK, unit)
        pooled = {"1.13", "1.14", "1.15"}
        for criterion in free - pooled:
            assert before[unit.id].criteria[criterion] == after[unit.id].criteria[criterion]


RISING = {
    "1.3": "n", "1.4": "a", "1.5": "a", "1.6": "a", "1.7": "n", "1.9": "a", "1.10": "n", "1.12": "a",
}  # fmt: skip


@pytest.mark.parametrize(("criterion", "item"), RISING.items())
@given(st.data(), st.integers(1, 100))
def test_more_of_what_counts_never_earns_less(
    criterion: str, item: str, data: st.DataObject, more: int
) -> None:
    mine, theirs = data.draw(values(criterion)), data.draw(values(criterion))
    key = f"{criterion}:{item}"
    number = mine.get(key)
    if isinstance(number, Fraction) and mine.get(f"{criterion}:b") != 0:
        raised = {**mine, key: number + more}
        assert _points(mine, theirs, criterion) <= _points(raised, theirs, criterion)


@given(values("1.8"), st.integers(1, 100))
def test_more_of_what_should_be_low_never_earns_more(mine: dict[str, Value], more: int) -> None:
    number = mine.get("1.8:a")
    if isinstance(number, Fraction):
        assert _points({**mine, "1.8:a": number + more}, {}, "1.8") <= _points(mine, {}, "1.8")


@FEWER
@given(units())
def test_taking_an_answer_back_never_earns_points_outside_pools(unit: UnitAnswers) -> None:
    full = score_all(FRAMEWORK, (unit,))[0]
    for key in unit.values:
        criterion = key.partition(":")[0]
        if criterion not in ("1.13", "1.14", "1.15"):
            fewer = {name: value for name, value in unit.values.items() if name != key}
            left = preview(FRAMEWORK, replace(unit, values=fewer), criterion)
            assert left.points <= full.criteria[criterion].points


@given(units())
def test_states_are_counted_once_each(unit: UnitAnswers) -> None:
    result = score_all(FRAMEWORK, (unit,))[0]
    states = Counter(one.state for one in result.criteria.values())
    assert sum(states.values()) == len(FRAMEWORK.criteria)
    if not unit.volunteer and "1.11" not in unit.requested | unit.exemptions:
        assessed = any("1.11" in given for given in unit.assessments.values())
        assert result.criteria["1.11"].state == ("assessed" if assessed else "not_asked")


def _by_id(scores: tuple[UnitScore, ...]) -> dict[str, UnitScore]:
    return {one.id: one for one in scores}


def _points(mine: dict[str, Value], theirs: dict[str, Value], criterion: str) -> Fraction:
    group = (UnitAnswers("mot", "so", values=mine), UnitAnswers("hai", "so", values=theirs))
    return score_all(FRAMEWORK, group)[0].criteria[criterion].points
