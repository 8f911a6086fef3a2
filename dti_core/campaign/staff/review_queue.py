"""What waits for review: every criterion of every unit within reach, filtered, in the order of a walk."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Row, func, or_, select, true

from dti_core.campaign import frameworks
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import review_seen
from dti_core.campaign.staff.review_place import OPEN, REVIEWABLE, mine
from dti_core.campaign.staff.review_verdict import verdicts
from dti_core.campaign.staff.staffer import Staffer
from dti_core.framework.framework import Framework, Node
from dti_core.messages.staff.review_views import Verdict
from dti_core.store import tables as t

Wanted = Literal["open", "answered", "changed", "contested", "requested", "returned", "all"]
WANTED: tuple[Wanted, ...] = ("open", "answered", "changed", "contested", "requested", "returned", "all")
_e = t.enrolment.c


@dataclass(frozen=True)
class Scope:
    """Which part of the work: what kind of items, of which unit, criterion, index or group (None: every)."""

    wanted: Wanted = "open"
    enrolment: int | None = None
    criterion: str | None = None
    index: str | None = None
    group: str | None = None
    framework: str | None = None
    by_criterion: bool = False
    """The order of the walk: the same criterion of all units in a row, instead of unit by unit."""
    among: tuple[int, ...] = ()
    """Only these enrolments; none named: all."""


@dataclass(frozen=True)
class Slot:
    """One criterion of one unit, and where its review stands."""

    unit: Row[Any]
    """The enrolment with the unit's `name`."""
    framework: Framework
    node: Node
    place: int
    """Position in the framework."""
    verdict: Verdict
    requested: bool

    def is_(self, wanted: Wanted) -> bool:
        """Whether it is of this kind. Requests may come before a unit hands in, contests come afterwards."""
        state = self.verdict.state
        if wanted == "requested":
            return self.requested
        if self.unit.state not in REVIEWABLE:
            return wanted == "contested" and state == "contested"
        return {
            "open": self.verdict.open or self.requested,
            "answered": state == "answered",
            "changed": self.verdict.changed and state != "returned",
            "contested": state == "contested",
            "returned": state == "returned",
            "all": True,
        }[wanted]

    def at(self, by_criterion: bool) -> tuple[Any, ...]:
        """Where it comes in a walk."""
        unit = (self.unit.framework_id, self.unit.name, self.unit.id)
        return (unit[0], self.place, *unit[1:]) if by_criterion else (*unit, self.place)


@dataclass(frozen=True)
class Ahead:
    """The next item of a walk (None: nothing else), and how many the walk has."""

    slot: Slot | None
    left: int


def slots(conn: Connection, staffer: Staffer, scope: Scope | None = None) -> list[Slot] | Refusal:
    """Everything of the scope that this person may see, in the order of its walk."""
    if refusal := staffer.lacks("see"):
        return refusal
    part = scope or Scope("all")
    units = _units(conn, staffer, part)
    loaded = {unit.id: frameworks.framework(conn, unit.content_hash) for unit in units}
    said = verdicts(conn, [unit.id for unit in units], _digests(conn, units, loaded))
    asked = _requests(conn, [unit.id for unit in units])
    found = [
        Slot(
            unit,
            loaded[unit.id],
            node,
            place,
            said.get((unit.id, node.id), Verdict()),
            (unit.id, node.id) in asked,
        )
        for unit in units
        for place, node in _nodes(loaded[unit.id], staffer, part)
    ]
    return sorted((one for one in found if one.is_(part.wanted)), key=lambda one: one.at(part.by_criterion))


def following(
    conn: Connection, staffer: Staffer, scope: Scope, after: tuple[int, str] | None
) -> Ahead | Refusal:
    """The next item of a walk after (enrolment, criterion), settled by now or not; round again at the end."""
    found = slots(conn, staffer, scope)
    if isinstance(found, Refusal) or not found:
        return found if isinstance(found, Refusal) else Ahead(None, 0)
    place = None if after is None else _place_of(conn, staffer, scope, after)
    if place is None:
        return Ahead(found[0], len(found))
    others = [one for one in found if (one.unit.id, one.node.id) != after]
    later = (one for one in others if one.at(scope.by_criterion) > place)
    return Ahead(next(later, next(iter(others), None)), len(found))


