"""Two campaigns side by side, with everything in the first that somebody of the second must not reach."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any

from sqlalchemy import Connection, select

from dti_core.campaign import invitations
from dti_core.campaign.forms.filled import VERSION, Cell, Filled, Mark, Row
from dti_core.campaign.invitations import Reach
from dti_core.campaign.staff.roster.book import Book
from dti_core.store import tables as t
from dti_core.store.database import Database
from dti_core.store.tables import metadata
from tests.campaign.world import SMALL, World
from tests.staff.review_room import handed_in

MARK = "bimat"
"""Stands in the name of the unit that is foreign, and in everything that it has said."""
SECRETS = (MARK, "0977123456", "thuthap@")


@dataclass
class House:
    """`mine` and `other`: two campaigns; the unit `bimat` is of the first, group `so`."""

    db: Database
    mine: World
    other: World
    ids: dict[str, Any] = field(default_factory=dict)
    before: dict[str, Any] = field(default_factory=dict)
    """How everything stands before every attempt."""
    needed: dict[str, Any] = field(default_factory=dict)
    """What every use case answers somebody without any power."""

    @property
    def unit(self) -> int:
        return self.mine.units[MARK]

    @contextmanager
    def attempt(self) -> Iterator["Attempt"]:
        """A transaction in which somebody tries something; whatever it did is undone at the end."""
        with self.db.write() as conn:
            if not self.before:
                self.before.update(kept(conn))
            point = conn.begin_nested()
            yield Attempt(self, conn, self.before, writes(conn))
            if point.is_active:
                point.rollback()


@dataclass
class Attempt:
    """One try: what stood there before, and what has changed."""

    house: House
    conn: Connection
    before: Mapping[str, Any]
    written: int

    def changed(self, unit: int | None = None) -> list[str]:
        """Tables in which rows of the first campaign, or of one of its units, are not as they were."""
        if writes(self.conn) == self.written:
            return []
        now = kept(self.conn)
        place = (self.house.mine.campaign, unit, self.house.ids)
        return [name for name in now if own(name, self.before, place) != own(name, now, place)]


def build(db: Database, framework: str = SMALL) -> House:
    """The two campaigns, full of things with ids."""
    mine, other = World(db, framework).begin(), World(db, framework)
    handed_in(mine, MARK)
    mine.unit("ban")
    mine.enrol("khac", group="khac")
    mine.join("khac")
    other.accounts, other.now = 500, mine.now
    other.begin(slug="2027", title="Đợt khác")
    handed_in(other, "xa")
    house = House(db, mine, other)
    with db.write() as conn:
        _fill(conn, house)
    return house


def _fill(conn: Connection, house: House) -> None:
    """A person on the list with a live link, evidence, a proposal, a task, a rule, a reminder."""
    mine, unit, ids = house.mine, house.unit, house.ids
    lan = mine.speakers[MARK]
    member = {"campaign_id": mine.campaign, "enrolment_id": unit, "role": "contact", "name": f"Người {MARK}"}
    reached = {"phone": "0977123456", "email": "thuthap@a.vn", "in_charge": False, "created_at": mine.now}
    ids["member"] = conn.execute(t.member.insert().returning(t.member.c.id), member | reached).scalar_one()
    invitations.issue_for(conn, Reach(mine.campaign, "contact", unit, member=ids["member"]), mine.now)
    ids["invitation"] = conn.execute(
        select(t.invitation.c.id).where(t.invitation.c.member_id == ids["member"])
    ).scalar_one()
    ids["evidence"] = (
        conn.execute(select(t.evidence.c.id).where(t.evidence.c.enrolment_id == unit)).scalars().first()
    )
    ids["unit"] = unit
    ids["assignment"], ids["person"], ids["identity"] = lan.active_assignment, lan.person, lan.identity
    book = {"digest": "", "book": Book({}, ()).dump()}
    proposal = {"campaign_id": mine.campaign, "kind": "roster", "payload": json.dumps(book),
                "person_id": None, "channel": "cli", "created_at": mine.now}  # fmt: skip
    ids["proposal"] = conn.execute(t.proposal.insert().returning(t.proposal.c.id), proposal).scalar_one()


def book() -> Filled:
    """The foreign unit's questionnaire, with one answer changed."""
    row = Row("1.2:a", "A1", {"value": Cell("number", "58", "B1")})
    return Filled("questionnaire", Mark(VERSION, "2026", MARK), (row,))


def writes(conn: Connection) -> int:
    """How many rows this connection has ever written, as SQLite counts them."""
    return int(conn.connection.dbapi_connection.total_changes)  # type: ignore[union-attr]  # SQLite has it


def kept(conn: Connection) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table."""
    found = {}
    for table in metadata.sorted_tables:
        names = tuple(column.name for column in table.columns)
        rows = conn.execute(table.select().order_by(*table.primary_key.columns))
        found[table.name] = [tuple(zip(names, row, strict=True)) for row in rows]
    return found


def own(name: str, rows: Mapping[str, Any], place: tuple[int, int | None, Mapping[str, Any]]) -> list[Any]:
    """The rows of a table that belong to the first campaign, or to one unit of it."""
    campaign, unit, ids = place
    found = []
    for row in rows[name]:
        facts = dict(row)
        of_unit = facts.get("enrolment_id", facts.get("id") if name == "enrolment" else None)
        of_person = facts.get("person_id") == ids["person"] or facts.get("identity_id") == ids["identity"]
        if unit is not None:
            ours = of_unit == unit or of_person
        else:
            ours = facts.get("campaign_id", facts.get("id") if name == "campaign" else None) == campaign
            ours = ours or of_unit == ids["unit"] or of_person
        if ours:
            found.append(row)
    return found


def words(value: Any, depth: int = 0) -> str:
    """Everything that a result says, however deep it says it."""
    if depth > 8:
        return ""
    if is_dataclass(value) and not isinstance(value, type):
        return " ".join(words(getattr(value, one.name), depth + 1) for one in fields(value))
    if isinstance(value, Mapping):
        return " ".join(f"{words(k, depth + 1)} {words(v, depth + 1)}" for k, v in value.items())
    if isinstance(value, str | bytes) or value is None:
        return str(value)
    try:
        return " ".join(words(one, depth + 1) for one in value)
    except TypeError:
        return str(value)
