"""A framework as JSON, as `dti framework show --json` promises it; numbers as printed in the document."""

from collections.abc import Iterable
from dataclasses import asdict
from decimal import Decimal
from fractions import Fraction
from typing import Any

from dti_core.framework.framework import Framework, Node
from dti_core.framework.library import Listed
from dti_core.framework.loader import Loaded
from dti_core.framework.model import Basis, Choice, Evidence, InfoItem, Input, Rule

Number = int | float


def number(value: Fraction | Decimal) -> Number:
    """10 as 10, 0.5 as 0.5."""
    return int(value) if value == int(value) else float(value)


def as_data(framework: Framework) -> dict[str, Any]:
    """Everything that `show` promises, in its order."""
    spec = framework.spec
    return {
        "id": spec.id,
        "title": spec.title,
        "level": spec.level,
        "decision": spec.decision.model_dump(include={"number", "date", "issuer", "source"}),
        "max_points": number(spec.max_points),
        "attainable_points": number(framework.attainable_points),
        "pillars": [
            {"id": each.id, "title": each.title, "max_points": number(each.max)} for each in spec.pillars
        ],
        "assessors": [each.id for each in spec.assessors],
        "info": [_info(item) for item in spec.info],
        "nodes": [_node(node) for node in framework.nodes],
        "anomalies": _anomalies(framework),
    }


def listed(each: Listed, framework: Framework | None) -> dict[str, Any]:
    """What `list` says of a file; the numbers are null where the file has problems."""
    return {
        "id": each.id,
        "title": each.title,
        "level": each.level,
        "file": str(each.path),
        "criteria": len(framework.criteria) if framework else None,
        "max_points": number(framework.spec.max_points) if framework else None,
        "attainable_points": number(framework.attainable_points) if framework else None,
    }


def report(name: str, loaded: Loaded) -> dict[str, Any]:
    """What `check` found: problems, explained contradictions, and the anomalies that are recorded."""
    return {
        "name": name,
        "ok": not loaded.problems,
        "problems": [asdict(problem) for problem in loaded.problems],
        "notes": [asdict(note) for note in loaded.notes],
        "anomalies": _anomalies(loaded.framework) if loaded.framework else [],
    }


def _anomalies(framework: Framework) -> list[dict[str, Any]]:
    return [each.model_dump(exclude={"covers"}) for each in framework.spec.anomalies]


def _info(item: InfoItem) -> dict[str, Any]:
    return {"id": item.id, "label": item.label, "measure": item.measure, "kind": item.kind}


def _node(node: Node) -> dict[str, Any]:
    return {
        "id": node.id,
        "code": node.code,
        "printed_code": node.printed_code,
        "title": node.title,
        "kind": node.kind,
        "parent": node.parent,
        "pillar": node.pillar,
        "max_points": None if node.max_points is None else number(node.max_points),
        "pool": node.pool,
        "assessors": list(node.assessors),
        "rule": _rule(node.rule) if node.rule else None,
        "inputs": [_input(item) for item in node.inputs],
        "evidence": _evidence(node.evidence) if node.evidence else None,
        "basis": {name: _basis(basis) for name, basis in node.basis.items()},
    }


def _rule(rule: Rule) -> dict[str, Any]:
    """The type and its parameters; where they come from stands under the node's `basis`."""
    return {name: _plain(value) for name, value in _without_basis(rule.model_dump()).items()}


def _without_basis(part: Any) -> Any:
    if isinstance(part, dict):
        return {key: _without_basis(value) for key, value in part.items() if key != "basis"}
    return [_without_basis(each) for each in part] if isinstance(part, list | tuple) else part


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return number(value)
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, list) else value


def _input(item: Input) -> dict[str, Any]:
    return {
        "id": item.id,
        "label": item.label,
        "kind": item.kind,
        "measure": item.measure,
        "provider": _words(item.provider),
        "combine": item.combine,
        "shared": _words(item.shared),
        "most": None if item.most is None else number(item.most),
        "choices": None if item.choices is None else _choices(item.choices),
    }


def _words(given: str | tuple[str, ...] | None) -> str | list[str] | None:
    """One word as it is, several as a list."""
    return list(given) if isinstance(given, tuple) else given


def _choices(choices: Iterable[Choice]) -> list[dict[str, Any]]:
    return [{"value": each.value, "label": each.label, "fraction": number(each.fraction)} for each in choices]


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        "required": evidence.required,
        "kinds": list(evidence.kinds),
        "place": evidence.place,
        "text": evidence.text,
        "period": evidence.period,
    }


def _basis(basis: Basis) -> dict[str, Any]:
    return {
        "source": basis.source,
        "place": basis.place,
        "reason": basis.reason,
        "reference": basis.reference,
    }
