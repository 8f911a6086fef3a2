"""What `dti review … --json` prints: the same values that chat is drawn from."""

import json
from dataclasses import fields, is_dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from dti_core.campaign.staff.review_queue import Slot
from dti_core.framework.framework import Framework
from dti_core.messages.staff.review_lists import Mark


def dump(found: object) -> str:
    """Plain values; points as decimals, moments in UTC."""
    return json.dumps(_plain(found), ensure_ascii=False, indent=1)


def line(slot: Slot) -> tuple[str, ...]:
    """One item of a list: sign, unit, criterion, title."""
    mark = Mark(slot.node, slot.verdict.state, slot.verdict.changed, slot.requested)
    return (mark.sign, slot.unit.slug, slot.unit.name, slot.node.name, slot.node.title[:60])


def _plain(value: Any) -> Any:
    if isinstance(value, Slot):
        return _slot(value)
    if is_dataclass(value):
        names = [field.name for field in fields(value)]
        return {
            name: _plain(getattr(value, name))
            for name in names
            if not isinstance(getattr(value, name), Framework)
        }
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    if isinstance(value, Fraction):
        return float(round(value, 6))
    return value.isoformat() if isinstance(value, datetime) else value


def _slot(slot: Slot) -> dict[str, Any]:
    return {
        "unit": slot.unit.slug,
        "name": slot.unit.name,
        "group": slot.unit.group_id,
        "unit_state": slot.unit.state,
        "criterion": slot.node.id,
        "title": slot.node.title,
        "requested": slot.requested,
        "review": _plain(slot.verdict),
    }
