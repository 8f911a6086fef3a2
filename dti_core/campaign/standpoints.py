"""What a unit sees of its verification: adjusted points that hold, and what it said against them."""

from typing import Any

from sqlalchemy import Connection, bindparam, select

from dti_core.campaign.exact import from_micro
from dti_core.store import tables as t
from dti_core.survey.standpoint import Standpoint

AFTER = ("verified", "council_decided", "published")
"""States in which the unit has been told of its verification."""
_r, _ev = t.review.c, t.review_event.c
_STATES = select(_r.criterion, _r.state, _r.reason).where(
    _r.enrolment_id == bindparam("enrolment"), _r.state.in_(("adjusted", "contested", "decided"))
)
_EVENTS = (
    select(_ev.criterion, _ev.action, _ev.points_micro, _ev.reason)
    .where(_ev.enrolment_id == bindparam("enrolment"), _ev.action.in_(("adjusted", "contested", "decided")))
    .order_by(_ev.id)
)


def of(conn: Connection, enrolment: int, state: str) -> dict[str, Standpoint]:
    """Criterion → where its points stand; nothing before the unit was told."""
    if state not in AFTER:
        return {}
    last: dict[tuple[str, str], Any] = {}
    for row in conn.execute(_EVENTS, {"enrolment": enrolment}):
        last[row.criterion, row.action] = row
    found = {}
    for now in conn.execute(_STATES, {"enrolment": enrolment}):
        held = last.get((now.criterion, "decided" if now.state == "decided" else "adjusted"))
        said = last.get((now.criterion, "contested"))
        if held is not None and held.points_micro is not None:
            words = said.reason if said else None
            found[now.criterion] = Standpoint(now.state, from_micro(held.points_micro), held.reason, words)
    return found
