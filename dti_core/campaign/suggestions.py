"""Last campaign's general information and figures, offered for one-tap confirmation."""

from typing import Any

from sqlalchemy import Connection, Row, bindparam, select

from dti_core.campaign import carried, frameworks
from dti_core.campaign.values import NUMBERS, keys_of
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
_PREVIOUS = (
    select(t.enrolment.c.content_hash, t.answer.c.input_key, t.answer.c.value)
    .join(t.campaign_rules, t.campaign_rules.c.previous_id == t.enrolment.c.campaign_id)
    .join(t.answer, t.answer.c.enrolment_id == t.enrolment.c.id)
    .where(
        t.campaign_rules.c.campaign_id == bindparam("campaign"),
        t.enrolment.c.unit_id == bindparam("unit"),
        t.answer.c.source == "",
        t.answer.c.value.is_not(None),
    )
    .order_by(t.enrolment.c.id)
)


def of(conn: Connection, enrolment: Row[Any], year: int) -> dict[str, str]:
    """Input key → the value of the latest earlier year.

    Where this campaign follows another, what that unit said there counts, whatever its framework: under the
    key that means the same now, and only where it does. Of criteria only numbers are offered: yes, no and
    choices cost one tap anyway, and should be thought of anew.
    """
    unit = {"unit": enrolment.unit_id, "framework": enrolment.framework_id, "year": year}
    found = {row.input_key: row.value for row in conn.execute(_EARLIER, unit)}
    asked = {"campaign": enrolment.campaign_id, "unit": enrolment.unit_id}
    for row in conn.execute(_PREVIOUS, asked).all():
        new = carried.between(conn, row.content_hash, enrolment.content_hash).keys.get(row.input_key)
        if new is not None and (new.startswith("info:") or _is_number(conn, enrolment, new)):
            found[new] = row.value
    return found


def _is_number(conn: Connection, enrolment: Row[Any], key: str) -> bool:
    known = keys_of(frameworks.framework(conn, enrolment.content_hash)).get(key)
    return known is not None and known.kind in NUMBERS
