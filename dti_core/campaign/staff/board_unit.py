"""One unit in detail, for the staff."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from dti_core.campaign import desk
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import powers
from dti_core.campaign.staff.board import board
from dti_core.campaign.staff.staffer import Staffer
from dti_core.campaign.staff.stuck_places import place, standing_at
from dti_core.messages.staff.board_unit import Contact, UnitSheet
from dti_core.messages.staff.board_view import Board, Pick, Section
from dti_core.messages.staff.board_view import Row as Line
from dti_core.store import tables as t
from dti_core.survey import progress
from dti_core.survey.progress import Mark
from dti_core.survey.questionnaire import Questionnaire


def unit(conn: Connection, staffer: Staffer, enrolment: int, now: datetime) -> UnitSheet | Refusal:
    """A unit within reach as it is now; what is out of reach is as if it did not exist."""
    whole = board(conn, staffer, Pick(), now)
    if isinstance(whole, Refusal):
        return whole
    found = _find(whole, enrolment)
    if found is None:
        return Refusal("unknown_unit", str(enrolment))
    section, row = found
    view = desk.of_unit(conn, enrolment)
    subject = standing_at(conn, [enrolment]).get(enrolment)
    columns = dict.fromkeys(column for one in section.sets for column in one.columns)
    with_phone = powers.has(staffer.role, "remind")
    return UnitSheet(
        row=row,
        group=section.title,
        time_zone=whole.time_zone,
        at=now,
        published=whole.published,
        extended=row.closes_at > whole.closes_at,
        ranked=sum(other.rank is not None for other in section.rows),
        columns=tuple((column, row.cells.get(column.id)) for column in columns),
        contacts=_contacts(conn, enrolment, with_phone=with_phone),
        providers=_providers(conn, enrolment),
        missing=_having(staffer, view, "missing", "partial"),
        no_evidence=_having(staffer, view, "no_evidence"),
        deferred=_having(staffer, view, "deferred"),
        requested=_having(staffer, view, "requested"),
        stands_at=place(view.framework, subject[0]) if subject else None,
    )


def _find(whole: Board, enrolment: int) -> tuple[Section, Line] | None:
    rows = ((section, row) for section in whole.sections for row in section.rows)
    return next((pair for pair in rows if pair[1].enrolment == enrolment), None)


def _having(staffer: Staffer, view: Questionnaire, *marks: Mark) -> tuple[str, ...]:
    """Names of criteria in one of these states, of the indices within reach."""
    framework = view.framework
    return tuple(
        framework.by_id[criterion].name
        for criterion in progress.of(view).having(*marks)
        if staffer.reaches(view.group, framework.index_of(criterion).id)
    )


def _contacts(conn: Connection, enrolment: int, *, with_phone: bool) -> tuple[Contact, ...]:
    """Who has joined, the one in charge first, then who is on the roster and has not."""
    joined = (
        select(
            t.assignment.c.member_id,
            t.assignment.c.in_charge,
            t.assignment.c.granted_at,
            t.person.c.name,
            t.member.c.office,
            t.member.c.phone,
        )
        .join(t.person, t.person.c.id == t.assignment.c.person_id)
        .outerjoin(t.member, t.member.c.id == t.assignment.c.member_id)
        .where(
            t.assignment.c.enrolment_id == enrolment,
            t.assignment.c.role == "contact",
            t.assignment.c.revoked_at.is_(None),
        )
        .order_by(t.assignment.c.in_charge.desc(), t.assignment.c.id)
    )
    here = list(conn.execute(joined))
    known = {row.member_id for row in here}
    waiting = (
        select(t.member)
        .where(
            t.member.c.enrolment_id == enrolment,
            t.member.c.role == "contact",
            t.member.c.removed_at.is_(None),
        )
        .order_by(t.member.c.in_charge.desc(), t.member.c.id)
    )
    absent = [row for row in conn.execute(waiting) if row.id not in known]
    return (
        *(_contact(row, row.granted_at, with_phone) for row in here),
        *(_contact(row, None, with_phone) for row in absent),
    )


def _contact(row: Any, joined_at: datetime | None, with_phone: bool) -> Contact:
    return Contact(row.name, row.in_charge, joined_at, row.office, row.phone if with_phone else None)


def _providers(conn: Connection, enrolment: int) -> int:
    mine = select(t.assignment.c.id).where(
        t.assignment.c.enrolment_id == enrolment,
        t.assignment.c.role == "provider",
        t.assignment.c.revoked_at.is_(None),
    )
    return len(conn.execute(mine).all())
