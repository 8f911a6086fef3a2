"""The best of the peers: what relative rules and exemptions compare with. Pure, order of units irrelevant."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple

from dti_core.framework.framework import Framework
from dti_core.scoring.award import ALL
from dti_core.scoring.model import Best, PeerKey, PeerValue, UnitAnswers
from dti_core.scoring.outcome import NOBODY, Rivals
from dti_core.scoring.plan import CriterionPlan, Plan, plan_of
from dti_core.scoring.rules.base import CompiledRule, Look
from dti_core.scoring.standing import exemption_of


class Published(NamedTuple):
    """What `engine.unit_pass` gave for one unit of a group. Volunteers publish nothing."""

    unit: str
    group: str
    values: Mapping[str, PeerValue]


def peer_criteria(framework: Framework) -> frozenset[str]:
    """The criteria on which somebody else's score can depend, as the framework stands."""
    return plan_of(framework).peer_criteria


def depends_on(framework: Framework, unit: UnitAnswers) -> frozenset[str]:
    """The criteria for which this unit's points depend on its peers: when such a best moves, rescore it."""
    plan = plan_of(framework)
    return frozenset(one.id for one in plan.criteria.values() if _looks_at_peers(plan, one, unit))


def granted_criteria(framework: Framework, units: Iterable[UnitAnswers]) -> frozenset[str]:
    """Criteria that become peer criteria because staff granted "best of the peers" there by hand."""
    known = plan_of(framework).exemptions
    return frozenset(
        criterion
        for unit in units
        for criterion, kind in unit.exemptions.items()
        if kind in known and known[kind].needs_peers
    )


def bests(
    framework: Framework, published: Iterable[Published], references: Mapping[str, Fraction] | None = None
) -> dict[PeerKey, Best]:
    """The best value and points per (criterion, group) and (criterion, "*").

    Points of a relative rule follow from the best value (and the reference): known once there are two peers
    or a reference. A part of a `parts` rule that compares has the key `criterion#part`.
    """
    rules = _rules(plan_of(framework))
    tallies: dict[PeerKey, _Tally] = {}
    for one in sorted(published, key=lambda one: one.unit):
        for key, shown in one.values.items():
            for scope in (one.group, ALL):
                tallies.setdefault((key, scope), _Tally()).add(one.unit, shown)
    outside = references or {}
    return {
        (key, scope): tally.best(rules[key], outside.get(key.partition("#")[0]))
        for (key, scope), tally in tallies.items()
        if key in rules
    }


def look_around(bests: Mapping[PeerKey, Best], references: Mapping[str, Fraction], unit: UnitAnswers) -> Look:
    """How a relative rule of this unit sees its peers."""

    def look(key: str, scope: str) -> Rivals:
        best = bests.get((key, unit.group if scope == "group" else ALL))
        reference = references.get(key.partition("#")[0])
        if best is None or best.value is None:
            return NOBODY if reference is None else Rivals(reference, True)
        top = best.value if reference is None else max(best.value, reference)
        return Rivals(top, reference is not None or _others(best, unit))

    return look


def nobody(_key: str, _scope: str) -> Rivals:
    """The look of a unit that is measured by itself."""
    return NOBODY


def _others(best: Best, unit: UnitAnswers) -> bool:
    """Whether anybody but this unit has shown a value."""
    if best.holders:
        return any(holder != unit.id for holder in best.holders)
    return best.count > (0 if unit.volunteer else 1)


def _looks_at_peers(plan: Plan, criterion: CriterionPlan, unit: UnitAnswers) -> bool:
    exemption, _ = exemption_of(plan, criterion, unit)
    return bool(criterion.relatives) if exemption is None else exemption.needs_peers


class _Rule(NamedTuple):
    criterion: CriterionPlan
    rule: CompiledRule
    relative: bool


def _rules(plan: Plan) -> dict[str, _Rule]:
    """Every key that can be published, with the rule that compares its values."""
    found: dict[str, _Rule] = {}
    for one in plan.criteria.values():
        found[one.id] = _Rule(one, one.rule, False)
        found |= {key: _Rule(one, rule, True) for key, rule in one.relatives}
    return found


@dataclass(slots=True)
class _Tally:
    """What the peers of one key and scope have shown, in the order of their ids."""

    shown: list[PeerValue] = field(default_factory=list)
    holders: list[str] = field(default_factory=list)

    def add(self, unit: str, shown: PeerValue) -> None:
        self.shown.append(shown)
        if shown.value is not None and len(self.holders) < 2:
            self.holders.append(unit)

    def best(self, by: _Rule, reference: Fraction | None) -> Best:
        values = [one.value for one in self.shown if one.value is not None]
        choose = min if by.rule.lower_is_better else max
        top = choose(values) if values else None
        points = [one.points for one in self.shown if one.points is not None]
        if by.relative and top is not None:
            points += self._derived(by, top, reference)
        return Best(top, max(points, default=None), len(values), tuple(self.holders))

    def _derived(self, by: _Rule, top: Fraction, reference: Fraction | None) -> list[Fraction]:
        """Relative points of the peers whose points nobody else has fixed."""
        if len(self.holders) < 2 and reference is None:
            return []
        whole = top if reference is None else max(top, reference)
        open_values = [one.value for one in self.shown if one.points is None and one.value is not None]
        return [by.criterion.maximum * value / whole if whole else Fraction(0) for value in open_values]
