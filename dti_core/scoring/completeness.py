"""How far a criterion is answered: for progress, lists of gaps, and what to ask next."""

from dti_core.framework.framework import Framework
from dti_core.scoring.model import State, UnitAnswers
from dti_core.scoring.peers import nobody
from dti_core.scoring.plan import plan_of
from dti_core.scoring.reading import Reader
from dti_core.scoring.standing import standing_of


def state_of(framework: Framework, unit: UnitAnswers, criterion_id: str) -> State:
    """The criterion's state as far as the unit itself decides: never `pending`, which depends on others."""
    plan = plan_of(framework)
    standing = standing_of(plan, plan.criteria[criterion_id], unit, nobody)
    if standing.state != "pending":
        return standing.state
    return "assessed" if standing.measured else "answered"


def missing_inputs(framework: Framework, unit: UnitAnswers, criterion_id: str) -> tuple[str, ...]:
    """Ids of the inputs that the rule still needs, in order: what does not exist needs no count."""
    criterion = plan_of(framework).criteria[criterion_id]
    return criterion.rule.measure(Reader(unit.values, criterion.inputs), nobody).missing


def is_asked(framework: Framework, criterion_id: str) -> bool:
    """Whether the contact is asked for figures; otherwise only assessors decide."""
    return plan_of(framework).criteria[criterion_id].asked
