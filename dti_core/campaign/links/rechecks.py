"""Before the deadline every link is looked at once more: what opened a month ago may be gone."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, select

from dti_core.campaign import deadlines
from dti_core.campaign.links import queue
from dti_core.store import tables as t
from dti_core.store.database import Database

BEFORE = timedelta(days=2)
_c, _e, _n, _k = t.evidence_check.c, t.evidence.c, t.enrolment.c, t.campaign.c
MOST = 500
"""Links asked for in one transaction."""


def due(conn: Connection, now: datetime) -> bool:
    """Whether links wait for their look before a deadline that is near."""
    return conn.execute(_stale(now).limit(1)).first() is not None


def run(db: Database, now: datetime) -> int:
    """Ask for them; how many. Asked for twice, they are looked at once."""
    with db.write() as conn:
        pieces = conn.execute(_stale(now).limit(MOST)).scalars().all()
        for piece in pieces:
            queue.ask(conn, piece, now)
    return len(pieces)


def _stale(now: datetime) -> Any:
    """Links last looked at earlier than two days before the deadline of their unit, which is ahead."""
    open_row = select(_c.id).where(_c.evidence_id == _e.id, _c.at.is_(None)).exists()
    since = select(_c.id).where(_c.evidence_id == _e.id, _c.at >= now - BEFORE).exists()
    return (
        select(_e.id)
        .join(t.enrolment, _n.id == _e.enrolment_id)
        .join(t.campaign, _k.id == _n.campaign_id)
        .where(
            deadlines.closes_at > now,
            deadlines.closes_at <= now + BEFORE,
            _k.state != "published",
            _e.kind == "link",
            _e.withdrawn_at.is_(None),
            ~open_row,
            ~since,
        )
        .order_by(_e.id)
    )
