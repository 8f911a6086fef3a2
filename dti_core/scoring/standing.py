"""On what a criterion's points rest: an exemption, an assessor, a request, or the unit's own answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from dti_core.scoring.model import State, UnitAnswers, Value
from dti_core.scoring.outcome import ONE, ZERO, Outcome
from dti_core.scoring.plan import CriterionPlan, ExemptionPlan, Plan
from dti_core.scoring.reading import Reader
from dti_core.scoring.rules.base import Look

OVERRULED = "assessment_ignored"
"""Flag: an assessor gave points to a criterion that is exempt; the exemption stands."""
UNKNOWN_EXEMPTION = "unknown_exemption"
"""Flag: the granted kind is no longer in the framework, so nothing is granted."""
NOT_APPLICABLE = "not_applicable"
"""Flag: a zero denominator took the criterion out, and its maximum out of what is attainable."""
HALF_MEASURED = "half_measured"
"""Flag: an assessor has measured some of the inputs, not yet all; they do not count so far."""
NOTHING: Mapping[str, Value] = {}


@dataclass(frozen=True, slots=True)
class Standing:
    """The state of one criterion with what explains it."""

    state: State
    outcome: Outcome
    """What the unit's own answers come to, whichever way the points are found; else what was measured."""
    exemption: ExemptionPlan | None = None
    assessor: str | None = None
    given: Fraction = ZERO
    """The points an assessor gave, kept within 0…max."""
    flags: tuple[str, ...] = ()
    own: Outcome | None = None
    """Where an assessor measured: what the unit's own answers would have come to."""

    @property
    def measured(self) -> bool:
        """Whether the rule was put to an assessor's values instead of the unit's own."""
        return self.own is not None

    @property
    def by_rule(self) -> bool:
        """Whether the rule decides, by the unit's own answers or by what was measured."""
        ruled = self.measured or self.state in ("answered", "partial", "missing", "pending")
        return self.exemption is None and ruled


class _Verdict(NamedTuple):
    """Who prevails (None: the unit itself), by points or by the outcome of what they measured."""

    assessor: str | None = None
    outcome: Outcome | None = None
    flags: tuple[str, ...] = ()


def standing_of(plan: Plan, criterion: CriterionPlan, unit: UnitAnswers, look: Look) -> Standing:
    """Exemption before assessor before request before the unit's own answers.

    An exemption stands even over an assessor's points: the decision says what an exempt criterion earns.
    """
    outcome = criterion.rule.measure(Reader(own_values(criterion, unit), criterion.inputs), look)
    verdict = _prevailing(plan, criterion, unit, outcome, look)
    exemption, flags = exemption_of(plan, criterion, unit)
    if exemption is not None:
        return Standing("exempt", outcome, exemption, flags=(OVERRULED,) if verdict.assessor else ())
    flags = (*flags, *verdict.flags)
    if verdict.outcome is not None:
        return _measured(verdict.assessor, verdict.outcome, outcome, flags)
    if verdict.assessor is not None:
        given = min(criterion.maximum, max(ZERO, unit.assessments[verdict.assessor][criterion.id]))
        return Standing("assessed", outcome, assessor=verdict.assessor, given=given, flags=flags)
    return _by_itself(criterion, unit, outcome, flags)


def _by_itself(
    criterion: CriterionPlan, unit: UnitAnswers, outcome: Outcome, flags: tuple[str, ...]
) -> Standing:
    """Where no assessor has said anything yet."""
    if criterion.id in unit.requested:
        return Standing("requested", outcome, flags=flags)
    if not criterion.asked:
        return Standing("not_asked", outcome, flags=flags)
    if outcome.dropped == ONE:
        return Standing("exempt", outcome, flags=(*flags, NOT_APPLICABLE))
    return Standing(outcome.status, outcome, flags=(*flags, *outcome.flags))


def exemption_of(
    plan: Plan, criterion: CriterionPlan, unit: UnitAnswers
) -> tuple[ExemptionPlan | None, tuple[str, ...]]:
    """The exemption granted to the unit, else the first (in the framework's order) that a trait brings."""
    kind = unit.exemptions.get(criterion.id)
    if kind is not None and kind in plan.exemptions:
        return plan.exemptions[kind], ()
    flags = () if kind is None else (UNKNOWN_EXEMPTION,)
    brought = (exemption for trait, exemption in criterion.by_trait if trait in unit.traits)
    return next(brought, None), flags


def own_values(criterion: CriterionPlan, unit: UnitAnswers) -> Mapping[str, Value]:
    """What the unit says: never for a criterion whose marks leave the unit itself out."""
    return unit.values if "self" in criterion.node.assessors else NOTHING


def _measured(assessor: str | None, outcome: Outcome, own: Outcome, flags: tuple[str, ...]) -> Standing:
    """Computed by the rule from what an assessor measured; `pending` while peers are still missing."""
    flags = (*flags, *outcome.flags)
    if outcome.dropped == ONE:
        return Standing("exempt", outcome, assessor=assessor, flags=(*flags, NOT_APPLICABLE), own=own)
    state: State = "pending" if outcome.status == "pending" else "assessed"
    return Standing(state, outcome, assessor=assessor, flags=flags, own=own)


def _prevailing(
    plan: Plan, criterion: CriterionPlan, unit: UnitAnswers, outcome: Outcome, look: Look
) -> _Verdict:
    """The first assessor of the merge order that has given points or measured every input.

    Points that somebody gave stand before what the same assessor measured: they were given with a reason.
    """
    if not unit.assessments and not unit.measured:
        return _Verdict()
    half: tuple[str, ...] = ()
    for assessor in plan.merge:
        if assessor == "self":
            if criterion.asked and outcome.status != "missing":
                return _Verdict(flags=half)
        elif criterion.id in unit.assessments.get(assessor, {}):
            return _Verdict(assessor, flags=half)
        elif (found := _by_measure(criterion, unit, assessor, look)) is not None:
            if found.status in ("answered", "pending"):
                return _Verdict(assessor, found, half)
            half = (HALF_MEASURED,)
    return _Verdict(flags=half)


def _by_measure(criterion: CriterionPlan, unit: UnitAnswers, assessor: str, look: Look) -> Outcome | None:
    """What the rule makes of an assessor's own values; None where they measured nothing here."""
    values = unit.measured.get(assessor)
    if not values or assessor not in criterion.node.assessors:
        return None
    found = criterion.rule.measure(Reader(values, criterion.inputs), look)
    return None if found.status == "missing" else found
