"""What stands behind a unit's points, one unit at a time: figures, their history, evidence, review."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import Connection, Row, Table, select

from dti_core.campaign.exact import from_micro
from dti_core.campaign.links import telling
from dti_core.campaign.staff.export.scope import Scope, Unit
from dti_core.framework.framework import Framework
from dti_core.framework.model import Choice
from dti_core.store import tables as t

NUMBERS = ("count", "decimal", "money")
_keys_by_hash: dict[str, Mapping[str, "Key"]] = {}
_places_by_hash: dict[str, Mapping[str, int]] = {}


@dataclass(frozen=True, slots=True)
class Key:
    """A stored figure: to which criterion it belongs (by its name), what it is called and measured in."""

    owner: str
    criterion: str | None
    label: str
    kind: str
    measure: str | None
    choices: tuple[Choice, ...]
    place: int

    def value(self, text: str | None) -> Fraction | bool | str | None:
        """A stored text: an exact number, yes or no, the label of a choice, or the text itself."""
        if text is None:
            return None
        if self.kind in NUMBERS:
            return Fraction(text)
        if self.kind == "yes_no":
            return text == "true"
        return next((one.label for one in self.choices if one.value == text), text)


@dataclass(frozen=True, slots=True)
class Act:
    """Something said or decided in the review of a criterion."""

    criterion: str
    what: str
    at: datetime
    person: str | None
    channel: str
    assessor: str | None = None
    points: Fraction | None = None
    reason: str | None = None
    holds: bool = True
    """Whether it still does: points that were replaced do not."""


def keys_of(framework: Framework) -> Mapping[str, Key]:
    """Every stored key of a framework, in the order of the document."""
    found = _keys_by_hash.get(framework.content_hash)
    if found is None:
        found = _keys_by_hash[framework.content_hash] = dict(_keys(framework))
    return found


def figures(conn: Connection, scope: Scope, unit: Unit) -> list[tuple[Key, Row[Any]]]:
    """The current figures, in the order of the document; cleared ones are left out."""
    rows = _of_unit(conn, t.answer, unit, t.answer.c.value.is_not(None))
    return _keyed(scope, unit, rows, lambda row: (row.source,))


def revisions(conn: Connection, scope: Scope, unit: Unit) -> list[tuple[Key, Row[Any]]]:
    """Every change of every figure."""
    rows = _of_unit(conn, t.answer_revision, unit)
    return _keyed(scope, unit, rows, lambda row: (row.source, row.revision))


def evidence(conn: Connection, scope: Scope, unit: Unit) -> list[Row[Any]]:
    """Pieces in the order of the document, withdrawn ones too."""
    made = t.evidence.join(t.person, t.person.c.id == t.evidence.c.added_by, isouter=True)
    made = made.join(t.evidence_check, t.evidence_check.c.id == telling.last_of(), isouter=True)
    made = made.join(t.evidence_purge, t.evidence_purge.c.evidence_id == t.evidence.c.id, isouter=True)
    page = (
        t.evidence_purge.c.at.label("purged_at"),
        t.evidence_check.c.final_url,
        t.evidence_check.c.title.label("page_title"),
    )
    mine = select(t.evidence, t.person.c.name.label("person"), *page).select_from(made)
    rows = conn.execute(mine.where(t.evidence.c.enrolment_id == unit.id)).all()
    seen = [row for row in rows if scope.sees(unit.framework, row.criterion)]
    return sorted(seen, key=lambda row: (_order(unit.framework, row.criterion), row.id))


def review(conn: Connection, scope: Scope, unit: Unit) -> list[Act]:
    """Points given, words of the review, requests and justifications, by criterion and time."""
    acts = [*_events(conn, unit), *_given(conn, unit), *_requests(conn, unit), *_words(conn, unit)]
    seen = [act for act in acts if scope.sees(unit.framework, act.criterion)]
    return sorted(seen, key=lambda act: (_order(unit.framework, act.criterion), act.at))


def _keys(framework: Framework) -> Iterator[tuple[str, Key]]:
    place = 0
    for item in framework.spec.info:
        for key, label, kind in _fields(item):
            place += 1
            yield key, Key(item.id, None, label, kind, item.measure, (), place)
    for node in framework.criteria:
        for one in node.inputs:
            if one.shared is None:
                place += 1
                known = (one.label, one.kind, one.measure, one.choices or (), place)
                yield f"{node.id}:{one.id}", Key(node.name, node.id, *known)


def _fields(item: Any) -> Iterator[tuple[str, str, str]]:
    if not item.fields:
        yield f"info:{item.id}", item.label, item.kind
    for field in item.fields:
        yield f"info:{item.id}.{field.id}", f"{item.label}: {field.label}", field.kind


def _of_unit(conn: Connection, table: Table, unit: Unit, *wanted: Any) -> list[Row[Any]]:
    """Rows of one unit with the name of whose they are."""
    made = table.join(t.person, t.person.c.id == table.c.person_id, isouter=True)
    mine = select(table, t.person.c.name.label("person")).select_from(made)
    return list(conn.execute(mine.where(table.c.enrolment_id == unit.id, *wanted)).all())


def _keyed(scope: Scope, unit: Unit, rows: list[Row[Any]], then: Any) -> list[tuple[Key, Row[Any]]]:
    keys = keys_of(unit.framework)
    found = [(keys.get(row.input_key) or _dropped(row.input_key), row) for row in rows]
    seen = [
        (key, row) for key, row in found if key.criterion is None or scope.sees(unit.framework, key.criterion)
    ]
    return sorted(seen, key=lambda pair: (pair[0].place, pair[1].input_key, *then(pair[1])))


def _dropped(name: str) -> Key:
    """A key that the framework has dropped since: its text is shown as it is."""
    return Key(name, None, name, "text", None, (), 10**6)


def _order(framework: Framework, criterion: str) -> tuple[int, str]:
    return _places(framework).get(criterion, 10**6), criterion


def _places(framework: Framework) -> Mapping[str, int]:
    found = _places_by_hash.get(framework.content_hash)
    if found is None:
        found = {node.id: number for number, node in enumerate(framework.nodes)}
        _places_by_hash[framework.content_hash] = found
    return found


def _events(conn: Connection, unit: Unit) -> Iterator[Act]:
    for row in _of_unit(conn, t.review_event, unit):
        points = None if row.points_micro is None else from_micro(row.points_micro)
        yield Act(row.criterion, row.action, row.at, row.person, row.channel, None, points, row.reason)


def _given(conn: Connection, unit: Unit) -> Iterator[Act]:
    for row in _of_unit(conn, t.assessment, unit):
        points, holds = from_micro(row.points_micro), row.replaced_at is None
        who = (row.at, row.person, row.channel, row.assessor)
        yield Act(row.criterion, "given", *who, points, row.reason, holds)


def _requests(conn: Connection, unit: Unit) -> Iterator[Act]:
    asker, decider = t.person.alias(), t.person.alias()
    asked = t.exemption_request.c
    rows = select(t.exemption_request, asker.c.name.label("asker"), decider.c.name.label("decider"))
    joined = t.exemption_request.join(asker, asker.c.id == asked.requested_by, isouter=True)
    joined = joined.join(decider, decider.c.id == asked.decided_by, isouter=True)
    for row in conn.execute(rows.select_from(joined).where(asked.enrolment_id == unit.id)):
        said = (row.criterion, "requested", row.requested_at, row.asker, row.channel)
        yield Act(*said, reason=row.reason, holds=row.state in ("requested", "granted"))
        if row.decided_at is not None:
            decided = (row.criterion, row.state, row.decided_at, row.decider, row.channel)
            yield Act(*decided, reason=row.decision_reason)


def _words(conn: Connection, unit: Unit) -> Iterator[Act]:
    for row in _of_unit(conn, t.justification, unit):
        said = (row.criterion, "justified", row.at, row.person, row.channel)
        yield Act(*said, reason=row.text, holds=row.replaced_at is None)
