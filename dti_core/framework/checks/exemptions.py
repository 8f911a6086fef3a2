"""Exemptions: their traits and criteria exist, and no unit falls under two at once without an order."""

from collections.abc import Iterator

from dti_core.framework.checks.tree import Tree
from dti_core.framework.model import Exemption
from dti_core.framework.problems import Finding, Path, nearest


def check(tree: Tree) -> Iterator[Finding]:
    """Exemptions that name what is not there, do nothing, or collide."""
    traits = {trait.id for trait in tree.spec.traits}
    for number, exemption in enumerate(tree.spec.exemptions):
        path: Path = ("exemptions", number)
        if exemption.trait is not None and exemption.trait not in traits:
            guess = nearest(exemption.trait, traits)
            where = (*path, "trait")
            yield Finding("unknown-trait", where, exemption.trait, exemption.id, suggestion=guess)
        if exemption.criteria == ():
            yield Finding("exemption-empty", (*path, "criteria"), subject=exemption.id)
        yield from _criteria(tree, exemption, path)
        yield from _order(tree, exemption, path)
        for earlier in tree.spec.exemptions[:number]:
            yield from _overlap(tree, earlier, exemption, path)


def _criteria(tree: Tree, exemption: Exemption, path: Path) -> Iterator[Finding]:
    leaves = {place.id for place in tree.leaves}
    for number, name in enumerate(() if exemption.criteria == "any" else exemption.criteria):
        if name not in leaves:
            where = (*path, "criteria", number)
            guess = nearest(name, leaves)
            yield Finding("unknown-criterion", where, name, exemption.id, suggestion=guess)


def _order(tree: Tree, exemption: Exemption, path: Path) -> Iterator[Finding]:
    known = {each.id for each in tree.spec.exemptions} - {exemption.id}
    for number, name in enumerate(exemption.yields_to):
        if name not in known:
            where = (*path, "yields_to", number)
            guess = nearest(name, known)
            yield Finding("unknown-exemption", where, name, exemption.id, suggestion=guess)


def _overlap(tree: Tree, earlier: Exemption, later: Exemption, path: Path) -> Iterator[Finding]:
    """Only exemptions that apply by themselves can collide; those granted on request are staff's choice."""
    by_themselves = earlier.trait is not None and later.trait is not None
    if not by_themselves or earlier.id in later.yields_to:
        return
    both = [name for name in _named(tree, earlier) if name in _named(tree, later)]
    if both:
        facts = {"other": earlier.id}
        yield Finding("exemption-overlap", (*path, "criteria"), ", ".join(both), later.id, facts)


def _named(tree: Tree, exemption: Exemption) -> tuple[str, ...]:
    if exemption.criteria == "any":
        return tuple(place.id for place in tree.leaves)
    return exemption.criteria
