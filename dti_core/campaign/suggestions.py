"""Last campaign's general information, offered for one-tap confirmation."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select

from dti_core.campaign import frameworks
from dti_core.framework.compare_carry import carrying
from dti_core.framework.compare_match import match
from dti_core.framework.framework import Framework
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
        t.answer.c.input_key.like("info:%"),
    )
    .order_by(t.enrolment.c.id)
)


_known: dict[tuple[str, str], Mapping[str, str]] = {}


def of(conn: Connection, enrolment: Row[Any], year: int) -> dict[str, str]:
    """Input key → the value of the latest earlier year.

    Where this campaign follows another, what that unit said there counts, whatever its framework: under the
    key that means the same now, and only where it does.
    """
    unit = {"unit": enrolment.unit_id, "framework": enrolment.framework_id, "year": year}
    found = {row.input_key: row.value for row in conn.execute(_EARLIER, unit)}
    asked = {"campaign": enrolment.campaign_id, "unit": enrolment.unit_id}
    for row in conn.execute(_PREVIOUS, asked).all():
        new = _carried(conn, row.content_hash, enrolment.content_hash).get(row.input_key)
        if new is not None:
            found[new] = row.value
    return found


def _carried(conn: Connection, old: str, new: str) -> Mapping[str, str]:
    before = frameworks.framework(conn, old)
    if old == new:
        return {f"info:{key}": f"info:{key}" for key in _info(before)}
    return _compared(before, frameworks.framework(conn, new))


def _info(framework: Framework) -> list[str]:
    return [
        f"{item.id}.{each.id}" if item.fields else item.id
        for item in framework.spec.info
        for each in (item.fields or (item,))
    ]


def _compared(old: Framework, new: Framework) -> Mapping[str, str]:
    """Comparing titles takes a moment: once for two texts."""
    key = (old.content_hash, new.content_hash)
    if key not in _known:
        found = carrying(old, new, match(old, new))
        _known[key] = {one.old: one.new for one in found.carried}
    return _known[key]
