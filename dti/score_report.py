"""Scores as they leave the program: JSON for machines, a table for people."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from dti import score_texts as texts
from dti_core.framework.framework import Framework
from dti_core.scoring.model import CriterionScore, UnitAnswers, UnitScore
from dti_core.scoring.rounding import half_up, vietnamese


def as_json(scores: Sequence[UnitScore]) -> dict[str, Any]:
    """The units in the order of the file; numbers rounded half up to four decimals."""
    return {"units": [_unit(score) for score in scores]}


def as_table(framework: Framework, units: Sequence[UnitAnswers], scores: Sequence[UnitScore]) -> str:
    """A ranking first, then every unit with its criteria."""
    names = {unit.id: unit.name or unit.id for unit in units}
    lines = [framework.spec.title, ""]
    for group in framework.spec.groups:
        members = [score for score in scores if score.group == group.id]
        if members:
            lines += [group.title, *_ranking(members, names), ""]
    for score in scores:
        lines += [*_details(framework, score, names[score.id]), ""]
    return "\n".join(lines).rstrip()


def _unit(score: UnitScore) -> dict[str, Any]:
    return {
        "id": score.id,
        "group": score.group,
        "points": _number(score.points),
        "score": _number(score.score),
        "rank": score.rank,
        "attainable": _number(score.attainable),
        "indices": _numbers(score.indices),
        "pillars": _numbers(score.pillars),
        "criteria": {name: _criterion(one) for name, one in score.criteria.items()},
    }


def _criterion(score: CriterionScore) -> dict[str, Any]:
    return {
        "points": _number(score.points),
        "state": score.state,
        "basis": score.basis,
        "explanation": score.explanation,
    }


def _numbers(values: Mapping[str, Fraction]) -> dict[str, int | float]:
    return {name: _number(value) for name, value in values.items()}


def _number(value: Fraction) -> int | float:
    rounded = half_up(value, 4)
    return int(rounded) if rounded == rounded.to_integral_value() else float(rounded)


def _ranking(scores: Sequence[UnitScore], names: Mapping[str, str]) -> Iterator[str]:
    width = max(len(names[score.id]) for score in scores)
    for score in sorted(scores, key=lambda one: (one.rank is None, one.rank or 0)):
        yield texts.RANKING.format(
            rank=score.rank or texts.VOLUNTEER,
            name=names[score.id].ljust(width),
            points=vietnamese(score.points),
            attainable=vietnamese(score.attainable),
        )


def _details(framework: Framework, score: UnitScore, name: str) -> Iterator[str]:
    points, attainable = vietnamese(score.points), vietnamese(score.attainable)
    head = texts.UNIT_RANKED if score.rank else texts.UNIT
    yield head.format(name=name, points=points, attainable=attainable, rank=score.rank)
    if score.score != score.points:
        yield texts.HEADLINE.format(score=vietnamese(score.score))
    for pillar in framework.spec.pillars:
        yield texts.PILLAR.format(title=pillar.title, points=vietnamese(score.pillars[pillar.id]))
    for node in framework.nodes:
        if node.id in score.indices:
            yield texts.INDEX.format(
                code=node.code, title=node.title, points=vietnamese(score.indices[node.id])
            )
        elif node.id in score.criteria:
            yield _line(node.code, score.criteria[node.id])


def _line(code: str, score: CriterionScore) -> str:
    state = texts.STATES[score.state]
    points = vietnamese(score.points)
    return texts.CRITERION.format(code=code, points=points, state=state, explanation=score.explanation)
