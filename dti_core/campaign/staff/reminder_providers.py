"""Whom a reminder to providers concerns: who gives only some of a unit's figures, and not all of them yet."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, select

from dti_core.campaign import answers, deadlines, desk, words
from dti_core.campaign.staff import people_told
from dti_core.campaign.staff.board_rows import days_since
from dti_core.campaign.staff.people_told import Contact
from dti_core.campaign.staff.reminder_targets import Listed, Target, Wanted, is_in_time
from dti_core.messages.contact.reminders import Facts
from dti_core.store import tables as t
from dti_core.survey import progress
from dti_core.survey.questions import is_info, owner

KINDS = ("not_submitted", "not_started", "stalled", "not_joined")
"""The states that a provider can be in; the first: figures are missing, whatever else."""
OPEN_MARKS, SETTLED = ("missing", "partial", "deferred"), ("done", "no_evidence")


@dataclass(frozen=True)
class Given:
    """What one provider gave: the keys, and when the last of them."""

    keys: frozenset[str] = frozenset()
    last: datetime | None = None


def find(conn: Connection, campaign: Row[Any], wanted: Wanted, now: datetime) -> list[Target]:
    """The providers in this state now, unit by unit; none once the unit's time is over."""
    if wanted.kind not in KINDS:
        return []
    return [one for one, kinds in states(conn, campaign, wanted, now) if wanted.kind in kinds]


def states(
    conn: Connection, campaign: Row[Any], wanted: Wanted, now: datetime
) -> list[tuple[Target, frozenset[str]]]:
    """Every provider with the states that they are in; `wanted.kind` is not looked at."""
    if campaign.state not in ("open", "closed") or now < campaign.opens_at:
        return []
    units = [row for row in _units(conn, campaign.id, wanted) if is_in_time(row, campaign, now)]
    ids = [row.id for row in units]
    seats, members, given = (
        people_told.contacts(conn, ids, "provider"),
        _members(conn, ids),
        _given(conn, ids),
    )
    scopes = _scopes(conn, ids)
    found = []
    for row in units:
        for target, scope in _targets(row, seats.get(row.id, []), members.get(row.id, []), scopes, campaign):
            said = given.get((row.id, target.people[0].person), Given()) if target.people else Given()
            kinds = _kinds(conn, target, scope, said, wanted.stalled_days, now, campaign.time_zone)
            found.append((target, kinds))
    return found


def facts(conn: Connection, campaign: Row[Any], target: Target, name: str | None = None) -> Facts:
    """What a reminder may speak of, counted in figures."""
    asked, missing = (0, 0) if not target.people else _counted(conn, target.people[0])
    return Facts(
        unit=target.scored,
        title=campaign.title,
        coordinator=campaign.coordinator,
        name=name or "Anh/Chị",
        until=target.until,
        zone=campaign.time_zone,
        total=asked,
        answered=asked - missing,
        figures=True,
    )


def _kinds(
    conn: Connection, target: Target, scope: frozenset[str], given: Given, days: int, now: datetime, zone: str
) -> frozenset[str]:
    if not target.people:
        return frozenset({"not_joined"})
    if scope <= given.keys or not _counted(conn, target.people[0])[1]:
        return frozenset()
    if not given.keys:
        return frozenset({"not_submitted", "not_started"})
    idle = days_since(given.last, now, zone) or 0
    return frozenset({"not_submitted", "stalled"} if idle >= days else {"not_submitted"})


def _counted(conn: Connection, seat: Contact) -> tuple[int, int]:
    """How many figures are asked of a provider, and how many are missing; none of what does not apply."""
    view = desk.load(conn, seat.person, seat.assignment)
    marks, scope = progress.of(view).marks, view.inputs_scope or frozenset()
    applies = {key: is_info(owner(key)) or marks.get(owner(key)) in (*OPEN_MARKS, *SETTLED) for key in scope}
    asked = [key for key, does in applies.items() if does]
    missing = [key for key in asked if key not in view.answers and marks.get(owner(key)) not in SETTLED]
    return len(asked), len(missing)


