"""Whom a reminder concerns: units in a state, their people, and who can only be phoned."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, func, select, true

from dti_core.campaign import deadlines, desk
from dti_core.campaign.staff import people_told
from dti_core.campaign.staff.board_rows import Stored, days_since, stored
from dti_core.campaign.staff.people_told import Contact
from dti_core.campaign.values import ASSESSORS
from dti_core.messages.contact.reminders import Facts
from dti_core.store import tables as t
from dti_core.survey import progress

STALLED_DAYS = 5
"""After so many days without a sign of life a unit counts as stalled, where nobody said otherwise."""

_enrolment = t.enrolment.c


@dataclass(frozen=True)
class Wanted:
    """Which units are meant. `groups` None: all; `only`: no others than these enrolments; `to_providers`: who
    gives only some of their figures, instead of their contacts."""

    kind: str
    groups: Collection[str] | None = None
    stalled_days: int = STALLED_DAYS
    only: Collection[int] | None = None
    to_providers: bool = False


@dataclass(frozen=True)
class Listed:
    """Somebody on the roster, with the number to phone."""

    member: int
    name: str
    phone: str | None
    person: int | None


@dataclass(frozen=True)
class Target:
    """One unit, or one provider (`unit`: their office, `scored`: whose figures they give), to be reminded.

    `until`: the moment that ends the work, None for a return without a term.
    """

    enrolment: int
    unit: str
    state: str
    until: datetime | None
    people: tuple[Contact, ...]
    roster: tuple[Listed, ...]
    group: tuple[str, str] = ("", "")
    """Framework and ranking group."""
    scored: str = ""
    provider: bool = False

    @property
    def addressees(self) -> tuple[Contact, ...]:
        """Those in charge who can be reached; else the deputies who can; else those in charge."""
        for wanted in (True, False):
            reached = tuple(one for one in self.people if one.in_charge is wanted and one.identity)
            if reached:
                return reached
        return tuple(one for one in self.people if one.in_charge) or self.people

    @property
    def key(self) -> tuple[int, str]:
        """What tells it from the others of a round."""
        member = f"m{self.roster[0].member}" if self.roster else ""
        seat = f"a{self.people[0].assignment}" if self.people else ""
        return self.enrolment, (member or seat) if self.provider else ""

    def listed(self, person: int) -> Listed | None:
        """A person's line on the roster."""
        return next((one for one in self.roster if one.person == person), None)


def campaign_of(conn: Connection, campaign: int) -> Row[Any]:
    """The campaign's row."""
    return conn.execute(select(t.campaign).where(t.campaign.c.id == campaign)).one()


def find(conn: Connection, campaign: Row[Any], wanted: Wanted, now: datetime) -> list[Target]:
    """The units that a reminder of this kind concerns now; none once their time is over."""
    if campaign.state not in ("open", "closed") or now < campaign.opens_at:
        return []
    known = stored(conn, and_(*_within(campaign.id, wanted)))
    chosen = [row for row in known.enrolments if is_in_time(row, campaign, now)]
    chosen = _by_state(conn, chosen, known, wanted, campaign, now)
    ids = [row.id for row in chosen]
    people, roster = people_told.contacts(conn, ids), _roster(conn, ids)
    found = [
        Target(
            enrolment=row.id,
            unit=row.name,
            state=row.state,
            until=deadlines.term(row, campaign.closes_at),
            people=tuple(people.get(row.id, ())),
            roster=tuple(roster.get(row.id, ())),
            group=(row.framework_id, row.group_id),
        )
        for row in chosen
    ]
    if wanted.kind == "evidence_missing":
        return [one for one in found if facts(conn, campaign, one).no_evidence]
    return found


def facts(conn: Connection, campaign: Row[Any], target: Target, name: str | None = None) -> Facts:
    """What a reminder may speak of, counted from what is stored now."""
    head = Facts(
        target.unit, campaign.title, campaign.coordinator, name or "Anh/Chị", target.until, campaign.time_zone
    )
    if not target.people:
        return head
    one = target.people[0]
    view = desk.load(conn, one.person, one.assignment)
    known = progress.of(view)
    return Facts(
        **{
            **vars(head),
            "total": known.total,
            "answered": known.answered,
            "no_evidence": len(known.having("no_evidence")),
            "returned": len(view.returned),
        }
    )


