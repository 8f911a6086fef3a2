"""Every parameter says where it comes from, completely."""

from collections.abc import Iterator

from dti_core.framework.builder import OTHER, parameters
from dti_core.framework.checks.tree import Tree
from dti_core.framework.model import Basis, BasisRef, Parts, Rule
from dti_core.framework.problems import Finding, Path, nearest


def check(tree: Tree) -> Iterator[Finding]:
    """Bases that are unknown, incomplete or missing for a parameter."""
    for name, basis in tree.spec.bases.items():
        yield from _complete(basis, ("bases", name))
    for path, ref in _refs(tree):
        yield from _ref(tree, ref, path)
    for place in tree.places:
        if place.spec.rule:
            yield from _rule(tree, place.id, place.spec.rule, (*place.path, "rule"))


def _refs(tree: Tree) -> Iterator[tuple[Path, BasisRef]]:
    spec = tree.spec
    yield ("merge", "basis"), spec.merge.basis
    yield ("headline", "basis"), spec.headline.basis
    if spec.default_assessors_basis is not None:
        yield ("default_assessors_basis",), spec.default_assessors_basis
    for number, pool in enumerate(spec.pools):
        yield ("pools", number, "basis"), pool.basis
    for number, pillar in enumerate(spec.pillars):
        yield ("pillars", number, "basis"), pillar.basis
    for number, hint in enumerate(spec.plausible):
        if hint.basis is not None:
            yield ("plausible", number, "basis"), hint.basis
    for number, exemption in enumerate(spec.exemptions):
        yield ("exemptions", number, "basis"), exemption.basis
        for name, ref in exemption.bases.items():
            yield ("exemptions", number, "bases", name), ref


def _ref(tree: Tree, ref: BasisRef, path: Path) -> Iterator[Finding]:
    if isinstance(ref, Basis):
        yield from _complete(ref, path)
    elif ref not in tree.spec.bases:
        yield Finding("unknown-basis", path, ref, ref, suggestion=nearest(ref, tree.spec.bases))


def _complete(basis: Basis, path: Path) -> Iterator[Finding]:
    if basis.source == "decision" and not basis.place:
        yield Finding("basis-without-place", path, at_key=True)
    if basis.source == "assumed" and not basis.reason:
        yield Finding("basis-without-reason", path, at_key=True)


def _rule(tree: Tree, subject: str, rule: Rule, path: Path) -> Iterator[Finding]:
    where = (*path, "basis")
    given = rule.basis if isinstance(rule.basis, dict) else {OTHER: rule.basis}
    needed = parameters(rule)
    for name, ref in given.items():
        yield from _ref(tree, ref, (*where, name) if isinstance(rule.basis, dict) else where)
        if name not in {*needed, OTHER}:
            facts = {"allowed": ", ".join(needed)}
            guess = nearest(name, needed)
            yield Finding(
                "unknown-parameter", (*where, name), name, subject, facts, suggestion=guess, at_key=True
            )
    for name in needed if OTHER not in given else ():
        if name not in given:
            yield Finding("basis-missing", where, name, subject, at_key=True)
    for number, part in enumerate(rule.parts if isinstance(rule, Parts) else ()):
        yield from _rule(tree, subject, part.rule, (*path, "parts", number, "rule"))
