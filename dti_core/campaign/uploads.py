"""What people have sent within a day: counted, so that nobody fills the disk; forgotten after two days."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, insert, select

from dti_core.store import tables as t

DAY = timedelta(days=1)
MOST_FILES = 300
MOST_BYTES = 1_000_000_000
"""Of one person within a day: several times what a whole questionnaire takes."""
_u = t.upload.c


def has_room(conn: Connection, person: int, size: int, now: datetime) -> bool:
    """Whether one more file of this size is taken today."""
    sent = select(func.count(), func.coalesce(func.sum(_u.size), 0))
    files, size_so_far = conn.execute(sent.where(_u.person_id == person, _u.at > now - DAY)).one()
    return int(files) < MOST_FILES and int(size_so_far) + size <= MOST_BYTES


def note(conn: Connection, person: int, size: int, now: datetime) -> None:
    """A file came; what came long ago is forgotten on the way."""
    conn.execute(delete(t.upload).where(_u.person_id == person, _u.at <= now - 2 * DAY))
    conn.execute(insert(t.upload), {"person_id": person, "size": size, "at": now})
