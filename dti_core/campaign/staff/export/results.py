"""Points of every unit with each assessor's column beside them, exact wherever they can be."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from sqlalchemy import Connection, Row, select

from dti_core.campaign import unit_answers
from dti_core.campaign.exact import from_micro, to_micro
from dti_core.campaign.staff.export.scope import Occasion, Unit
from dti_core.framework.framework import Framework
from dti_core.scoring import engine, ranking
from dti_core.scoring.model import UnitAnswers, UnitScore
from dti_core.scoring.totals import total
from dti_core.store import tables as t

OWN_STATES = ("answered", "partial", "pending")
"""States in which the unit's own figures have earned something, were it 0."""
ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Line:
    """One criterion of one unit. `columns`: assessor → points, only where that assessor has given any."""

    columns: Mapping[str, Fraction]
    points: Fraction
    state: str
    explanation: str
    flags: tuple[str, ...]
    reasons: tuple[tuple[str, str], ...] = ()
    """Assessor and words, for points that were given with a reason."""

    def follows(self, order: Sequence[str]) -> bool:
        """Whether the points are those of the first column in this order (0 without any)."""
        merged = next((self.columns[one] for one in order if one in self.columns), ZERO)
        return to_micro(merged) == to_micro(self.points)


@dataclass(frozen=True)
class Result:
    """A unit's points. `rank` None: a volunteer. `current`: nothing waits to be scored."""

    unit: Unit
    lines: Mapping[str, Line]
    indices: Mapping[str, Fraction]
    pillars: Mapping[str, Fraction]
    points: Fraction
    score: Fraction
    attainable: Fraction
    current: bool
    answered: int
    asked: int
    rank: int | None = None


def read(conn: Connection, occasion: Occasion, units: Iterable[Unit]) -> tuple[Result, ...]:
    """Everybody's points in the order given; ranks are within each group, so pass whole groups."""
    known: dict[str, tuple[Any, Any]] = {}
    found = []
    for unit in units:
        if unit.framework.id not in known:
            known[unit.framework.id] = _peers(conn, occasion.id, unit.framework.id)
        found.append(_result(conn, unit, *known[unit.framework.id]))
    return _ranked(conn, occasion, found)


def _peers(conn: Connection, campaign: int, framework_id: str) -> tuple[Any, Any]:
    return (
        unit_answers.bests(conn, campaign, framework_id),
        unit_answers.references(conn, campaign, framework_id),
    )


def _result(conn: Connection, unit: Unit, bests: engine.Bests, references: engine.References) -> Result:
    framework, row = unit.framework, unit.row
    answers = unit_answers.unit_answers(conn, row, framework)
    own = _unassessed(answers)
    scores = {
        name: engine.score(framework, one, bests, references) for name, one in _views(answers, own).items()
    }
    whole, alone = scores["final"], scores["self"]
    stored = {
        each.criterion: each.points_micro
        for each in conn.execute(select(t.criterion_score).where(t.criterion_score.c.enrolment_id == unit.id))
    }
    current = row.scored_version >= row.wanted_version and bool(stored)
    reasons = _reasons(conn, unit.id)
    lines = {}
    for name, one in whole.criteria.items():
        columns = _columns(name, alone, scores, answers)
        points = _agreeing(one.points, stored.get(name)) if current else one.points
        said = tuple(reasons.get(name, ()))
        lines[name] = Line(columns, points, one.state, one.explanation, one.flags, said)
    return _summed(unit, whole, lines, current)


def _unassessed(answers: UnitAnswers) -> UnitAnswers:
    return replace(answers, assessments={}, measured={})


def _views(answers: UnitAnswers, own: UnitAnswers) -> dict[str, UnitAnswers]:
    """The answers as they are, as the unit alone gave them, and as each assessor alone changes them."""
    views = {"final": answers, "self": own}
    for name in sorted({*answers.assessments, *answers.measured}):
        given = {name: answers.assessments[name]} if name in answers.assessments else {}
        measured = {name: answers.measured[name]} if name in answers.measured else {}
        views[name] = replace(own, assessments=given, measured=measured)
    return views


