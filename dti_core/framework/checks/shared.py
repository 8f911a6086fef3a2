"""Inputs that repeat others: does the target exist, is it of the same kind, does the chain end?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dti_core.framework.checks.tree import Tree
from dti_core.framework.model import Input
from dti_core.framework.problems import Finding, Path, nearest

NUMBERS = frozenset({"count", "decimal", "money"})


@dataclass(frozen=True)
class Sharing:
    """An input that names what it repeats."""

    key: str
    item: Input
    path: Path

    @property
    def targets(self) -> tuple[tuple[str, Path], ...]:
        shared = self.item.shared or ()
        if isinstance(shared, str):
            return ((shared, self.path),)
        return tuple((target, (*self.path, number)) for number, target in enumerate(shared))


def check(tree: Tree) -> Iterator[Finding]:
    """Shared inputs that lead nowhere, in a circle or to another kind."""
    kinds = kinds_of(tree)
    sharing = tuple(_sharing(tree))
    links = {each.key: tuple(target for target, _ in each.targets) for each in sharing}
    for each in sharing:
        for target, path in each.targets:
            yield from _target(each, target, path, kinds)
        yield from _cycle(each, links)


def kinds_of(tree: Tree) -> Mapping[str, str]:
    """Everything that can be repeated, with its kind; whatever is written freely counts as text."""
    info = {f"info:{item.id}": _plain(item.kind) for item in tree.spec.info}
    fields = {f"info:{i.id}.{f.id}": _plain(f.kind) for i in tree.spec.info for f in i.fields}
    inputs = {f"{place.id}:{item.id}": item.kind for place in tree.leaves for item in place.spec.inputs}
    return {**info, **fields, **inputs}


def _plain(kind: str) -> str:
    return kind if kind in NUMBERS else "text"


def _sharing(tree: Tree) -> Iterator[Sharing]:
    for place in tree.leaves:
        for number, item in enumerate(place.spec.inputs):
            if item.shared is not None:
                yield Sharing(f"{place.id}:{item.id}", item, (*place.path, "inputs", number, "shared"))


def _target(each: Sharing, target: str, path: Path, kinds: Mapping[str, str]) -> Iterator[Finding]:
    found = kinds.get(target)
    if found is None:
        yield Finding("unknown-shared", path, target, each.key, suggestion=nearest(target, kinds))
    elif not _fits(each.item, found):
        yield Finding("shared-kind", path, target, each.key, {"kind": each.item.kind, "found": found})


def _fits(item: Input, found: str) -> bool:
    summed = not isinstance(item.shared, str)
    return item.kind == found and (found in NUMBERS or not summed)


def _cycle(each: Sharing, links: Mapping[str, tuple[str, ...]]) -> Iterator[Finding]:
    """A chain that comes back to where it began, reported where its first member stands."""
    seen: list[str] = [each.key]
    queue = list(links[each.key])
    while queue:
        key = queue.pop()
        if key == each.key:
            facts = {"round": " → ".join([*seen, key])}
            yield Finding("shared-cycle", each.path, each.key, each.key, facts)
            return
        if key in links and key not in seen:
            seen.append(key)
            queue.extend(links[key])
