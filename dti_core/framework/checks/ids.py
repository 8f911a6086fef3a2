"""Ids that are used twice, and codes that stand in the wrong place."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from dti_core.framework.checks.tree import Tree
from dti_core.framework.problems import Finding, Path

NUMERIC = re.compile(r"\d+(?:\.\d+)*")


def check(tree: Tree) -> Iterator[Finding]:
    """Ids used twice; codes under the wrong parent."""
    yield from _nodes(tree)
    yield from _lists(tree)
    for place in tree.places:
        parent = place.parent
        if parent and _misplaced(place.spec.code, parent.spec.code):
            facts = {"parent": parent.spec.code}
            yield Finding("code-under-wrong-parent", (*place.path, "code"), place.spec.code, place.id, facts)


def _misplaced(code: str, parent: str) -> bool:
    numeric = NUMERIC.fullmatch(code) and NUMERIC.fullmatch(parent)
    return bool(numeric) and not code.startswith(f"{parent}.")


def _nodes(tree: Tree) -> Iterator[Finding]:
    rows = ((place.id, (*place.path, "id" if place.spec.id else "code")) for place in tree.places)
    yield from _twice(rows, "chỉ số, tiêu chí")


def _lists(tree: Tree) -> Iterator[Finding]:
    spec = tree.spec
    lists: tuple[tuple[str, Sequence[Any], str], ...] = (
        ("info", spec.info, "thông tin chung"),
        ("assessors", spec.assessors, "người đánh giá"),
        ("groups", spec.groups, "nhóm xếp hạng"),
        ("pillars", spec.pillars, "trụ cột"),
        ("pools", spec.pools, "nhóm điểm chung"),
        ("traits", spec.traits, "đặc điểm"),
        ("exemptions", spec.exemptions, "quy định miễn"),
    )
    for key, items, what in lists:
        yield from _twice(_ids(items, (key,)), what)
    for number, item in enumerate(spec.info):
        yield from _twice(_ids(item.fields, ("info", number, "fields")), "dòng thông tin")
    for place in tree.places:
        yield from _twice(_ids(place.spec.inputs, (*place.path, "inputs")), "số liệu")
        for number, each in enumerate(place.spec.inputs):
            path = (*place.path, "inputs", number, "choices")
            rows = ((choice.value, (*path, n, "value")) for n, choice in enumerate(each.choices or ()))
            yield from _twice(rows, "phương án")


def _ids(items: Iterable[Any], path: Path) -> Iterator[tuple[str, Path]]:
    for number, item in enumerate(items):
        yield item.id, (*path, number, "id")


def _twice(rows: Iterable[tuple[str, Path]], what: str) -> Iterator[Finding]:
    seen: set[str] = set()
    for name, path in rows:
        if name in seen:
            yield Finding("duplicate-id", path, name, name, {"what": what})
        seen.add(name)
