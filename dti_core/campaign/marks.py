"""Marks of change: what has to be scored again, and whose status message has to be drawn again."""

from datetime import datetime, timedelta

from sqlalchemy import (
    BindParameter,
    Case,
    ColumnElement,
    Connection,
    String,
    and_,
    bindparam,
    case,
    insert,
    null,
    or_,
    select,
    update,
)
from sqlmodel.sql.sqltypes import UTCDateTime

from dti_core import correlation, trail
from dti_core.store import tables as t

SCORING_GRACE = timedelta(seconds=2)
"""After an answer the status waits this long for the new score, so that it is edited once and not twice."""

_status = t.status_message.c
_PENDING = _status.wanted_seq > _status.sent_seq

_TOUCH = (
    update(t.enrolment)
    .where(t.enrolment.c.id == bindparam("enrolment"))
    .values(
        wanted_version=t.enrolment.c.wanted_version + 1,
        touched_at=bindparam("now"),
        cause=bindparam("because", type_=String()),
    )
)
_STATUS_NOW = (
    update(t.status_message)
    .where(_status.enrolment_id == bindparam("enrolment"))
    .values(wanted_seq=_status.wanted_seq + 1, not_before=null())
)


def _no_later_than(due: "datetime | BindParameter[datetime]") -> Case[datetime]:
    """An edit that waits already keeps its earlier time; NULL means at once."""
    sooner = and_(_PENDING, or_(_status.not_before.is_(None), _status.not_before < due))
    return case((sooner, _status.not_before), else_=due)


_STATUS_LATER = (
    update(t.status_message)
    .where(_status.enrolment_id == bindparam("enrolment"))
    .values(
        wanted_seq=_status.wanted_seq + 1, not_before=_no_later_than(bindparam("due", type_=UTCDateTime()))
    )
)


def points_changed(conn: Connection, enrolment: int, now: datetime) -> None:
    """Something that can change points was stored: the worker computes anew, the status follows the score."""
    because = correlation.current()
    conn.execute(_TOUCH, {"enrolment": enrolment, "now": now, "because": because})
    conn.execute(_STATUS_LATER, {"enrolment": enrolment, "due": now + SCORING_GRACE})
    if trail.is_heard():
        version = select(t.enrolment.c.wanted_version).where(t.enrolment.c.id == enrolment)
        trail.station("changed", enrolment=enrolment, version=conn.execute(version).scalar())


def status_changed(conn: Connection, enrolment: int) -> None:
    """What the status message of this unit's people shows has changed: draw it at once."""
    conn.execute(_STATUS_NOW, {"enrolment": enrolment})


def peers_status_changed(conn: Connection, peers: ColumnElement[bool], due: datetime) -> None:
    """Ranks of other units moved: draw their status messages by `due`, or when something nearer happens.

    `peers` is a condition on `score`. Rows are taken in one order: two workers never wait in a circle.
    """
    chosen = (
        select(_status.id)
        .join(t.score, t.score.c.enrolment_id == _status.enrolment_id)
        .where(peers)
        .order_by(_status.id)
        .with_for_update(of=t.status_message)
    )
    ids = conn.execute(chosen).scalars().all()
    later = {"wanted_seq": _status.wanted_seq + 1, "not_before": _no_later_than(due)}
    if ids:
        conn.execute(update(t.status_message).where(_status.id.in_(ids)).values(later))


def follow_status(conn: Connection, person: int, enrolment: int, identity: int) -> None:
    """A person's status message for a unit exists, goes to this account, and is due now."""
    mine = and_(_status.person_id == person, _status.enrolment_id == enrolment)
    moved = conn.execute(select(_status.identity_id).where(mine)).scalar_one_or_none()
    if moved is None:
        row = {"person_id": person, "enrolment_id": enrolment, "identity_id": identity}
        conn.execute(insert(t.status_message), row)
        return
    fresh = {} if moved == identity else {"identity_id": identity, "message_ref": None, "text_hash": None}
    conn.execute(
        update(t.status_message)
        .where(mine)
        .values(wanted_seq=_status.wanted_seq + 1, not_before=None, **fresh)
    )
