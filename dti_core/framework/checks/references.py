"""Pools, pillars and assessors that are named must be there, and fit."""

from collections.abc import Iterator
from decimal import Decimal

from dti_core.framework.checks.tree import Place, Tree
from dti_core.framework.model import Pillar
from dti_core.framework.problems import Finding, Path, nearest


def check(tree: Tree) -> Iterator[Finding]:
    """Pools, pillars and assessors that do not fit."""
    yield from _pools(tree)
    yield from _pillars(tree)
    yield from _assessors(tree)


def _pools(tree: Tree) -> Iterator[Finding]:
    pools = {pool.id for pool in tree.spec.pools}
    for place in tree.leaves:
        if place.spec.pool is not None:
            yield from _member(place, place.spec.pool, pools)
    for number, pool in enumerate(tree.spec.pools):
        members = sum(1 for place in tree.leaves if place.spec.pool == pool.id)
        if members < 2:
            path: Path = ("pools", number, "id")
            yield Finding("pool-too-small", path, pool.id, pool.id, {"found": members})


def _member(place: Place, pool: str, pools: set[str]) -> Iterator[Finding]:
    rule = place.spec.rule
    if pool not in pools:
        guess = nearest(pool, pools)
        yield Finding("unknown-pool", (*place.path, "pool"), pool, place.id, suggestion=guess)
    if place.spec.max is not None:
        yield Finding("pool-member-max", (*place.path, "max"), place.spec.max, place.id, {"pool": pool})
    if rule is not None and rule.type != "ratio":
        yield Finding("pool-member-rule", (*place.path, "rule", "type"), rule.type, place.id)


def _pillars(tree: Tree) -> Iterator[Finding]:
    pillars = {pillar.id for pillar in tree.spec.pillars}
    for place in tree.places:
        name = place.spec.pillar
        if name is not None and name not in pillars:
            guess = nearest(name, pillars)
            yield Finding("unknown-pillar", (*place.path, "pillar"), name, place.id, suggestion=guess)
    for number, pillar in enumerate(tree.spec.pillars):
        yield from _pillar(tree, pillar, ("pillars", number))
    if tree.spec.headline.kind == "pillar_mean" and not pillars:
        yield Finding("headline-without-pillars", ("headline", "kind"))


def _pillar(tree: Tree, pillar: Pillar, path: Path) -> Iterator[Finding]:
    indices = {index.id: index for index in tree.indices}
    for number, name in enumerate(pillar.indices):
        if name not in indices:
            guess = nearest(name, indices)
            where = (*path, "indices", number)
            yield Finding("pillar-unknown-index", where, name, pillar.id, suggestion=guess)
    known = [indices[name] for name in pillar.indices if name in indices]
    found = sum((tree.worth(index) for index in known), Decimal(0))
    if len(known) == len(pillar.indices) and found != pillar.max:
        yield Finding("pillar-sum-differs", (*path, "max"), pillar.max, pillar.id, {"found": found})


def _assessors(tree: Tree) -> Iterator[Finding]:
    known = {assessor.id for assessor in tree.spec.assessors}
    rows: list[tuple[Path, tuple[str, ...]]] = [
        (("merge", "order"), tree.spec.merge.order),
        (("default_assessors",), tree.spec.default_assessors),
        *(((*place.path, "assessors"), place.spec.assessors or ()) for place in tree.places),
    ]
    for path, names in rows:
        for number, name in enumerate(names):
            if name not in known:
                yield Finding(
                    "unknown-assessor", (*path, number), name, name, suggestion=nearest(name, known)
                )
