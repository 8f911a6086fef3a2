"""Last campaign's general information, offered for one-tap confirmation."""

from typing import Any

from sqlalchemy import Connection, Row, bindparam, select

from dti_core.store import tables as t

_EARLIER = (
    select(t.answer.c.input_key, t.answer.c.value)
    .join(t.enrolment, t.enrolment.c.id == t.answer.c.enrolment_id)
    .join(t.campaign, t.campaign.c.id == t.enrolment.c.campaign_id)
    .where(
        t.enrolment.c.unit_id == bindparam("unit"),
        t.enrolment.c.framework_id == bindparam("framework"),
        t.campaign.c.reference_year < bindparam("year"),
        t.answer.c.source == "",
        t.answer.c.value.is_not(None),
        t.answer.c.input_key.like("info:%"),
    )
    .order_by(t.campaign.c.reference_year)
)


def of(conn: Connection, enrolment: Row[Any], year: int) -> dict[str, str]:
    """Input key → the value of the latest earlier year."""
    unit = {"unit": enrolment.unit_id, "framework": enrolment.framework_id, "year": year}
    return {row.input_key: row.value for row in conn.execute(_EARLIER, unit)}
