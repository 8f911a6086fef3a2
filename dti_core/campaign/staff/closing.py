"""The deadline closes what was not handed in, by itself and once; a later deadline opens it again."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, Connection, Row, and_, select, update

from dti_core.campaign import deadlines, marks, states
from dti_core.campaign.history import Act, Who, record_act
from dti_core.campaign.staff import people_told
from dti_core.messages.contact import deadlines as texts
from dti_core.store import tables as t
from dti_core.store.database import Database
from dti_core.survey.questionnaire import EnrolmentState

CLOCK = Who(None, "clock")
"""Whose hand it is when nobody's is."""
AT_A_TIME = 20

_enrolment = t.enrolment.c


def due(conn: Connection, now: datetime) -> bool:
    """Whether a deadline has passed over somebody who did not hand in."""
    return conn.execute(_overdue(now).limit(1)).first() is not None


def run(db: Database, now: datetime) -> int:
    """Close whoever is late, a few at a time; how many this worker closed."""
    closed = 0
    while True:
        with db.write() as conn:
            late = [row.id for row in conn.execute(_overdue(now).limit(AT_A_TIME))]
            closed += close(conn, late, CLOCK, now)
        if len(late) < AT_A_TIME:
            return closed


def close(
    conn: Connection, enrolments: Iterable[int], who: Who, now: datetime, reason: str | None = None
) -> int:
    """Close these units that are still at work, with their history, and tell their contacts; how many."""
    rows = _taken(conn, enrolments, _enrolment.state.in_(deadlines.OPEN_STATES))
    for row in rows:
        _move(conn, row, "close", who, now, reason)
    _tell(conn, rows, now, reopened=False)
    return len(rows)


def reopen(conn: Connection, enrolments: Iterable[int], who: Who, now: datetime, reason: str) -> int:
    """Let these closed units go on where their deadline is ahead, and tell them; how many."""
    ahead = and_(_enrolment.state == "closed_unsubmitted", deadlines.closes_at > now)
    rows = _taken(conn, enrolments, ahead)
    for row in rows:
        _move(conn, row, "reopen", who, now, reason)
    _tell(conn, rows, now, reopened=True)
    return len(rows)


def _overdue(now: datetime) -> Any:
    return (
        select(_enrolment.id)
        .join(t.campaign, t.campaign.c.id == _enrolment.campaign_id)
        .where(
            _enrolment.state.in_(deadlines.OPEN_STATES),
            deadlines.closes_at <= now,
            t.campaign.c.state.in_(("open", "closed")),
        )
        .order_by(_enrolment.id)
    )


def _taken(conn: Connection, enrolments: Iterable[int], condition: ColumnElement[bool]) -> list[Row[Any]]:
    """The units that still meet a condition, locked: another worker finds them changed."""
    found = (
        select(
            t.enrolment,
            t.unit.c.name,
            t.campaign.c.coordinator,
            t.campaign.c.time_zone,
            deadlines.closes_at.label("until"),
        )
        .join(t.campaign, t.campaign.c.id == _enrolment.campaign_id)
        .join(t.unit, t.unit.c.id == _enrolment.unit_id)
        .where(_enrolment.id.in_(list(enrolments)), condition)
        .order_by(_enrolment.id)
        .with_for_update(of=t.enrolment)
    )
    return list(conn.execute(found))


def _move(
    conn: Connection, row: Row[Any], event: states.EnrolmentEvent, who: Who, now: datetime, reason: str | None
) -> None:
    new = states.after(cast(EnrolmentState, row.state), event)
    conn.execute(update(t.enrolment).where(_enrolment.id == row.id).values(state=new))
    act = Act(f"enrolment_{event}", "enrolment", row.state, new, reason)
    record_act(conn, who, act, now, campaign=row.campaign_id, enrolment=row.id)
    marks.status_changed(conn, row.id)


def _tell(conn: Connection, rows: list[Row[Any]], now: datetime, *, reopened: bool) -> None:
    people = people_told.contacts(conn, [row.id for row in rows])
    for row in rows:
        end = texts.End(row.name, row.coordinator, row.until, row.time_zone)
        said = texts.reopened(end) if reopened else texts.closed(end)
        for contact in people.get(row.id, []):
            people_told.tell(conn, contact, said, now)
