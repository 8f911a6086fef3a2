"""What is behind, for the operator: updates not applied, answers not scored, messages unsent, tasks open,
links not looked at."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, case, func, or_, select

from dti_core.campaign.outbox import LANES
from dti_core.store import tables as t

WAITING = ("pending", "sending")


@dataclass(frozen=True)
class Waiting:
    """How many wait, and since when the oldest does (None: there is none)."""

    count: int = 0
    oldest: datetime | None = None

    def seconds(self, now: datetime) -> float:
        """How long the oldest has waited; 0 where nothing waits."""
        return 0.0 if self.oldest is None else max(0.0, (now - self.oldest).total_seconds())


def unapplied(conn: Connection) -> Waiting:
    """Updates that are stored and not applied."""
    return _waiting(conn, t.inbox.c.received_at, t.inbox.c.state == "pending")


def unscored(conn: Connection) -> Waiting:
    """Units whose answers are not in their score yet; published campaigns are not scored any more."""
    e = t.enrolment.c
    behind = and_(e.wanted_version > e.scored_version, ~e.campaign_id.in_(_published()))
    return _waiting(conn, func.coalesce(e.touched_at, e.scored_at), behind)


def unsent(conn: Connection, now: datetime) -> Waiting:
    """Messages in the outbox that should have left; those kept for the morning are not behind."""
    return _waiting(conn, _wanted_at(), _should_have_left(now))


def unsent_by_lane(conn: Connection, now: datetime) -> Mapping[str, Waiting]:
    """The same, by the lanes of the outbox."""
    o = t.outbox.c
    by_lane = (
        select(o.lane, func.count(), func.min(_wanted_at())).where(_should_have_left(now)).group_by(o.lane)
    )
    found = {row[0]: Waiting(int(row[1]), row[2]) for row in conn.execute(by_lane)}
    return {lane: found.get(number, Waiting()) for lane, number in LANES.items()}


def undone(conn: Connection, now: datetime) -> Waiting:
    """Tasks that no worker has taken or finished in its time."""
    task = t.task.c
    free = or_(task.state == "queued", and_(task.state == "running", task.claimed_until < now))
    return _waiting(conn, task.created_at, free)


def unlooked(conn: Connection, now: datetime) -> Waiting:
    """Links given as evidence that are to be looked at by now."""
    check, piece = t.evidence_check.c, t.evidence.c
    gone = select(piece.id).where(piece.withdrawn_at.is_not(None))
    due = and_(check.at.is_(None), check.due_at <= now, check.evidence_id.not_in(gone))
    return _waiting(conn, check.due_at, due)


def counted(conn: Connection) -> Mapping[str, Mapping[str, int]]:
    """How many updates, messages and tasks stand in which state."""
    return {
        table.name: {
            str(state): int(number)
            for state, number in conn.execute(select(table.c.state, func.count()).group_by(table.c.state))
        }
        for table in (t.inbox, t.outbox, t.task)
    }


def newest(conn: Connection) -> Mapping[str, int]:
    """The highest numbers given so far: they only rise, whatever is forgotten."""
    return {
        table.name: int(conn.execute(select(func.coalesce(func.max(table.c.id), 0))).scalar_one())
        for table in (t.inbox, t.outbox, t.answer_revision, t.evidence)
    }


def _should_have_left(now: datetime) -> ColumnElement[bool]:
    """What failed and is tried again later is behind all the time, what was kept for later only from then."""
    o = t.outbox.c
    return and_(o.state.in_(WAITING), or_(o.attempts > 0, o.not_before.is_(None), o.not_before <= now))


def _wanted_at() -> ColumnElement[Any]:
    """When a message was to leave at first."""
    o = t.outbox.c
    return case((o.attempts > 0, o.created_at), else_=func.coalesce(o.not_before, o.created_at))


def _waiting(conn: Connection, since: ColumnElement[Any], which: ColumnElement[bool]) -> Waiting:
    count, oldest = conn.execute(select(func.count(), func.min(since)).where(which)).one()
    return Waiting(int(count), oldest)


def _published() -> Any:
    return select(t.campaign.c.id).where(t.campaign.c.state == "published")
