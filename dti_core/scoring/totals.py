"""Sums over criteria: indices, pillars, the points that rank and the headline that the document prints."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from dti_core.framework.framework import Framework
from dti_core.scoring.award import Award
from dti_core.scoring.model import CriterionScore, UnitAnswers, UnitScore
from dti_core.scoring.outcome import ZERO
from dti_core.scoring.plan import plan_of


def totals(
    framework: Framework,
    unit: UnitAnswers,
    awards: Mapping[str, Award],
    criteria: Mapping[str, CriterionScore],
) -> UnitScore:
    """One unit's score from its awards. A parent's printed maximum never caps its children."""
    points = total(award.points for award in awards.values())
    indices = _indices(framework, awards)
    pillars = {
        pillar.id: total(indices[index] for index in pillar.indices if index in indices)
        for pillar in framework.spec.pillars
    }
    return UnitScore(
        id=unit.id,
        group=unit.group,
        volunteer=unit.volunteer,
        points=points,
        score=_headline(framework, points, pillars),
        attainable=framework.attainable_points - total(award.dropped for award in awards.values()),
        indices=indices,
        pillars=pillars,
        criteria=criteria,
    )


def total(numbers: Iterable[Fraction]) -> Fraction:
    """An exact sum; zeros cost nothing."""
    return sum((number for number in numbers if number), ZERO)


def _indices(framework: Framework, awards: Mapping[str, Award]) -> dict[str, Fraction]:
    found = {node.id: ZERO for node in framework.indices}
    for criterion in plan_of(framework).criteria.values():
        if criterion.index in found:
            found[criterion.index] += awards[criterion.id].points
    return found


def _headline(framework: Framework, points: Fraction, pillars: Mapping[str, Fraction]) -> Fraction:
    if framework.spec.headline.kind == "pillar_mean" and pillars:
        return total(pillars.values()) / len(pillars)
    return points
