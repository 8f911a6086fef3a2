"""What one export covers: the campaign as it stands, and the units within the reader's reach."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, func, select

from dti_core.campaign import frameworks
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import board
from dti_core.campaign.staff.overview import within_reach
from dti_core.campaign.staff.staffer import Staffer
from dti_core.framework.framework import Framework
from dti_core.store import tables as t


@dataclass(frozen=True)
class Occasion:
    """The campaign at the moment of reading; `decision` (number, date) once its result is published."""

    id: int
    slug: str
    title: str
    coordinator: str
    year: int
    zone: str
    state: str
    closes_at: datetime
    read_at: datetime
    decision: tuple[str, date] | None = None

    @property
    def provisional(self) -> bool:
        """Whether points may still change."""
        return self.decision is None


@dataclass(frozen=True)
class Unit:
    """One enrolled unit; `row` is its enrolment."""

    row: Row[Any]
    slug: str
    name: str
    framework: Framework
    contacts: int

    @property
    def id(self) -> int:
        """The enrolment's number."""
        return int(self.row.id)


@dataclass(frozen=True)
class Scope:
    """Units in the order of framework, group and name. `indices`: what the reader sees of each; None: all."""

    occasion: Occasion
    units: tuple[Unit, ...]
    indices: frozenset[str] | None = None

    def parts(self) -> Iterator[tuple[Framework, tuple[Unit, ...]]]:
        """The units of each framework."""
        for _, members in groupby(self.units, lambda unit: unit.framework.content_hash):
            found = tuple(members)
            yield found[0].framework, found

    def only(self, enrolment: int) -> "Unit | None":
        """The unit of this enrolment."""
        return next((unit for unit in self.units if unit.id == enrolment), None)

    def sees(self, framework: Framework, criterion: str) -> bool:
        """Whether the reader is shown a criterion; what belongs to none (general information) is shown."""
        if self.indices is None or criterion not in framework.by_id:
            return True
        return framework.index_of(criterion).id in self.indices


def read(
    conn: Connection, staffer: Staffer, now: datetime, group: int | None = None, enrolment: int | None = None
) -> Scope | Refusal:
    """The whole campaign, one ranking group (its number on the board) or the group of one unit, within reach.

    Of one unit the whole group is read, since ranks and medians are of a group; `Scope.only` leaves the unit.
    """
    if refusal := staffer.lacks("export"):
        return refusal
    wanted = [within_reach(staffer)]
    if group is not None:
        found = next((each for each in board.groups(conn, staffer) if each.number == group), None)
        if found is None:
            return Refusal("unknown_group", str(group))
        wanted.append(_in_group(found.framework.id, found.id))
    if enrolment is not None:
        row = conn.execute(select(t.enrolment).where(t.enrolment.c.id == enrolment, *wanted)).one_or_none()
        if row is None:
            return Refusal("unknown_unit", str(enrolment))
        wanted.append(_in_group(row.framework_id, row.group_id))
    units = tuple(sorted((unit for unit in _units(conn, wanted) if _any(unit, staffer)), key=_place))
    if not units:
        return Refusal("unknown_unit")
    return Scope(_occasion(conn, staffer.campaign, now), units, staffer.indices)


def _any(unit: Unit, staffer: Staffer) -> bool:
    """Whether the reader is assigned any index of the unit's framework."""
    return staffer.indices is None or any(index.id in staffer.indices for index in unit.framework.indices)


def _in_group(framework: str, group: str) -> ColumnElement[bool]:
    return and_(t.enrolment.c.framework_id == framework, t.enrolment.c.group_id == group)


def _units(conn: Connection, wanted: list[Any]) -> Iterator[Unit]:
    joined = (
        select(func.count())
        .select_from(t.assignment)
        .where(
            t.assignment.c.enrolment_id == t.enrolment.c.id,
            t.assignment.c.role == "contact",
            t.assignment.c.revoked_at.is_(None),
        )
        .scalar_subquery()
    )
    chosen = select(t.enrolment, t.unit.c.slug, t.unit.c.name, joined.label("contacts"))
    for row in conn.execute(chosen.join(t.unit, t.unit.c.id == t.enrolment.c.unit_id).where(*wanted)):
        framework = frameworks.framework(conn, row.content_hash)
        yield Unit(row, row.slug, row.name, framework, row.contacts)


def _place(unit: Unit) -> tuple[str, str, int, str, int]:
    groups = [group.id for group in unit.framework.spec.groups]
    known = unit.row.group_id in groups
    order = groups.index(unit.row.group_id) if known else len(groups)
    return unit.framework.id, unit.framework.content_hash, order, unit.name, unit.id


def _occasion(conn: Connection, campaign: int, now: datetime) -> Occasion:
    row = conn.execute(select(t.campaign).where(t.campaign.c.id == campaign)).one()
    live = (t.publication.c.campaign_id == campaign, t.publication.c.reopened_at.is_(None))
    published = conn.execute(select(t.publication).where(*live)).one_or_none()
    return Occasion(
        id=row.id,
        slug=row.slug,
        title=row.title,
        coordinator=row.coordinator,
        year=row.reference_year,
        zone=row.time_zone,
        state=row.state,
        closes_at=row.closes_at,
        read_at=now,
        decision=published and (published.decision_number, published.decision_date),
    )