def _place_of(
    conn: Connection, staffer: Staffer, scope: Scope, at: tuple[int, str]
) -> tuple[Any, ...] | None:
    """Where an item that is no longer in the walk would have stood."""
    row = next(iter(_units(conn, staffer, Scope("all", enrolment=at[0]))), None)
    if row is None:
        return None
    framework = frameworks.framework(conn, row.content_hash)
    place = next((n for n, node in enumerate(framework.criteria) if node.id == at[1]), None)
    if place is None:
        return None
    return Slot(row, framework, framework.criteria[place], place, Verdict(), False).at(scope.by_criterion)


def _units(conn: Connection, staffer: Staffer, scope: Scope) -> Sequence[Row[Any]]:
    chosen = select(t.enrolment, t.unit.c.name, t.unit.c.slug).join(t.unit, t.unit.c.id == _e.unit_id)
    within = (*OPEN, "verified") if scope.wanted == "contested" else OPEN
    chosen = chosen.where(mine(staffer), _e.state.in_(within))
    if scope.enrolment is not None:
        chosen = chosen.where(_e.id == scope.enrolment)
    if scope.framework is not None:
        chosen = chosen.where(_e.framework_id == scope.framework)
    if scope.group is not None:
        chosen = chosen.where(_e.group_id == scope.group)
    if scope.among:
        chosen = chosen.where(_e.id.in_(scope.among))
    return conn.execute(chosen.order_by(t.unit.c.name, _e.id)).all()


def _nodes(framework: Framework, staffer: Staffer, scope: Scope) -> Iterable[tuple[int, Node]]:
    for place, node in enumerate(framework.criteria):
        index = framework.index_of(node.id).id
        theirs = staffer.indices is None or index in staffer.indices
        wanted = scope.criterion in (None, node.id) and scope.index in (None, index)
        if theirs and wanted:
            yield place, node


def _digests(
    conn: Connection, units: Sequence[Row[Any]], loaded: dict[int, Framework]
) -> dict[int, dict[str, str]]:
    """Only of units where something was stored after the first word of their review: few, as a rule."""
    ids = [unit.id for unit in units]
    first = _moments(conn, ids, t.review.c.enrolment_id, func.min(t.review.c.at))
    latest: dict[int, datetime] = {}
    audited = or_(t.audit.c.action.like("evidence%"), t.audit.c.action.like("exemption%"))
    for unit, moment, where in (
        (t.answer_revision.c.enrolment_id, t.answer_revision.c.at, true()),
        (t.justification.c.enrolment_id, t.justification.c.at, true()),
        (t.audit.c.enrolment_id, t.audit.c.at, audited),
    ):
        for name, at in _moments(conn, list(first), unit, func.max(moment), where).items():
            latest[name] = max(at, latest.get(name, at))
    moved = [name for name in first if name in latest and latest[name] >= first[name]]
    return review_seen.digests(conn, moved, loaded) if moved else {}


def _moments(
    conn: Connection, ids: list[int], unit: Any, moment: Any, where: ColumnElement[bool] | None = None
) -> dict[int, datetime]:
    """Enrolment → moment, of those that have any."""
    found: dict[int, datetime] = {}
    for start in range(0, len(ids), review_seen.CHUNK):
        here = unit.in_(ids[start : start + review_seen.CHUNK])
        chosen = select(unit, moment.label("at")).where(here, *(() if where is None else (where,)))
        found |= {row[0]: row.at for row in conn.execute(chosen.group_by(unit)) if row.at is not None}
    return found


def _requests(conn: Connection, ids: list[int]) -> set[tuple[int, str]]:
    r = t.exemption_request.c
    found: set[tuple[int, str]] = set()
    for start in range(0, len(ids), review_seen.CHUNK):
        here = r.enrolment_id.in_(ids[start : start + review_seen.CHUNK])
        rows = conn.execute(select(r.enrolment_id, r.criterion).where(here, r.state == "requested"))
        found |= {(row.enrolment_id, row.criterion) for row in rows}
    return found
