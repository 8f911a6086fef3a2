"""On what a criterion's points rest: an exemption, an assessor, a request, or the unit's own answers."""

from dataclasses import dataclass
from fractions import Fraction

from dti_core.scoring.model import State, UnitAnswers
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


@dataclass(frozen=True, slots=True)
class Standing:
    """The state of one criterion with what explains it."""

    state: State
    outcome: Outcome
    """What the unit's own answers come to, whichever way the points are found."""
    exemption: ExemptionPlan | None = None
    assessor: str | None = None
    given: Fraction = ZERO
    """The points an assessor gave, kept within 0…max."""
    flags: tuple[str, ...] = ()

    @property
    def by_rule(self) -> bool:
        """Whether the unit's own answers decide."""
        return self.exemption is None and self.state in ("answered", "partial", "missing", "pending")


def standing_of(plan: Plan, criterion: CriterionPlan, unit: UnitAnswers, look: Look) -> Standing:
    """Exemption before assessor before request before the unit's own answers.

    An exemption stands even over an assessor's points: the decision says what an exempt criterion earns.
    """
    outcome = criterion.rule.measure(Reader(unit.values, criterion.inputs), look)
    assessor = _prevailing(plan, criterion, unit, outcome)
    exemption, flags = exemption_of(plan, criterion, unit)
    if exemption is not None:
        return Standing("exempt", outcome, exemption, flags=(OVERRULED,) if assessor else ())
    if assessor is not None:
        given = unit.assessments[assessor][criterion.id]
        given = min(criterion.maximum, max(ZERO, given))
        return Standing("assessed", outcome, assessor=assessor, given=given, flags=flags)
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


def _prevailing(plan: Plan, criterion: CriterionPlan, unit: UnitAnswers, outcome: Outcome) -> str | None:
    """The first assessor of the merge order that has given points; None where that is the unit itself."""
    if not unit.assessments:
        return None
    for assessor in plan.merge:
        if assessor == "self":
            if criterion.asked and outcome.status != "missing":
                return None
        elif criterion.id in unit.assessments.get(assessor, {}):
            return assessor
    return None