def _columns(
    name: str, alone: UnitScore, scores: Mapping[str, UnitScore], answers: UnitAnswers
) -> dict[str, Fraction]:
    mine = alone.criteria[name]
    found = {"self": mine.points} if mine.state in OWN_STATES else {}
    for assessor, seen in scores.items():
        given = answers.assessments.get(assessor, {})
        if name in given:
            found[assessor] = given[name]
        elif assessor not in ("final", "self") and seen.criteria[name] != mine:
            found[assessor] = seen.criteria[name].points
    return found


def _agreeing(exact: Fraction, stored: int | None) -> Fraction:
    """The exact points where they are the stored ones, which were rounded; else what is stored."""
    return exact if stored is None or to_micro(exact) == stored else from_micro(stored)


def _summed(unit: Unit, whole: UnitScore, lines: Mapping[str, Line], current: bool) -> Result:
    """Sums over the lines, so that no number of the book contradicts another."""
    framework = unit.framework
    points = total(line.points for line in lines.values())
    indices = dict.fromkeys((index.id for index in framework.indices), ZERO)
    for name, line in lines.items():
        if (index := framework.index_of(name).id) in indices:
            indices[index] += line.points
    pillars = {
        each.id: total(indices.get(index, ZERO) for index in each.indices) for each in framework.spec.pillars
    }
    states = [line.state for line in lines.values()]
    return Result(
        unit=unit,
        lines=lines,
        indices=indices,
        pillars=pillars,
        points=points,
        score=headline(framework, points, pillars),
        attainable=whole.attainable,
        current=current,
        answered=sum(state in ("answered", "assessed", "exempt", "pending", "requested") for state in states),
        asked=len(states) - states.count("not_asked"),
    )


def headline(framework: Framework, points: Fraction, pillars: Mapping[str, Fraction]) -> Fraction:
    """What the document prints as the score."""
    if framework.spec.headline.kind == "pillar_mean" and pillars:
        return total(pillars.values()) / len(pillars)
    return points


def _reasons(conn: Connection, enrolment: int) -> dict[str, list[tuple[str, str]]]:
    """Criterion → what assessors said with the points that hold now."""
    given = t.assessment.c
    holding = select(given.criterion, given.assessor, given.reason).where(
        given.enrolment_id == enrolment, given.replaced_at.is_(None), given.reason.is_not(None)
    )
    found: dict[str, list[tuple[str, str]]] = {}
    for row in conn.execute(holding.order_by(given.id)):
        found.setdefault(row.criterion, []).append((row.assessor, row.reason))
    return found


def _ranked(conn: Connection, occasion: Occasion, results: Sequence[Result]) -> tuple[Result, ...]:
    """With the ranks as published, or as they stand now."""
    frozen = _published(conn, occasion)
    groups: dict[tuple[str, str], dict[str, Fraction]] = {}
    for one in results:
        if not one.unit.row.volunteer:
            groups.setdefault(_group(one), {})[str(one.unit.id)] = one.points
    now = {unit: rank for points in groups.values() for unit, rank in ranking.ranks(points).items()}
    return tuple(
        replace(one, rank=frozen[one.unit.id].rank)
        if one.unit.id in frozen
        else replace(one, rank=now.get(str(one.unit.id)))
        for one in results
    )


def _group(one: Result) -> tuple[str, str]:
    return one.unit.framework.id, one.unit.row.group_id


def _published(conn: Connection, occasion: Occasion) -> dict[int, Row[Any]]:
    if occasion.decision is None:
        return {}
    live = select(t.publication.c.id).where(
        t.publication.c.campaign_id == occasion.id, t.publication.c.reopened_at.is_(None)
    )
    rows = conn.execute(select(t.result).where(t.result.c.publication_id.in_(live)))
    return {row.enrolment_id: row for row in rows}
