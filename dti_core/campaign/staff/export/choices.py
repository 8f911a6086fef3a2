"""What a member of the staff may choose from for an export."""

from datetime import datetime

from sqlalchemy import Connection, select

from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff.overview import within_reach
from dti_core.campaign.staff.staffer import WORKERS_PATIENCE, Staffer
from dti_core.store import tables as t

BULK = ("campaign", "units", "archive")
"""What takes many units away at once: it takes a second factor."""


def unproven(staffer: Staffer, kind: str, now: datetime) -> Refusal | None:
    """Why a worker may not make this yet."""
    return staffer.unproven(now, WORKERS_PATIENCE) if kind in BULK else None


def units(conn: Connection, staffer: Staffer) -> list[tuple[int, str]]:
    """Enrolments within reach, by name."""
    return [(number, name) for number, name, _ in grouped(conn, staffer)]


def grouped(conn: Connection, staffer: Staffer) -> list[tuple[int, str, tuple[str, str]]]:
    """The same, each with its framework and ranking group."""
    if staffer.lacks("export"):
        return []
    e = t.enrolment.c
    named = select(e.id, e.framework_id, e.group_id, t.unit.c.name).join(t.unit, t.unit.c.id == e.unit_id)
    rows = conn.execute(named.where(within_reach(staffer)).order_by(t.unit.c.name, e.id))
    return [(int(row.id), str(row.name), (row.framework_id, row.group_id)) for row in rows]
