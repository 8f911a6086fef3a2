"""What came of reminders, person by person, read from what became of the messages."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, case, exists, or_, select, update

from dti_core.campaign import deadlines, errands, outbox
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import people_told, reminders
from dti_core.campaign.staff.staffer import Staffer
from dti_core.campaign.working_time import vietnam
from dti_core.messages.staff import reminder_results as texts
from dti_core.messages.staff.reminder_view import Result, Round
from dti_core.store import tables as t
from dti_core.store.database import Database

PATIENCE = timedelta(minutes=15)
"""Who sent a round is told of it when every message has left, at the latest after this."""
SHOWN = 10

_reminder, _sent, _out = t.reminder.c, t.reminder_sent.c, t.outbox.c


def rounds(conn: Connection, staffer: Staffer) -> tuple[Round, ...] | Refusal:
    """The latest rounds, planned ones first; a rule's run that concerned nobody is no round."""
    if refusal := staffer.lacks("remind"):
        return refusal
    read(conn)
    planned = case((_reminder.state == "planned", 0), else_=1)
    latest = (
        select(t.reminder)
        .where(_reminder.campaign_id == staffer.campaign, _reminder.state != "cancelled")
        .order_by(planned, _reminder.id.desc())
    )
    rows = [row for row in conn.execute(latest) if reminders.covers(staffer, row.scope_group)][:SHOWN]
    return tuple(_round(conn, row) for row in rows)


def one(conn: Connection, staffer: Staffer, reminder: int) -> Round | Refusal:
    """One round with its results."""
    if refusal := staffer.lacks("remind"):
        return refusal
    row = reminders.mine(conn, staffer, reminder)
    if row is None:
        return Refusal("unknown_reminder", str(reminder))
    read(conn)
    return _round(conn, row)


def read(conn: Connection) -> None:
    """Note what became of messages that were on their way."""
    settled = (
        select(_sent.id, _out.state, _out.error, t.identity.c.blocked_at)
        .join(t.outbox, _out.id == _sent.outbox_id)
        .join(t.identity, t.identity.c.id == _out.identity_id)
        .where(_sent.result == "queued", _out.state.in_(("sent", "failed")))
    )
    for row in conn.execute(settled).all():
        result = "delivered" if row.state == "sent" else "blocked" if row.blocked_at else "failed"
        error = None if row.state == "sent" else row.error
        mine = update(t.reminder_sent).where(_sent.id == row.id, _sent.result == "queued")
        conn.execute(mine.values(result=result, error=error))


def due(conn: Connection, now: datetime) -> bool:
    """Whether somebody waits to hear what came of a round, or a message has lost its point."""
    return any(
        conn.execute(query.limit(1)).first() is not None
        for query in (_to_report(now), _pointless(now), *_night_owls(now))
    )


def run(db: Database, now: datetime) -> None:
    """Take back what has lost its point, keep the rest for the morning, and report finished rounds."""
    with db.write() as conn:
        for row in conn.execute(_pointless(now)).all():
            _take_back(conn, row, now)
        for query in _night_owls(now):
            late = [row.outbox_id for row in conn.execute(query)]
            wait = {"not_before": vietnam().not_at_night(now)}
            conn.execute(update(t.outbox).where(_out.id.in_(late), _out.state == "pending").values(**wait))
    with db.write() as conn:
        for row in conn.execute(_to_report(now)).all():
            _report(conn, row, now)