def _within(campaign: int, wanted: Wanted) -> Iterable[Any]:
    states = ("returned",) if wanted.kind == "returned" else deadlines.OPEN_STATES
    yield _enrolment.campaign_id == campaign
    yield _enrolment.state.in_(states)
    if wanted.groups is not None:
        yield _enrolment.group_id.in_(sorted(wanted.groups))
    if wanted.only is not None:
        yield _enrolment.id.in_(sorted(wanted.only))


def is_in_time(row: Row[Any], campaign: Row[Any], now: datetime) -> bool:
    """Nothing is sent after the deadline, but for what was sent back, within its own term."""
    until = deadlines.term(row, campaign.closes_at)
    in_time = until is None or now < until
    return in_time and (campaign.state == "open" or row.state == "returned")


def _by_state(
    conn: Connection, rows: list[Row[Any]], known: Stored, wanted: Wanted, campaign: Row[Any], now: datetime
) -> list[Row[Any]]:
    if wanted.kind == "not_submitted":
        return rows
    if wanted.kind == "not_joined":
        return [row for row in rows if row.id not in known.joined]
    joined = [row for row in rows if row.id in known.joined]
    if wanted.kind == "returned":
        touched = _touched(conn, [row.id for row in joined])
        return [row for row in joined if row.id not in touched]
    if wanted.kind == "evidence_missing":
        return joined
    begun = _begun(conn, [row.id for row in joined])
    if wanted.kind == "not_started":
        return [row for row in joined if row.id not in begun]
    idle = {row.id: days_since(known.active_at.get(row.id), now, campaign.time_zone) or 0 for row in joined}
    return [row for row in joined if row.id in begun and idle[row.id] >= wanted.stalled_days]


def _begun(conn: Connection, enrolments: list[int]) -> set[int]:
    """Units that hold at least one answer of their own."""
    own = and_(t.answer.c.value.is_not(None), t.answer.c.source.not_in(ASSESSORS))
    found = select(t.answer.c.enrolment_id).where(t.answer.c.enrolment_id.in_(enrolments), own)
    return set(conn.execute(found.distinct()).scalars())


def _touched(conn: Connection, enrolments: list[int]) -> set[int]:
    """Returned units where something was answered or proved since."""
    said = t.review_event.c
    back = select(said.enrolment_id, func.max(said.told_at)).where(
        said.enrolment_id.in_(enrolments), said.action == "returned", said.told_at.is_not(None)
    )
    returned = {row[0]: row[1] for row in conn.execute(back.group_by(said.enrolment_id))}
    touched: set[int] = set()
    for table, at, own in (
        (t.answer, t.answer.c.at, t.answer.c.source.not_in(ASSESSORS)),
        (t.evidence, func.coalesce(t.evidence.c.withdrawn_at, t.evidence.c.added_at), true()),
        (t.justification, t.justification.c.at, true()),
    ):
        last = select(table.c.enrolment_id, func.max(at)).where(table.c.enrolment_id.in_(enrolments), own)
        for enrolment, moment in conn.execute(last.group_by(table.c.enrolment_id)):
            if enrolment in returned and moment > returned[enrolment]:
                touched.add(enrolment)
    return touched


def _roster(conn: Connection, enrolments: list[int]) -> dict[int, list[Listed]]:
    member = t.member.c
    rows = (
        select(t.member)
        .where(member.enrolment_id.in_(enrolments), member.role == "contact", member.removed_at.is_(None))
        .order_by(member.in_charge.desc(), member.id)
    )
    found: dict[int, list[Listed]] = {}
    for row in conn.execute(rows):
        found.setdefault(row.enrolment_id, []).append(Listed(row.id, row.name, row.phone, row.person_id))
    return found
