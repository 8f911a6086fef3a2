"""What a member of the staff may choose from for an export."""

from sqlalchemy import Connection, select

from dti_core.campaign.staff.overview import within_reach
from dti_core.campaign.staff.staffer import Staffer
from dti_core.store import tables as t


def units(conn: Connection, staffer: Staffer) -> list[tuple[int, str]]:
    """Enrolments within reach, by name."""
    return [(number, name) for number, name, _ in grouped(conn, staffer)]


def grouped(conn: Connection, staffer: Staffer) -> list[tuple[int, str, tuple[str, str]]]:
    """The same, each with its framework and ranking group."""
    e = t.enrolment.c
    named = select(e.id, e.framework_id, e.group_id, t.unit.c.name).join(t.unit, t.unit.c.id == e.unit_id)
    rows = conn.execute(named.where(within_reach(staffer)).order_by(t.unit.c.name, e.id))
    return [(int(row.id), str(row.name), (row.framework_id, row.group_id)) for row in rows]
