"""A framework file's own rows, in the shape in which the readers give the printed ones."""

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache

from dti_core.framework.framework import Framework, Node, flatten
from dti_core.framework.library import find
from dti_core.framework.model.inputs import InfoField
from tests.framework.readers.rows import Document, Item, Row, fold


@cache
def framework(framework_id: str) -> Framework:
    loaded = find(framework_id)
    assert loaded.framework is not None, loaded.problems
    return loaded.framework


def transcribed(framework: Framework) -> Document:
    """Everything that the file says is printed."""
    items = tuple(_item(each.id, each.label, each.provider, each.fields) for each in framework.spec.info)
    return Document(Fraction(framework.spec.max_points), tuple(_rows(framework)), "", items)


def names(provider: str | tuple[str, ...] | None) -> tuple[str, ...]:
    """One name, several or none as a list."""
    return () if provider is None else (provider,) if isinstance(provider, str) else provider


def _rows(framework: Framework) -> Iterator[Row]:
    pillars = {pillar.id: pillar.title for pillar in framework.spec.pillars}
    for node, (spec, _, depth) in zip(framework.nodes, flatten(framework.spec.nodes), strict=True):
        yield Row(
            code=node.printed_code,
            title=fold(node.title),
            maximum=_printed_maximum(framework, node),
            depth=depth + 1,
            pillar=pillars[node.pillar] if node.pillar else None,
            marks=spec.assessors or (),
            method=fold(node.method) if node.method else None,
            note=fold(node.note) if node.note else None,
        )


def _printed_maximum(framework: Framework, node: Node) -> Fraction | None:
    """A maximum shared by several rows is printed once, on the first of them (a merged cell)."""
    if node.pool and framework.members(node.pool)[0] is node:
        return Fraction(framework.pools[node.pool].max)
    return node.max_points


def _item(
    number: str, label: str, provider: str | tuple[str, ...] | None, fields: tuple[InfoField, ...]
) -> Item:
    return Item(number, fold(label), names(provider), tuple(fold(field.label) for field in fields))


def says(said: str, word: str) -> bool:
    """A word that stands alone; a number may be written with two digits (06)."""
    return re.search(rf"(?<![\w.])0?{re.escape(word)}(?!\w|\.\d)", said) is not None