def _targets(
    row: Row[Any],
    seats: Collection[Contact],
    members: Collection[Row[Any]],
    scopes: Mapping[int, tuple[frozenset[str], int | None]],
    campaign: Row[Any],
) -> Iterator[tuple[Target, frozenset[str]]]:
    """A unit's providers: those who joined, then those who stand on the roster only."""
    lines = {member.id: member for member in members}
    joined = set()
    for seat in seats:
        scope, number = scopes[seat.assignment]
        line = lines.get(number or 0)
        joined.add(number)
        yield _target(row, campaign, seat, line), scope
    for number, line in lines.items():
        if number not in joined:
            yield _target(row, campaign, None, line), words.split(line.scope_inputs)


def _target(row: Row[Any], campaign: Row[Any], seat: Contact | None, line: Row[Any] | None) -> Target:
    name = (line.office or line.name) if line is not None else seat.name if seat else ""
    listed = () if line is None else (Listed(line.id, line.name, line.phone, seat.person if seat else None),)
    return Target(
        enrolment=row.id,
        unit=name,
        state=row.state,
        until=deadlines.term(row, campaign.closes_at),
        people=() if seat is None else (seat,),
        roster=listed,
        group=(row.framework_id, row.group_id),
        scored=row.name,
        provider=True,
    )


def _units(conn: Connection, campaign: int, wanted: Wanted) -> list[Row[Any]]:
    e = t.enrolment.c
    here = [e.campaign_id == campaign, e.state.in_(deadlines.OPEN_STATES)]
    if wanted.groups is not None:
        here.append(e.group_id.in_(sorted(wanted.groups)))
    if wanted.only is not None:
        here.append(e.id.in_(sorted(wanted.only)))
    rows = select(t.enrolment, t.unit.c.name).join(t.unit, t.unit.c.id == e.unit_id)
    return list(conn.execute(rows.where(and_(*here)).order_by(t.unit.c.name, e.id)))


def _members(conn: Connection, ids: Collection[int]) -> dict[int, list[Row[Any]]]:
    m = t.member.c
    here = (m.enrolment_id.in_(ids), m.role == "provider", m.removed_at.is_(None))
    found: dict[int, list[Row[Any]]] = {}
    for row in conn.execute(select(t.member).where(*here).order_by(m.id)):
        found.setdefault(row.enrolment_id, []).append(row)
    return found


def _scopes(conn: Connection, ids: Collection[int]) -> dict[int, tuple[frozenset[str], int | None]]:
    """Assignment → the keys that are theirs, and their line on the roster."""
    a = t.assignment.c
    here = (a.enrolment_id.in_(ids), a.role == "provider", a.revoked_at.is_(None))
    rows = conn.execute(select(a.id, a.scope_inputs, a.member_id).where(*here))
    return {row.id: (words.split(row.scope_inputs), row.member_id) for row in rows}


def _given(conn: Connection, ids: Collection[int]) -> dict[tuple[int, int], Given]:
    """Enrolment and person → what they gave as a provider."""
    a = t.answer.c
    keys: dict[tuple[int, int], set[str]] = {}
    last: dict[tuple[int, int], datetime] = {}
    rows = select(a.enrolment_id, a.person_id, a.source, a.input_key, a.at)
    here = (a.enrolment_id.in_(ids), a.value.is_not(None), a.person_id.is_not(None))
    for row in conn.execute(rows.where(*here)):
        if row.source == answers.provider(row.person_id):
            who = (row.enrolment_id, row.person_id)
            keys.setdefault(who, set()).add(row.input_key)
            last[who] = max(row.at, last.get(who, row.at))
    return {who: Given(frozenset(held), last[who]) for who, held in keys.items()}
