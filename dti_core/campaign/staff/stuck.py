"""Who is stuck, and where."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, select

from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff.board import board, groups
from dti_core.campaign.staff.board_rows import days_since
from dti_core.campaign.staff.staffer import Staffer
from dti_core.campaign.staff.stuck_places import place, standing_at
from dti_core.framework.framework import Framework
from dti_core.messages.staff.board_unit import Place
from dti_core.messages.staff.board_view import Board, Pick, Row
from dti_core.messages.staff.states import NOT_JOINED, STATES
from dti_core.messages.staff.stuck import Crowd, Resting, Stuck
from dti_core.store import tables as t

Where = dict[int, tuple[Place, int]]
"""Enrolment → the place where its contact stands, and for how many days."""


def stuck(conn: Connection, staffer: Staffer, pick: Pick, now: datetime) -> Stuck | Refusal:
    """The difficulties of those at work in what was picked (whatever the state)."""
    whole = board(conn, staffer, Pick(pick.group), now)
    if isinstance(whole, Refusal):
        return whole
    frameworks = {group.number: group.framework for group in groups(conn, staffer)}
    at_work = {
        row.enrolment: (row, frameworks[section.number])
        for section in whole.sections
        for row in section.rows
        if STATES[row.status].at_work and row.status != NOT_JOINED
    }
    where = _where(conn, at_work, whole, now)
    resting = [row for row, _ in at_work.values() if row.idle]
    resting.sort(key=lambda row: (-(row.idle or 0), row.name.casefold()))
    return Stuck(
        pick=pick,
        at=now,
        resting=tuple(Resting(row, _place(where, row)) for row in resting),
        standing=_crowds(where),
        deferred=_deferred(conn, at_work),
    )


def _place(where: Where, row: Row) -> Place | None:
    return where[row.enrolment][0] if row.enrolment in where else None


def _where(conn: Connection, at_work: dict[int, tuple[Row, Framework]], whole: Board, now: datetime) -> Where:
    found: Where = {}
    for enrolment, (subject, at) in standing_at(conn, list(at_work)).items():
        here = place(at_work[enrolment][1], subject)
        if here is not None:
            found[enrolment] = (here, days_since(at, now, whole.time_zone) or 0)
    return found


def _crowds(where: Where) -> tuple[Crowd, ...]:
    """Where contacts have stood for a day at least: most units first, then the longest."""
    days: dict[Place, list[int]] = defaultdict(list)
    for here, since in where.values():
        if since:
            days[here].append(since)
    crowds = [Crowd(here, len(each), max(each)) for here, each in days.items()]
    return tuple(sorted(crowds, key=lambda crowd: (-crowd.units, -crowd.longest, crowd.place.name)))


def _deferred(conn: Connection, at_work: dict[int, tuple[Row, Framework]]) -> tuple[Crowd, ...]:
    rows = select(t.deferral.c.enrolment_id, t.deferral.c.subject).where(
        t.deferral.c.enrolment_id.in_(list(at_work))
    )
    pairs: Sequence[tuple[int, str]] = [(row.enrolment_id, row.subject) for row in conn.execute(rows)]
    named = (place(at_work[enrolment][1], subject) for enrolment, subject in pairs)
    counted = Counter(here for here in named if here is not None)
    crowds = [Crowd(here, count) for here, count in counted.items()]
    return tuple(sorted(crowds, key=lambda crowd: (-crowd.units, crowd.place.name)))
