"""What is behind: answers not scored, messages not sent, updates put aside. For the operator."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from dti_core.store import tables as t


@dataclass(frozen=True)
class Unsent:
    """Messages that wait to be sent, and since when the oldest does (None: there is none)."""

    count: int
    oldest: datetime | None


def unscored(conn: Connection) -> int:
    """How many units have answers that are not in their score yet."""
    behind = t.enrolment.c.wanted_version > t.enrolment.c.scored_version
    return int(conn.execute(select(func.count()).select_from(t.enrolment).where(behind)).scalar_one())


def unsent(conn: Connection) -> Unsent:
    """What stands in the outbox."""
    waiting = t.outbox.c.state.in_(("pending", "sending"))
    count, oldest = conn.execute(select(func.count(), func.min(t.outbox.c.created_at)).where(waiting)).one()
    return Unsent(int(count), oldest)
