"""What a reviewer looked at, as a digest: figures, evidence, words and requests of one criterion.

A decision keeps the digest; where it is another one later, the criterion has changed since.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, select

from dti_core.framework.framework import Framework
from dti_core.store import tables as t

Facts = dict[int, dict[str, list[str]]]
"""Enrolment → stored key or criterion → lines."""
CHUNK = 400
"""Ids in one statement: well below what every database takes."""

_e = t.evidence.c
_by_hash: dict[str, dict[str, tuple[str, ...]]] = {}
"""The keys of every criterion of a pinned framework; a text never changes under its hash."""
_COLUMNS = (_e.kind, _e.url, _e.file_sha256, _e.place, _e.document_number, _e.document_date, _e.note)


def digests(
    conn: Connection, units: Sequence[int], frameworks: Mapping[int, Framework]
) -> dict[int, dict[str, str]]:
    """Enrolment → criterion → digest; `frameworks` by enrolment."""
    said, filed = _said(conn, units), _filed(conn, units)
    return {
        unit: {
            node.id: _digest(
                line
                for name, lines in _around(frameworks[unit], node.id, said.get(unit, {}), filed.get(unit, {}))
                for line in (name, *lines)
            )
            for node in frameworks[unit].criteria
        }
        for unit in units
    }


def digest(conn: Connection, enrolment: int, framework: Framework, criterion: str) -> str:
    """Of one criterion."""
    return digests(conn, [enrolment], {enrolment: framework})[enrolment][criterion]


def stamp(seen: str, state: str, at: datetime | None) -> str:
    """A short mark of a criterion as it was drawn: a button pressed later tells whether it still is so."""
    return _digest((seen, state, at.isoformat() if at else ""))[:6]


def _around(
    framework: Framework, criterion: str, said: Mapping[str, list[str]], filed: Mapping[str, list[str]]
) -> Iterable[tuple[str, list[str]]]:
    """What concerns a criterion: its keys (shared ones too) and what is filed under it."""
    for key in _keys(framework, criterion):
        yield key, said.get(key, [])
    yield criterion, filed.get(criterion, [])


def _keys(framework: Framework, criterion: str) -> tuple[str, ...]:
    known = _by_hash.get(framework.content_hash)
    if known is None:
        known = _by_hash[framework.content_hash] = {
            node.id: tuple(sorted({key for one in node.inputs for key in framework.keys_of(node.id, one)}))
            for node in framework.criteria
        }
    return known[criterion]


def _digest(lines: Iterable[str]) -> str:
    return hashlib.sha256("\x1e".join(lines).encode()).hexdigest()[:16]


def _said(conn: Connection, units: Sequence[int]) -> Facts:
    found: Facts = {}
    a = t.answer.c
    for row in _rows(conn, units, a.enrolment_id, a.value.is_not(None), a.input_key, a.source, a.value):
        found.setdefault(row.enrolment_id, {}).setdefault(row.input_key, []).append(
            f"{row.source}={row.value}"
        )
    return _sorted(found)


def _filed(conn: Connection, units: Sequence[int]) -> Facts:
    """Evidence, justification and request of each criterion."""
    found: Facts = {}
    current = _e.withdrawn_at.is_(None)
    for row in _rows(conn, units, _e.enrolment_id, current, _e.criterion, *_COLUMNS):
        _add(found, row, "|".join(map(str, tuple(row)[2:])))
    j, r = t.justification.c, t.exemption_request.c
    for row in _rows(conn, units, j.enrolment_id, j.replaced_at.is_(None), j.criterion, j.text):
        _add(found, row, f"justified {row.text}")
    live = r.state.in_(("requested", "granted"))
    for row in _rows(conn, units, r.enrolment_id, live, r.criterion, r.state, r.kind, r.reason):
        _add(found, row, f"{row.state} {row.kind} {row.reason}")
    return _sorted(found)


def _add(found: Facts, row: Row[Any], line: str) -> None:
    found.setdefault(row.enrolment_id, {}).setdefault(row.criterion, []).append(line)


def _sorted(found: Facts) -> Facts:
    return {unit: {name: sorted(lines) for name, lines in names.items()} for unit, names in found.items()}


def _rows(
    conn: Connection, units: Sequence[int], unit: Any, where: ColumnElement[bool], *columns: Any
) -> Iterable[Row[Any]]:
    for start in range(0, len(units), CHUNK):
        here = unit.in_(units[start : start + CHUNK])
        yield from conn.execute(select(unit, *columns).where(and_(here, where)))
