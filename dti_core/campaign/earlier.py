"""Last year's accepted evidence: offered again under the criterion that means the same, never taken alone."""

from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, select

from dti_core.campaign import carried
from dti_core.store import tables as t

_e, _old = t.evidence.c, t.enrolment.c

_PIECES = (
    select(t.evidence, _old.content_hash.label("old_hash"), t.campaign.c.reference_year)
    .select_from(t.campaign_rules)
    .join(t.enrolment, _old.campaign_id == t.campaign_rules.c.previous_id)
    .join(t.campaign, t.campaign.c.id == _old.campaign_id)
    .join(t.evidence, _e.enrolment_id == _old.id)
    .join(t.review, (t.review.c.enrolment_id == _old.id) & (t.review.c.criterion == _e.criterion))
    .where(
        t.campaign_rules.c.campaign_id == bindparam("campaign"),
        _old.unit_id == bindparam("unit"),
        t.review.c.state == "accepted",
        _e.withdrawn_at.is_(None),
        _e.kind != "credential",
    )
    .order_by(_e.id)
)


def of(conn: Connection, enrolment: Row[Any]) -> list[tuple[str, Row[Any]]]:
    """This year's criterion and each accepted piece of the unit's last round that would prove it again."""
    return _found(conn, enrolment, _PIECES)


def piece(conn: Connection, enrolment: Row[Any], number: int, criterion: str) -> Row[Any] | None:
    """One of them, where it is offered under this criterion."""
    found = _found(conn, enrolment, _PIECES.where(_e.id == number))
    return next((row for name, row in found if name == criterion), None)


def _found(conn: Connection, enrolment: Row[Any], asked: Select[Any]) -> list[tuple[str, Row[Any]]]:
    here = {"campaign": enrolment.campaign_id, "unit": enrolment.unit_id}
    found = []
    for row in conn.execute(asked, here):
        same = carried.between(conn, row.old_hash, enrolment.content_hash).criteria
        found += [(new, row) for new, old in same.items() if old == row.criterion]
    return found
