"""Makes what was ordered: one snapshot is read, files are written, nothing of the database is ever held."""

import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from dti_core.campaign.history import Act, record_act
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff.export import results, scope
from dti_core.campaign.staff.export.scope import Occasion, Scope, Unit
from dti_core.campaign.staff.staffer import Staffer
from dti_core.excel.out import archive, campaign_book, unit_book
from dti_core.excel.out.book import Told
from dti_core.store.database import Database

Kind = Literal["campaign", "unit", "units", "archive"]
KINDS: tuple[Kind, ...] = ("campaign", "unit", "units", "archive")


@dataclass(frozen=True)
class Order:
    """What is wanted: `group` is a ranking group's number on the board, `enrolment` the unit of a report;
    `units`: reports or evidence of these enrolments only (a whole campaign's book is never of some units,
    since its ranks are of a group)."""

    kind: Kind
    group: int | None = None
    enrolment: int | None = None
    units: frozenset[int] | None = None

    def picked(self, found: Scope) -> tuple[Unit, ...]:
        """The units that it is of."""
        return tuple(unit for unit in found.units if self.units is None or unit.id in self.units)


@dataclass(frozen=True)
class Room:
    """Where files may be made, and how much: `part` bytes of evidence a file, `whole` in all; reports."""

    data_dir: Path
    place: Callable[[str], Path]
    """A new path for a file with this ending."""
    part: int | None = None
    whole: int | None = None
    units: int | None = None


@dataclass(frozen=True)
class Made:
    """A file that is ready, under the name that people see."""

    path: Path
    name: str


@dataclass(frozen=True)
class Batch:
    """What was made; `lost`: pieces of evidence whose file is missing or damaged; `title` names the unit."""

    files: tuple[Made, ...]
    lost: int = 0
    title: str = ""


@dataclass(frozen=True)
class TooMuch:
    """More than fits: bytes of evidence, or reports of units."""

    what: Literal["bytes", "units"]
    count: int


Result = Batch | TooMuch | Refusal


def make(
    db: Database, who: Staffer, order: Order, room: Room, now: datetime, told: Told = lambda _part: None
) -> Result:
    """Do it. A refusal where the staffer may not, or where the group or unit is not there."""
    with db.read() as conn:
        found = scope.read(conn, who, now, order.group, order.enrolment)
        if isinstance(found, Refusal):
            return found
        if order.kind != "archive":
            return _book(conn, found, order, room, told)
        found = replace(found, units=order.picked(found))
        if not found.units:
            return Refusal("unknown_unit")
        planned = archive.plan(conn, found, room.part)
    return _archive(found, planned, room, told)


def note(conn: Connection, who: Staffer, order: Order, now: datetime) -> None:
    """Write down who took what out of the house."""
    record_act(conn, who.who, Act("exported", f"export:{order.kind}"), now, campaign=who.campaign)


def _book(conn: Connection, found: Scope, order: Order, room: Room, told: Told) -> Result:
    if order.kind == "units":
        return _units(conn, found, order.picked(found), room, told)
    path = room.place(".xlsx")
    if order.kind == "campaign":
        campaign_book.write(conn, found, path, told)
        return Batch((Made(path, named("bang-diem", found.occasion, ".xlsx")),))
    if order.enrolment is None:
        return Refusal("unknown_unit")
    own = unit_book.write(conn, found, order.enrolment, path)
    told(1.0)
    name = named(f"phieu-{own.unit.slug}", found.occasion, ".xlsx")
    return Batch((Made(path, name),), title=own.unit.name)


def _units(conn: Connection, found: Scope, picked: tuple[Unit, ...], room: Room, told: Told) -> Result:
    """A report of every picked unit, in one archive; the others are read for their ranks and medians."""
    if not picked:
        return Refusal("unknown_unit")
    if room.units is not None and len(picked) > room.units:
        return TooMuch("units", len(picked))
    every = results.read(conn, found.occasion, found.units)
    path, one = room.place(".zip"), room.place(".xlsx")
    path.touch(mode=0o600)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as packed:
        for number, unit in enumerate(picked, 1):
            unit_book.write_one(conn, found, unit.id, every, one)
            packed.write(one, f"{number:03}-{unit.slug}.xlsx")
            told(number / len(picked))
    one.unlink()
    return Batch((Made(path, named("phieu-don-vi", found.occasion, ".zip")),))


def _archive(found: Scope, planned: archive.Plan, room: Room, told: Told) -> Result:
    if room.whole is not None and planned.size > room.whole:
        return TooMuch("bytes", planned.size)
    made, lost, count = [], 0, len(planned.parts)
    for number, part in enumerate(planned.parts, 1):
        path = room.place(".zip")
        named_part = number if count > 1 else 0
        lost += archive.write(found, room.data_dir, part, path, named_part, _scaled(told, number - 1, count))
        tail = f"-phan-{number}" if count > 1 else ""
        made.append(Made(path, named("minh-chung", found.occasion, f"{tail}.zip")))
    return Batch(tuple(made), lost)


def _scaled(told: Told, before: int, count: int) -> Told:
    """Tells of one part of several."""
    return lambda done: told((before + done) / count)


def named(head: str, occasion: Occasion, tail: str) -> str:
    """The name that people see: what, which campaign, as of when."""
    day = occasion.read_at.astimezone(ZoneInfo(occasion.zone))
    return f"{head}-{occasion.slug}-{day:%Y%m%d-%H%M}{tail}"
