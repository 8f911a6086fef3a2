"""Do the printed points agree with each other?"""

from collections.abc import Iterator
from decimal import Decimal

from dti_core.framework.checks.tree import Place, Tree
from dti_core.framework.problems import Finding

WHOLE = "framework"
"""The subject of a finding about the whole framework, as `covers` names it."""


def check(tree: Tree) -> Iterator[Finding]:
    """Maxima that are missing, too high or do not add up."""
    for place in tree.places:
        yield from _leaf(place) if place.is_leaf else _parent(tree, place)
    total = sum((tree.worth(index) for index in tree.indices), tree.pool_homes.get(None, Decimal(0)))
    if tree.indices and total != tree.spec.max_points:
        yield Finding("total-differs", ("max_points",), tree.spec.max_points, WHOLE, {"found": total})


def _leaf(place: Place) -> Iterator[Finding]:
    if place.spec.max is None and place.spec.pool is None:
        yield Finding("missing-max", place.path, subject=place.id)


def _parent(tree: Tree, place: Place) -> Iterator[Finding]:
    printed = place.spec.max
    if printed is None:
        return
    over = [child for child in tree.children[place.id] if (child.spec.max or 0) > printed]
    for child in over:
        facts = {"limit": printed, "parent": place.id}
        yield Finding("max-over-parent", (*child.path, "max"), child.spec.max, child.id, facts)
    found = tree.sum_below(place)
    if found != printed and not over:
        yield Finding("sum-differs", (*place.path, "max"), printed, place.id, {"found": found})
