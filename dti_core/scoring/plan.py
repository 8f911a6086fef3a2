"""A framework prepared for scoring, once: rules compiled, input keys resolved, exemptions looked up."""

import weakref
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from dti_core.framework.framework import Framework, Node
from dti_core.framework.lasting import lasting
from dti_core.framework.model import Assessed, Exemption
from dti_core.scoring.grounds import Ground, Grounds, ground
from dti_core.scoring.outcome import ZERO
from dti_core.scoring.reading import InputPlan
from dti_core.scoring.rules.assessed import AssessedRule
from dti_core.scoring.rules.base import CompiledRule
from dti_core.scoring.rules.registry import Place, compile_rule

Gives = Literal["max", "best_points", "best_value", "drop", "zero"]
GIVES: tuple[Gives, ...] = ("max", "best_points", "best_value", "drop", "zero")


@dataclass(frozen=True, slots=True)
class ExemptionPlan:
    """What an exemption gives; `scope` is "group" or "all"."""

    gives: Gives
    scope: str
    title: str | None
    place: str | None
    """Where the decision says so."""
    ground: Ground | None
    """None for a kind that staff granted without naming an exemption of the framework."""

    @property
    def needs_peers(self) -> bool:
        return self.gives in ("best_points", "best_value")


@dataclass(frozen=True, slots=True)
class CriterionPlan:
    """One criterion as scoring sees it."""

    id: str
    node: Node
    maximum: Fraction
    """The criterion's own maximum, or its pool's."""
    rule: CompiledRule
    inputs: Mapping[str, InputPlan]
    asked: bool
    """Whether the contact is asked for it at all."""
    ground: Ground
    """Of what always takes effect: where there is no outcome to be more exact about."""
    grounds: Grounds
    """Of what took effect in one outcome."""
    index: str
    relatives: tuple[tuple[str, CompiledRule], ...]
    by_trait: tuple[tuple[str, ExemptionPlan], ...]


@dataclass(frozen=True, slots=True)
class PoolPlan:
    """Members that share one maximum."""

    id: str
    maximum: Fraction
    members: tuple[CriterionPlan, ...]
    ground: Ground


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that does not depend on any unit."""

    criteria: Mapping[str, CriterionPlan]
    alone: tuple[CriterionPlan, ...]
    """The criteria outside pools."""
    pools: Mapping[str, PoolPlan]
    exemptions: Mapping[str, ExemptionPlan]
    """By exemption id and by bare kind."""
    merge: tuple[str, ...]
    merge_ground: Ground
    assessors: Mapping[str, str]
    peer_criteria: frozenset[str]


_PLANS: dict[int, tuple["weakref.ref[Framework]", Plan]] = {}


def plan_of(framework: Framework) -> Plan:
    """The plan of a framework, made at its first use and kept as long as the framework lives."""
    key = id(framework)
    kept = _PLANS.get(key)
    if kept is not None and kept[0]() is framework:
        return kept[1]
    plan = _plan(framework)
    _PLANS[key] = (weakref.ref(framework, lambda _: _PLANS.pop(key, None)), plan)
    return plan


def _plan(framework: Framework) -> Plan:
    spec = framework.spec
    exemptions = {one.id: _exemption(framework, one) for one in spec.exemptions}
    bare = {kind: ExemptionPlan(kind, "group", None, None, None) for kind in GIVES}
    criteria = {node.id: _criterion(framework, node, exemptions) for node in framework.criteria}
    pools = {
        pool.id: PoolPlan(
            pool.id,
            Fraction(pool.max),
            tuple(one for one in criteria.values() if one.node.pool == pool.id),
            ground((framework.resolve_basis(pool.basis),)),
        )
        for pool in spec.pools
    }
    return Plan(
        criteria=criteria,
        alone=tuple(one for one in criteria.values() if one.node.pool not in pools),
        pools=pools,
        exemptions=bare | exemptions,
        merge=spec.merge.order,
        merge_ground=ground((framework.resolve_basis(spec.merge.basis),)),
        assessors={one.id: one.title for one in spec.assessors},
        peer_criteria=_peer_criteria(spec.exemptions, criteria),
    )


def _exemption(framework: Framework, one: Exemption) -> ExemptionPlan:
    basis = framework.resolve_basis(one.basis)
    others = tuple(framework.resolve_basis(other) for other in one.bases.values())
    return ExemptionPlan(one.gives, one.peers, one.title, basis.place, ground((basis, *others)))


def _criterion(framework: Framework, node: Node, exemptions: Mapping[str, ExemptionPlan]) -> CriterionPlan:
    rule = (
        compile_rule(node.rule, Place({one.id: one for one in node.inputs}, node.id))
        if node.rule
        else AssessedRule()
    )
    pool = framework.pools.get(node.pool or "")
    return CriterionPlan(
        id=node.id,
        node=node,
        maximum=Fraction(pool.max) if pool else node.max_points or ZERO,
        rule=rule,
        inputs={
            one.id: InputPlan(one.id, framework.keys_of(node.id, one), one.shared is None)
            for one in node.inputs
        },
        asked="self" in node.assessors and not isinstance(node.rule, Assessed | None),
        ground=ground(lasting(node).values()),
        grounds=Grounds(node.basis),
        index=framework.index_of(node.id).id,
        relatives=rule.relatives(),
        by_trait=tuple(
            (one.trait, exemptions[one.id])
            for one in framework.spec.exemptions
            if one.trait is not None and one.criteria != "any" and node.id in one.criteria
        ),
    )


def _peer_criteria(
    exemptions: tuple[Exemption, ...], criteria: Mapping[str, CriterionPlan]
) -> frozenset[str]:
    named = {one for one, plan in criteria.items() if plan.relatives}
    for exemption in exemptions:
        if exemption.gives in ("best_points", "best_value"):
            named |= set(criteria) if exemption.criteria == "any" else set(exemption.criteria) & set(criteria)
    return frozenset(named)
