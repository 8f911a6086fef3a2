"""What reviewers sent back to a unit: which criteria are open again, and why."""

from sqlalchemy import Connection, bindparam, func, select

from dti_core.framework.framework import Framework
from dti_core.store import tables as t
from dti_core.survey.questionnaire import Returned

_event = t.review_event.c
_LAST = (
    select(func.max(_event.id).label("id"))
    .where(_event.enrolment_id == bindparam("enrolment"), _event.action == "returned")
    .group_by(_event.criterion)
    .subquery()
)
_RETURNED = (
    select(t.review.c.criterion, t.review.c.reason)
    .join(
        t.review_event,
        (_event.enrolment_id == t.review.c.enrolment_id) & (_event.criterion == t.review.c.criterion),
    )
    .join(_LAST, _LAST.c.id == _event.id)
    .where(
        t.review.c.enrolment_id == bindparam("enrolment"),
        t.review.c.state == "returned",
        _event.told_at.is_not(None),
    )
)


def of(conn: Connection, enrolment: int, framework: Framework) -> tuple[Returned, ...]:
    """What the unit was told of and has not handed in again, in the order of the framework."""
    found = {row.criterion: row.reason or "" for row in conn.execute(_RETURNED, {"enrolment": enrolment})}
    return tuple(Returned(node.id, found[node.id]) for node in framework.criteria if node.id in found)
