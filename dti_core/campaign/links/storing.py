"""What was found is kept, looked at once more where it may pass, and told to who asked."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, select, update

from dti_core.campaign.links import queue, telling
from dti_core.campaign.links.finding import Finding
from dti_core.campaign.links.queue import Job
from dti_core.store import tables as t

AGAIN = (timedelta(minutes=10), timedelta(hours=2))
"""When a link that may only be out of order for the moment is looked at again."""
_c = t.evidence_check.c


def store(conn: Connection, job: Job, found: Finding, now: datetime) -> bool:
    """Keep what one look found; False where it was settled already, by another process."""
    values = {**vars(found), "at": now}
    open_row = update(t.evidence_check).where(_c.id == job.id, _c.at.is_(None)).returning(_c.identity_id)
    settled = conn.execute(open_row.values(values)).one_or_none()
    if settled is None:
        return False
    seen = update(t.evidence).where(t.evidence.c.id == job.evidence)
    conn.execute(seen.values(link_check=found.code, checked_at=now))
    if found.may_pass and job.attempt <= len(AGAIN):
        due = now + AGAIN[job.attempt - 1]
        queue.ask(conn, job.evidence, now, due=due, attempt=job.attempt + 1)
    piece = conn.execute(select(t.evidence).where(t.evidence.c.id == job.evidence)).one()
    if settled.identity_id is not None:
        telling.asker(conn, settled.identity_id, piece.enrolment_id, piece.criterion, now)
    telling.unit(conn, piece.enrolment_id, now)
    return True
