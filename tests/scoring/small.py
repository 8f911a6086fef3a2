"""Small frameworks for cases: only what a case is about is given, the rest is filled in and really loaded."""

import json
from copy import deepcopy
from decimal import Decimal
from typing import Any

from dti_core.framework.framework import Framework
from dti_core.framework.loader import load_text

ASSUMED = {"source": "assumed", "reason": "Quyết định không in công thức."}
DECIDED = {"source": "decision", "place": "Điều 1"}
HEADER: dict[str, Any] = {
    "id": "thu",
    "title": "Bộ chỉ số thử",
    "level": "so",
    "decision": {
        "number": "1/QĐ-UBND",
        "date": "2024-01-01",
        "issuer": "UBND tỉnh",
        "source": "decision.txt",
    },
    "bases": {"tam": ASSUMED, "in-san": DECIDED},
    "assessors": [
        {"id": "self", "title": "Tự đánh giá"},
        {"id": "department", "title": "Sở TTTT"},
        {"id": "council", "title": "Hội đồng"},
    ],
    "merge": {"order": ["council", "department", "self"], "basis": "in-san"},
    "headline": {"kind": "sum", "basis": "in-san"},
    "groups": [{"id": "so", "title": "Sở, ban, ngành"}, {"id": "huyen", "title": "Cấp huyện"}],
}


def framework(given: dict[str, Any]) -> Framework:
    """A framework from a short form: `criteria` (under one index "1") or whole `nodes`, and any section."""
    spec = deepcopy(HEADER) | deepcopy(given)
    if "criteria" in spec:
        children = spec.pop("criteria")
        spec["nodes"] = [
            {"code": "1", "title": "Chỉ số một", "max": _total(children, spec), "children": children}
        ]
    spec.setdefault("max_points", _total(spec["nodes"], {}))
    for node in _leaves(spec["nodes"]):
        node.setdefault("title", f"Tiêu chí {node['code']}")
        for item in node.get("inputs", []):
            item.setdefault("label", f"số liệu {item['id']}")
        _give_basis(node["rule"])
    for exemption in spec.get("exemptions", []):
        exemption.setdefault("title", exemption["id"])
        exemption.setdefault("basis", {"source": "decision", "place": "Điều 7"})
    for pool in spec.get("pools", []):
        pool.setdefault("basis", "tam")
    loaded = load_text(json.dumps(spec, ensure_ascii=False, indent=1), "thu.yaml")
    assert loaded.framework is not None, "\n".join(f"{one.code} {one.message}" for one in loaded.problems)
    return loaded.framework


def _total(nodes: list[dict[str, Any]], spec: dict[str, Any]) -> float:
    pools = sum(Decimal(str(pool["max"])) for pool in spec.get("pools", []))
    total = sum(Decimal(str(node.get("max") or 0)) for node in nodes) + pools
    return int(total) if total == int(total) else float(total)


def _leaves(nodes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    found = []
    for node in nodes:
        found += _leaves(node["children"]) if "children" in node else [node]
    return found


def _give_basis(rule: dict[str, Any]) -> None:
    rule.setdefault("basis", "tam")
    for part in rule.get("parts", []):
        _give_basis(part["rule"])
