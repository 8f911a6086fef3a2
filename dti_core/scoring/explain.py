"""One Vietnamese sentence per criterion: the arithmetic, the points, and on what the calculation rests."""

from dti_core.scoring import texts
from dti_core.scoring.award import Award
from dti_core.scoring.grounds import Ground, kind_of, note
from dti_core.scoring.model import CriterionScore
from dti_core.scoring.outcome import Words
from dti_core.scoring.plan import CriterionPlan, ExemptionPlan, Plan
from dti_core.scoring.pool_words import pool_words
from dti_core.scoring.rounding import vietnamese
from dti_core.scoring.standing import Standing


def explained(plan: Plan, criterion: CriterionPlan, standing: Standing, award: Award) -> CriterionScore:
    """The criterion's score with its explanation."""
    words = _words(plan, criterion, standing, award)
    grounds = _grounds(plan, criterion, standing)
    return CriterionScore(
        id=criterion.id,
        points=award.points,
        state=standing.state,
        basis=kind_of(grounds),
        explanation=texts.sentence(words.text, words.equation, award.points, _note(standing, award, grounds)),
        flags=tuple(dict.fromkeys((*standing.flags, *award.flags))),
        arithmetic=words.text,
    )


def _words(plan: Plan, criterion: CriterionPlan, standing: Standing, award: Award) -> Words:
    if standing.exemption is not None:
        return Words(_exempt(criterion, standing.exemption, award))
    if standing.assessor is not None:
        return _given(plan, criterion, standing, award)
    if standing.state == "not_asked":
        return Words(texts.NOT_ASKED.format(assessors=_assessors(plan, criterion)))
    if standing.state == "requested":
        return Words(texts.REQUESTED)
    if standing.state in ("answered", "pending", "exempt"):
        return _by_rule(plan, criterion, standing, award)
    return Words(_unanswered(criterion, standing))


def _by_rule(plan: Plan, criterion: CriterionPlan, standing: Standing, award: Award) -> Words:
    if criterion.maximum == 0:
        return Words(texts.NO_MAXIMUM)
    pool = plan.pools.get(criterion.node.pool or "")
    if pool is not None:
        return pool_words(pool, criterion, standing.outcome, award)
    return criterion.rule.words(standing.outcome, criterion.maximum)


def _unanswered(criterion: CriterionPlan, standing: Standing) -> str:
    if standing.state == "missing":
        return texts.MISSING
    if standing.outcome.parts:
        return criterion.rule.words(standing.outcome, criterion.maximum).text
    labels = {one.id: one.label for one in criterion.node.inputs}
    missing = ", ".join(dict.fromkeys(labels[one] for one in standing.outcome.missing))
    return texts.PARTIAL.format(missing=missing)


def _given(plan: Plan, criterion: CriterionPlan, standing: Standing, award: Award) -> Words:
    if standing.measured:
        return _measured(plan, criterion, standing, award)
    return Words(_assessed(plan, criterion, standing))


def _assessed(plan: Plan, criterion: CriterionPlan, standing: Standing) -> str:
    title = plan.assessors.get(standing.assessor or "", standing.assessor or "")
    if criterion.asked and standing.outcome.status == "answered" and criterion.node.pool is None:
        own = vietnamese(standing.outcome.fraction * criterion.maximum)
        return texts.ASSESSED_OVER_SELF.format(assessor=title, own=own)
    return texts.ASSESSED.format(assessor=title)


def _measured(plan: Plan, criterion: CriterionPlan, standing: Standing, award: Award) -> Words:
    """The arithmetic, which column measured it, and what the unit's own figures came to."""
    title = plan.assessors.get(standing.assessor or "", standing.assessor or "")
    words = _by_rule(plan, criterion, standing, award)
    own = standing.own
    head = texts.MEASURED.format(assessor=title)
    if criterion.asked and own is not None and own.status == "answered" and criterion.node.pool is None:
        points = vietnamese(own.fraction * criterion.maximum)
        head = texts.MEASURED_OVER_SELF.format(assessor=title, own=points)
    return Words(f"{head}: {words.text}", words.equation)


def _assessors(plan: Plan, criterion: CriterionPlan) -> str:
    titles = [plan.assessors.get(one, one) for one in criterion.node.assessors if one != "self"]
    return ", ".join(texts.COLUMN.format(assessor=title) for title in titles) or texts.ANOTHER_ASSESSOR


def _exempt(criterion: CriterionPlan, exemption: ExemptionPlan, award: Award) -> str:
    gives = {
        "max": texts.GIVES_MAX,
        "zero": texts.GIVES_ZERO,
        "drop": texts.GIVES_DROP,
        "best_points": texts.GIVES_BEST_POINTS,
        "best_value": texts.GIVES_BEST_POINTS,
    }[exemption.gives]
    if award.borrowed is not None:
        gives = texts.GIVES_BEST_VALUE.format(value=criterion.rule.show(award.borrowed))
    if "no_peer" in award.flags:
        gives = texts.NOBODY_LEFT
    return f"{_by(exemption)}, {gives}"


def _by(exemption: ExemptionPlan) -> str:
    if exemption.ground is None:
        return texts.EXEMPT
    if exemption.place:
        return texts.EXEMPT_BY.format(place=exemption.place)
    return texts.EXEMPT_AS.format(title=exemption.title)


def _grounds(plan: Plan, criterion: CriterionPlan, standing: Standing) -> tuple[Ground, ...]:
    """Everything that took effect in the points."""
    if standing.state == "assessed" and not standing.measured:
        return (plan.merge_ground,)
    pool = plan.pools.get(criterion.node.pool or "")
    exemption = standing.exemption
    own = _own_ground(criterion, standing) if exemption is None else criterion.ground
    rule = (own, pool.ground) if pool else (own,)
    if exemption is None:
        return (*rule, plan.merge_ground) if standing.measured else rule
    if exemption.ground is None:
        return (Ground("assumed"), *(rule if exemption.needs_peers else ()))
    return (exemption.ground, *(rule if exemption.needs_peers else ()))


def _own_ground(criterion: CriterionPlan, standing: Standing) -> Ground:
    """Of what took effect in the unit's own answers; while none count, of what always takes effect."""
    outcome = standing.outcome
    known = outcome.status in ("answered", "pending") or bool(outcome.parts)
    counts = standing.measured or standing.state in ("answered", "partial", "pending", "exempt")
    if not known or not counts:
        return criterion.ground
    rule = criterion.rule
    return criterion.grounds.of(
        rule.shared_effects(outcome) if criterion.node.pool else rule.effects(outcome)
    )


def _note(standing: Standing, award: Award, grounds: tuple[Ground, ...]) -> str:
    """What is said in brackets; nothing where no calculation has been made yet."""
    waiting = standing.state in ("missing", "not_asked", "requested") or "no_peer" in award.flags
    if waiting or (standing.state == "partial" and not standing.outcome.parts):
        return ""
    return note(grounds)
