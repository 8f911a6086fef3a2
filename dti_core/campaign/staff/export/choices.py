"""What a member of the staff may choose from for an export."""

from sqlalchemy import Connection, select

from dti_core.campaign.staff.overview import within_reach
from dti_core.campaign.staff.staffer import Staffer
from dti_core.store import tables as t


def units(conn: Connection, staffer: Staffer) -> list[tuple[int, str]]:
    """Enrolments within reach, by name."""
    named = select(t.enrolment.c.id, t.unit.c.name).join(t.unit, t.unit.c.id == t.enrolment.c.unit_id)
    rows = conn.execute(named.where(within_reach(staffer)).order_by(t.unit.c.name, t.enrolment.c.id))
    return [(int(row.id), str(row.name)) for row in rows]
