"""What changed between two frameworks, such as last year's and this year's: data, no words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from dti_core.framework.compare_carry import Carrying, carrying
from dti_core.framework.compare_match import Match, match
from dti_core.framework.framework import Framework, Node
from dti_core.framework.model import Input


@dataclass(frozen=True)
class Change:
    """One thing that is no longer the same. `kind` names it; None is what was not there."""

    kind: str
    old: Any = None
    new: Any = None
    name: str = ""
    """Which of its kind: a parameter, an input, a part of the head."""


@dataclass(frozen=True)
class Comparison:
    """Everything that differs, and what it means for last year's answers."""

    head: tuple[Change, ...]
    added: tuple[Node, ...]
    removed: tuple[Node, ...]
    changed: tuple[tuple[Match, tuple[Change, ...]], ...]
    carrying: Carrying

    @property
    def same(self) -> bool:
        return not (self.head or self.added or self.removed or self.changed)


def compare(old: Framework, new: Framework) -> Comparison:
    """Compare; a criterion that only moved is not taken for a new one."""
    matches = match(old, new)
    known_old, known_new = {each.old.id for each in matches}, {each.new.id for each in matches}
    moved = {each.old.id: each.new.id for each in matches}
    usual = old.spec.default_assessors, new.spec.default_assessors
    changes = ((each, tuple(_changes(each, moved, usual))) for each in matches)
    return Comparison(
        head=tuple(_head(old, new, moved)),
        added=tuple(node for node in new.nodes if node.id not in known_new),
        removed=tuple(node for node in old.nodes if node.id not in known_old),
        changed=tuple(each for each in changes if each[1]),
        carrying=carrying(old, new, matches),
    )


def _changes(each: Match, moved: Mapping[str, str], usual: tuple[Any, Any]) -> Iterator[Change]:
    """`usual`: who assesses by default in either year; a change of that is told once, in the head."""
    old, new = each.old, each.new
    told = new.kind != "criterion" or (old.assessors, new.assessors) == usual
    for kind, before, after in (
        ("code", old.id, new.id),
        ("title", old.title, new.title),
        ("max", old.max_points, new.max_points),
        ("pillar", old.pillar, new.pillar),
        ("pool", old.pool, new.pool),
        ("assessors", old.assessors, new.assessors),
        ("method", old.method, new.method),
        ("note", old.note, new.note),
    ):
        if before != after and not (kind == "assessors" and told):
            yield Change(kind, before, after)
    yield from _rule(old, new)
    yield from _inputs(old.inputs, new.inputs, moved)
    yield from _fields("evidence", old.evidence, new.evidence)


def _rule(old: Node, new: Node) -> Iterator[Change]:
    before, after = old.rule, new.rule
    if before is None or after is None or before.type != after.type:
        if before is not after:
            yield Change("rule", before.type if before else None, after.type if after else None)
        return
    yield from _fields("parameter", before, after, leave=frozenset({"basis"}))
    for name in old.basis.keys() & new.basis.keys():
        if old.basis[name].source != new.basis[name].source:
            yield Change("basis", old.basis[name].source, new.basis[name].source, name)


def _inputs(old: tuple[Input, ...], new: tuple[Input, ...], moved: Mapping[str, str]) -> Iterator[Change]:
    before, after = {item.id: item for item in old}, {item.id: item for item in new}
    yield from (
        Change("input-removed", item.label, None, name) for name, item in before.items() if name not in after
    )
    for name, item in after.items():
        if name not in before:
            yield Change("input-added", None, item.label, name)
            continue
        there = before[name]
        for kind in ("label", "kind", "measure", "provider", "combine", "members", "choices", "most"):
            if getattr(there, kind) != getattr(item, kind):
                yield Change(f"input-{kind}", getattr(there, kind), getattr(item, kind), name)
        if _followed(there, moved) != _followed(item, {}):
            yield Change("input-shared", there.shared, item.shared, name)


def _followed(item: Input, moved: Mapping[str, str]) -> tuple[str, ...]:
    """What an input repeats, by the new codes."""
    targets = (item.shared,) if isinstance(item.shared, str) else item.shared or ()
    pairs = (target.rpartition(":") for target in targets)
    return tuple(f"{moved.get(owner, owner)}:{name}" for owner, _, name in pairs)


def _fields(
    kind: str, old: BaseModel | None, new: BaseModel | None, leave: frozenset[str] = frozenset()
) -> Iterator[Change]:
    """Which fields of two entries of a model differ."""
    if old is None or new is None:
        if old is not new:
            yield Change(f"{kind}-removed" if new is None else f"{kind}-added")
        return
    for name in type(old).model_fields.keys() - leave:
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield Change(kind, before, after, name)


def _head(old: Framework, new: Framework, moved: Mapping[str, str]) -> Iterator[Change]:
    for name in ("level", "max_points", "default_assessors"):
        before, after = getattr(old.spec, name), getattr(new.spec, name)
        if before != after:
            yield Change("head", before, after, name)
    if old.attainable_points != new.attainable_points:
        yield Change("head", old.attainable_points, new.attainable_points, "attainable")
    if old.spec.headline.kind != new.spec.headline.kind:
        yield Change("head", old.spec.headline.kind, new.spec.headline.kind, "headline")
    if old.spec.merge.order != new.spec.merge.order:
        yield Change("head", old.spec.merge.order, new.spec.merge.order, "merge")
    for name in ("assessors", "groups", "info", "pillars", "pools", "traits", "exemptions"):
        yield from _list(name, getattr(old.spec, name), getattr(new.spec, name), moved)


def _list(
    name: str, old: tuple[Any, ...], new: tuple[Any, ...], moved: Mapping[str, str]
) -> Iterator[Change]:
    """Entries with an id that were added, removed or changed."""
    before, after = {each.id: each for each in old}, {each.id: each for each in new}
    yield from (
        Change(f"{name}-removed", each, None, key) for key, each in before.items() if key not in after
    )
    for key, each in after.items():
        if key not in before:
            yield Change(f"{name}-added", None, each, key)
        elif _comparable(before[key], moved) != _comparable(each, {}):
            yield Change(f"{name}-changed", before[key], each, key)


def _comparable(each: BaseModel, moved: Mapping[str, str]) -> dict[str, Any]:
    """Without what changes no meaning: where it is based, how it is asked."""
    data = each.model_dump(exclude={"basis", "bases", "question"})
    for key in ("criteria", "indices"):
        if isinstance(data.get(key), tuple):
            data[key] = tuple(moved.get(code, code) for code in data[key])
    return data
