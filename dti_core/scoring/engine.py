"""Scoring: pure, exact, in two passes. First every unit by itself, then what depends on its peers."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from fractions import Fraction

from dti_core.framework.framework import Framework
from dti_core.scoring.award import Award, award_of, best_for
from dti_core.scoring.explain import explained
from dti_core.scoring.model import Best, CriterionScore, PeerKey, PeerValue, UnitAnswers, UnitScore
from dti_core.scoring.peers import Published, granted_criteria, look_around, nobody
from dti_core.scoring.peers import bests as bests_of
from dti_core.scoring.plan import CriterionPlan, Plan, plan_of
from dti_core.scoring.pools import share_out
from dti_core.scoring.ranking import ranks
from dti_core.scoring.reading import Reader
from dti_core.scoring.rules.base import Look
from dti_core.scoring.standing import Standing, own_values, standing_of
from dti_core.scoring.totals import totals

Bests = Mapping[PeerKey, Best]
References = Mapping[str, Fraction]
NOTHING: Mapping[str, Fraction] = {}


def unit_pass(framework: Framework, unit: UnitAnswers, also: Collection[str] = ()) -> dict[str, PeerValue]:
    """What a unit publishes for its peers: only criteria on which anybody can depend, plus those in `also`.

    Volunteers, exempt criteria and what is not answered publish nothing.
    """
    if unit.volunteer:
        return {}
    plan = plan_of(framework)
    found: dict[str, PeerValue] = {}
    for criterion_id in sorted(plan.peer_criteria.union(also) & plan.criteria.keys()):
        found |= _published(plan, plan.criteria[criterion_id], unit)
    return found


def score(
    framework: Framework, unit: UnitAnswers, bests: Bests, references: References = NOTHING
) -> UnitScore:
    """The whole score of one unit, without its rank."""
    plan = plan_of(framework)
    standings = _standings(plan, plan.criteria.values(), unit, look_around(bests, references, unit))
    awards = _awards(plan, standings, bests, unit.group)
    criteria = {
        one.id: explained(plan, one, standings[one.id], awards[one.id]) for one in plan.criteria.values()
    }
    return totals(framework, unit, awards, criteria)


def score_all(
    framework: Framework, units: Iterable[UnitAnswers], references: References = NOTHING
) -> tuple[UnitScore, ...]:
    """Both passes and the ranks, in the order given. Volunteers are scored, not ranked."""
    everyone = tuple(units)
    also = granted_criteria(framework, everyone)
    shown = [Published(unit.id, unit.group, unit_pass(framework, unit, also)) for unit in everyone]
    best = bests_of(framework, shown, references)
    scores = [score(framework, unit, best, references) for unit in everyone]
    return tuple(replace(one, rank=rank) for one, rank in zip(scores, _ranks(scores), strict=True))


def preview(
    framework: Framework,
    unit: UnitAnswers,
    criterion_id: str,
    bests: Bests | None = None,
    references: References = NOTHING,
) -> CriterionScore:
    """One criterion at once, for an answer in conversation. Raises `KeyError` for an unknown criterion."""
    plan = plan_of(framework)
    criterion = plan.criteria[criterion_id]
    known = bests or {}
    standings = _standings(plan, _family(plan, criterion), unit, look_around(known, references, unit))
    award = _award(plan, criterion, standings, known, unit.group)
    return explained(plan, criterion, standings[criterion_id], award)


def _published(plan: Plan, criterion: CriterionPlan, unit: UnitAnswers) -> dict[str, PeerValue]:
    standings = _standings(plan, _family(plan, criterion), unit, nobody)
    standing = standings[criterion.id]
    if standing.state not in ("answered", "partial", "pending", "assessed"):
        return {}
    found = _compared_parts(criterion, unit, standing)
    if standing.state != "partial":
        award = _award(plan, criterion, standings, {}, unit.group)
        fixed = _by_points(standing) or not criterion.relatives
        found[criterion.id] = PeerValue(_value(criterion, standing), award.points if fixed else None)
    return found


def _value(criterion: CriterionPlan, standing: Standing) -> Fraction | None:
    """The measured value, unless an assessor gave less than it earns: such a number is nobody's best."""
    outcome = standing.outcome
    lowered = _by_points(standing) and standing.given < outcome.fraction * criterion.maximum
    return None if lowered and not criterion.relatives else outcome.value


def _by_points(standing: Standing) -> bool:
    """Whether an assessor has fixed the points, whatever the figures are."""
    return standing.state == "assessed" and not standing.measured


def _compared_parts(criterion: CriterionPlan, unit: UnitAnswers, standing: Standing) -> dict[str, PeerValue]:
    """The values of those parts of a rule that compare with peers."""
    found = {}
    values = own_values(criterion, unit)
    if standing.measured:
        values = unit.measured[standing.assessor or ""]
    for key, rule in criterion.relatives:
        value = rule.measure(Reader(values, criterion.inputs), nobody).value
        if key != criterion.id and value is not None:
            found[key] = PeerValue(value, None)
    return found


def _family(plan: Plan, criterion: CriterionPlan) -> Iterable[CriterionPlan]:
    """The criterion with those that share its pool."""
    pool = plan.pools.get(criterion.node.pool or "")
    return pool.members if pool else (criterion,)


def _standings(
    plan: Plan, criteria: Iterable[CriterionPlan], unit: UnitAnswers, look: Look
) -> dict[str, Standing]:
    return {one.id: standing_of(plan, one, unit, look) for one in criteria}


def _award(
    plan: Plan, criterion: CriterionPlan, standings: Mapping[str, Standing], bests: Bests, group: str
) -> Award:
    pool = plan.pools.get(criterion.node.pool or "")
    if pool is not None:
        return share_out(pool, standings, bests, group)[criterion.id]
    standing = standings[criterion.id]
    return award_of(criterion, standing, best_for(bests, criterion.id, standing.exemption, group))


def _awards(plan: Plan, standings: Mapping[str, Standing], bests: Bests, group: str) -> dict[str, Award]:
    found = {one.id: _award(plan, one, standings, bests, group) for one in plan.alone}
    for pool in plan.pools.values():
        found |= share_out(pool, standings, bests, group)
    return found


def _ranks(scores: Iterable[UnitScore]) -> list[int | None]:
    """Ranks within each group, in the order of the scores."""
    groups: dict[str, dict[str, Fraction]] = {}
    everyone = list(scores)
    for one in everyone:
        if not one.volunteer:
            groups.setdefault(one.group, {})[one.id] = one.points
    found = {(group, unit): rank for group, points in groups.items() for unit, rank in ranks(points).items()}
    return [found.get((one.group, one.id)) for one in everyone]
