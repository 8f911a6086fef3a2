"""The framework as the rest of the house uses it: flat nodes in document order, inputs with resolved keys."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Literal

from dti_core.framework.model import (
    Basis,
    BasisRef,
    Evidence,
    Exemption,
    FrameworkSpec,
    InfoItem,
    Input,
    NodeSpec,
    PoolSpec,
    Rule,
)

NodeKind = Literal["index", "component", "criterion"]


@dataclass(frozen=True)
class Node:
    """One row of the annex. `max_points` is None where the document prints none."""

    id: str
    name: str
    """What people call it: the code, with its pillar where several pillars have that code."""
    code: str
    printed_code: str | None
    title: str
    corrected_title: str | None
    kind: NodeKind
    parent: str | None
    pillar: str | None
    max_points: Fraction | None
    pool: str | None
    assessors: tuple[str, ...]
    guidance: str | None
    method: str | None
    """How the points are found, in the decision's own words."""
    note: str | None
    """The decision's own note on the row."""
    inputs: tuple[Input, ...]
    rule: Rule | None
    evidence: Evidence | None
    basis: Mapping[str, Basis]
    """One basis per parameter of the rule; empty unless a criterion."""


@dataclass(frozen=True)
class Framework:
    """A checked framework. Input keys: `info:5`, `info:12.ho_ten`, `3.1:a`; a shared one has its target's."""

    spec: FrameworkSpec
    nodes: tuple[Node, ...]
    content_hash: str
    """SHA-256 (hex) of the file's text: what a campaign pins."""

    @property
    def id(self) -> str:
        return self.spec.id

    @cached_property
    def by_id(self) -> Mapping[str, Node]:
        return {node.id: node for node in self.nodes}

    @cached_property
    def criteria(self) -> tuple[Node, ...]:
        """The scored leaves in the order of the document."""
        return tuple(node for node in self.nodes if node.kind == "criterion")

    @cached_property
    def indices(self) -> tuple[Node, ...]:
        return tuple(node for node in self.nodes if node.kind == "index")

    @cached_property
    def info(self) -> Mapping[str, InfoItem]:
        return {item.id: item for item in self.spec.info}

    @cached_property
    def pools(self) -> Mapping[str, PoolSpec]:
        return {pool.id: pool for pool in self.spec.pools}

    @cached_property
    def attainable_points(self) -> Fraction:
        """Sum of leaf and pool maxima: what a unit can really earn (may differ from the printed total)."""
        leaves = (node.max_points or Fraction(0) for node in self.criteria if node.pool is None)
        return sum(leaves, Fraction(0)) + sum((Fraction(p.max) for p in self.spec.pools), Fraction(0))

    def index_of(self, node_id: str) -> Node:
        """The index (top of the tree) that a node stands under."""
        node = self.by_id[node_id]
        while node.parent is not None:
            node = self.by_id[node.parent]
        return node

    def members(self, pool_id: str) -> tuple[Node, ...]:
        return tuple(node for node in self.criteria if node.pool == pool_id)

    def resolve_basis(self, ref: BasisRef) -> Basis:
        """A basis given in place or by its name under `bases`."""
        return self.spec.bases[ref] if isinstance(ref, str) else ref

    def keys_of(self, criterion_id: str, item: Input) -> tuple[str, ...]:
        """The stored keys whose sum (or only value) an input takes: its own, or what it shares."""
        if item.shared is None:
            return (f"{criterion_id}:{item.id}",)
        targets = (item.shared,) if isinstance(item.shared, str) else item.shared
        return tuple(key for target in targets for key in self._follow(target))

    def _follow(self, target: str) -> tuple[str, ...]:
        owner, _, input_id = target.rpartition(":")
        if owner == "info":
            return (target,)
        found = next(item for item in self.by_id[owner].inputs if item.id == input_id)
        return self.keys_of(owner, found)

    def users_of(self, key: str) -> Iterator[str]:
        """The criteria that use a stored key."""
        for node in self.criteria:
            if any(key in self.keys_of(node.id, item) for item in node.inputs):
                yield node.id

    def exemption(self, kind: str) -> Exemption | None:
        return next((e for e in self.spec.exemptions if e.id == kind), None)


def flatten(specs: tuple[NodeSpec, ...]) -> Iterator[tuple[NodeSpec, NodeSpec | None, int]]:
    """Authored nodes in document order, each with its parent and depth."""
    stack: list[tuple[NodeSpec, NodeSpec | None, int]] = [(spec, None, 0) for spec in reversed(specs)]
    while stack:
        spec, parent, depth = stack.pop()
        yield spec, parent, depth
        stack.extend((child, spec, depth + 1) for child in reversed(spec.children))
