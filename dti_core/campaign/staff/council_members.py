"""Who is in the council of a campaign."""

from sqlalchemy import Connection, select

from dti_core.campaign.staff.staffer import Staffer
from dti_core.store import tables as t


def names(conn: Connection, staffer: Staffer) -> tuple[str, ...]:
    """Everybody with the role, by name."""
    a = t.assignment.c
    mine = (a.campaign_id == staffer.campaign, a.role == "council", a.revoked_at.is_(None))
    rows = select(t.person.c.name).join(t.assignment, a.person_id == t.person.c.id).where(*mine)
    return tuple(conn.execute(rows.distinct().order_by(t.person.c.name)).scalars())
