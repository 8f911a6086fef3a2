"""What is left of a file once its wrong parts are cut out, so that the rest can be checked in the same go.

Nothing made here is ever used for scoring: a file with a problem yields no framework.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from dti_core.framework.problems import Finding, Path

_BASIS = {"source": "decision", "place": "?"}
_EVERYBODY = ("self", "department", "online", "expert", "council")
STAND_INS: Mapping[str, Any] = {
    "id": "x",
    "level": "so",
    "max_points": Decimal(0),
    "decision": {"number": "?", "date": "2000-01-01", "issuer": "?", "source": "?"},
    "assessors": tuple({"id": name, "title": "?"} for name in _EVERYBODY),
    "merge": {"order": ("self",), "basis": _BASIS},
    "headline": {"basis": _BASIS},
    "groups": ({"id": "x", "title": "?"},),
    "nodes": ({"code": "0", "title": "?"},),
    "order": ("self",),
    "date": "2000-01-01",
    "basis": _BASIS,
    **dict.fromkeys(("title", "label", "number", "issuer", "place"), "?"),
    **dict.fromkeys(("printed", "found", "handling", "at"), "?"),
}
"""What stands for a missing part; an entry that misses anything else is cut out whole."""

_CUT = object()


class Kept(tuple[Any, ...]):
    """A list with entries cut out; remembers where the others stood."""

    places: tuple[int, ...]

    @classmethod
    def of(cls, rows: Iterable[tuple[int, Any]], before: Any) -> "Kept":
        kept = [(number, value) for number, value in rows if value is not _CUT]
        self = cls(value for _, value in kept)
        self.places = tuple(place(before, number) for number, _ in kept)
        return self


def place(items: Any, number: int) -> int:
    """Where an entry stood in the file."""
    return items.places[number] if isinstance(items, Kept) else number


def repaired(data: Any, findings: Iterable[Finding]) -> Any:
    """The data without the parts that the findings point at, missing ones replaced where that is possible."""
    for finding in findings:
        if finding.code == "missing-key" and finding.value in STAND_INS:
            data = _with(data, (*finding.path, str(finding.value)))
    wrong = [each.path for each in findings if not (each.code == "missing-key" and each.value in STAND_INS)]
    return _without(data, wrong) if wrong else data


def original(path: Path, data: Any) -> Path:
    """A path in repaired data as it reads in the file."""
    found: list[int | str] = []
    for part in path:
        known = isinstance(part, int) and isinstance(data, tuple) and part < len(data)
        found.append(place(data, part) if known and isinstance(part, int) else part)
        data = data[part] if known or (isinstance(data, dict) and part in data) else None
    return tuple(found)


def _with(data: Any, path: Path) -> Any:
    part, rest = path[0], path[1:]
    if not rest:
        return {**data, part: STAND_INS[str(part)]}
    if isinstance(data, dict):
        return {**data, part: _with(data[part], rest)}
    return Kept.of(((n, _with(v, rest) if n == part else v) for n, v in enumerate(data)), data)


def _without(data: Any, paths: list[Path]) -> Any:
    if () in paths:
        return None
    if isinstance(data, dict):
        return {key: kept for key, value in data.items() if (kept := _cut(key, value, paths)) is not _CUT}
    return Kept.of(((number, _cut(number, value, paths)) for number, value in enumerate(data)), data)


def _cut(key: int | str, value: Any, paths: list[Path]) -> Any:
    inside = [path[1:] for path in paths if path[:1] == (key,)]
    if not inside:
        return value
    return _CUT if () in inside else _without(value, inside)
