"""Until when units may contest an adjusted score: nobody may before the coordinator names a moment."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from dti_core.store import tables as t

_UNTIL = select(t.campaign_rules.c.contest_until).where(
    t.campaign_rules.c.campaign_id == bindparam("campaign")
)


def until(conn: Connection, campaign: int) -> datetime | None:
    """The end of the window, which may be past; None where there is none."""
    found: datetime | None = conn.execute(_UNTIL, {"campaign": campaign}).scalar_one_or_none()
    return found


def is_open(conn: Connection, campaign: int, now: datetime) -> bool:
    """Whether units may contest now."""
    end = until(conn, campaign)
    return end is not None and now < end