def _round(conn: Connection, row: Row[Any]) -> Round:
    zone = conn.execute(select(t.campaign.c.time_zone).where(t.campaign.c.id == row.campaign_id)).scalar_one()
    results = (
        select(
            t.reminder_sent,
            t.unit.c.name.label("unit"),
            t.person.c.name.label("person_name"),
            t.member.c.name.label("member_name"),
            t.member.c.office,
            t.member.c.phone,
        )
        .join(t.enrolment, t.enrolment.c.id == _sent.enrolment_id)
        .join(t.unit, t.unit.c.id == t.enrolment.c.unit_id)
        .outerjoin(t.person, t.person.c.id == _sent.person_id)
        .outerjoin(t.member, t.member.c.id == _sent.member_id)
        .where(_sent.reminder_id == row.id)
        .order_by(t.unit.c.name, _sent.id)
    )
    found = conn.execute(results).all()
    unnamed = {one.enrolment_id for one in found if one.result == "blocked" and one.member_name is None}
    role = "provider" if row.to_providers else "contact"
    blocked = {number: people[0].name for number, people in people_told.contacts(conn, unnamed, role).items()}
    return Round(
        id=row.id,
        kind=row.kind,
        to_providers=row.to_providers,
        state=row.state,
        planned_for=row.planned_for,
        time_zone=zone,
        by_rule=row.rule_id is not None,
        results=tuple(
            Result(_whose(row, one), _name(one, blocked), one.result, one.error, one.phone) for one in found
        ),
    )


def _whose(round_: Row[Any], one: Row[Any]) -> str:
    """The unit; of a provider the office, since one unit has many."""
    office = (one.office or one.member_name or one.person_name) if round_.to_providers else None
    return str(office or one.unit)


def _name(one: Row[Any], blocked: dict[int, str]) -> str | None:
    """As the roster has it, as the account is called, or whose accounts had all blocked the bot."""
    other = blocked.get(one.enrolment_id) if one.result == "blocked" else None
    name: str | None = one.member_name or one.person_name or other
    return name


def _waiting() -> ColumnElement[bool]:
    """A message of a round that has not left."""
    return and_(_sent.result == "queued", _out.state == "pending")


def _to_report(now: datetime) -> Any:
    on_its_way = exists().where(_sent.reminder_id == _reminder.id, _sent.outbox_id == _out.id, _waiting())
    return (
        select(t.reminder)
        .where(
            _reminder.state == "sent",
            _reminder.told_at.is_(None),
            _reminder.identity_id.is_not(None),
            or_(~on_its_way, _reminder.planned_for <= now - PATIENCE),
        )
        .order_by(_reminder.id)
    )


def _report(conn: Connection, row: Row[Any], now: datetime) -> None:
    """Tell who sent it, once."""
    untold = (_reminder.id == row.id, _reminder.told_at.is_(None))
    if conn.execute(update(t.reminder).where(*untold).values(told_at=now)).rowcount != 1:
        return
    read(conn)
    found = _round(conn, row)
    if found.results or not found.by_rule:
        errands.tell(conn, row.identity_id, (texts.report(found),), now)


def _pointless(now: datetime) -> Any:
    """Reminders that have not left, of units that are done meanwhile or whose time is over."""
    state, until = t.enrolment.c.state, t.enrolment.c.returned_until
    of_return = _reminder.kind == "returned"
    done = or_(
        and_(of_return, state != "returned"),
        and_(of_return, until.is_not(None), until <= now),
        and_(~of_return, state.not_in((*deadlines.OPEN_STATES, "returned"))),
        and_(~of_return, deadlines.closes_at <= now),
    )
    return _of_waiting(select(_sent.id, _sent.outbox_id)).where(done)


def _night_owls(now: datetime) -> tuple[Any, ...]:
    """Reminders by a rule that have not left by nightfall: an outage must not wake anybody."""
    if vietnam().is_daytime(now):
        return ()
    awake = or_(_out.not_before.is_(None), _out.not_before <= now)
    return (_of_waiting(select(_sent.outbox_id)).where(_reminder.rule_id.is_not(None), awake),)


def _of_waiting(chosen: Any) -> Any:
    return (
        chosen.join(t.outbox, _out.id == _sent.outbox_id)
        .join(t.reminder, _reminder.id == _sent.reminder_id)
        .join(t.enrolment, t.enrolment.c.id == _sent.enrolment_id)
        .join(t.campaign, t.campaign.c.id == t.enrolment.c.campaign_id)
        .where(_waiting())
    )


def _take_back(conn: Connection, row: Row[Any], now: datetime) -> None:
    outbox.withdraw(conn, row.outbox_id, now)
    mine = update(t.reminder_sent).where(_sent.id == row.id, _sent.result == "queued")
    conn.execute(mine.values(result="settled", error="changed"))
