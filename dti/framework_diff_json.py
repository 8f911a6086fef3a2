"""A comparison as JSON: the same facts as the text, under keys that scripts can rely on."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from pydantic import BaseModel

from dti.framework_diff_view import why
from dti.framework_json import number
from dti_core.framework.compare import Change, Comparison
from dti_core.framework.framework import Framework, Node


def as_data(old: Framework, new: Framework, found: Comparison) -> dict[str, Any]:
    """`same`, `head`, `added`, `removed`, `changed`, and under `answers` what may be carried over."""
    carrying = found.carrying
    return {
        "old": old.id,
        "new": new.id,
        "same": found.same,
        "head": [_change(each) for each in found.head],
        "added": [_node(node) for node in found.added],
        "removed": [_node(node) for node in found.removed],
        "changed": [
            {"old": match.old.id, "new": match.new.id, "title": match.new.title}
            | {"changes": [_change(each) for each in changes]}
            for match, changes in found.changed
        ],
        "answers": {
            "carried": [{"old": each.old, "new": each.new, "label": each.label} for each in carrying.carried],
            "ask": [
                {"key": each.key, "label": each.label, "why": each.why, "text": why(each)}
                for each in carrying.fresh
            ],
            "dropped": [{"key": key, "label": label} for key, label in carrying.dropped],
        },
    }


def _node(node: Node) -> dict[str, Any]:
    return {"id": node.id, "title": node.title, "kind": node.kind, "max_points": _plain(node.max_points)}


def _change(each: Change) -> dict[str, Any]:
    return {"kind": each.kind, "name": each.name, "old": _plain(each.old), "new": _plain(each.new)}


def _plain(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return _plain(value.model_dump())
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return number(value) if isinstance(value, Fraction | Decimal) else value
