"""That a backup was made is part of the history: the doctor asks when."""

from datetime import datetime

from sqlalchemy import Connection, func, select

from dti_core.campaign.history import OPERATOR, Act, record_act
from dti_core.store import tables as t

ACTION = "backup_made"


def note(conn: Connection, rows: int, files: int, *, encrypted: bool, now: datetime) -> None:
    """Write down that a backup was made."""
    what = f"{rows} rows, {files} files{', encrypted' if encrypted else ''}"
    record_act(conn, OPERATOR, Act(ACTION, "database", new=what), now)


def last(conn: Connection) -> datetime | None:
    """When the last one was made; None for never."""
    made = select(func.max(t.audit.c.at)).where(t.audit.c.action == ACTION)
    return conn.execute(made).scalar()
