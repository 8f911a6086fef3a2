"""The board's rows as the store has them: every unit within reach, in a handful of questions."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection, Row, Select, Text, cast, func, literal, select

from dti_core.campaign.exact import from_micro
from dti_core.campaign.values import ASSESSORS
from dti_core.store import tables as t

_unit_columns = (t.unit.c.slug, t.unit.c.name)
_score_columns = (
    t.score.c.points_micro,
    t.score.c.rank_points,
    t.score.c.attainable_micro,
    t.score.c.answered,
    t.score.c.total,
)


@dataclass(frozen=True)
class Stored:
    """Rows of enrolments with their unit and last score, and what else is known of them by id."""

    enrolments: tuple[Row[Any], ...]
    joined: frozenset[int]
    active_at: Mapping[int, datetime]
    cells: Mapping[int, Mapping[str, Fraction]]


def stored(conn: Connection, chosen: ColumnElement[bool]) -> Stored:
    """What there is of the enrolments that meet a condition (see `overview.within_reach`)."""
    rows = (
        select(t.enrolment, *_unit_columns, *_score_columns)
        .join(t.unit, t.unit.c.id == t.enrolment.c.unit_id)
        .outerjoin(t.score, t.score.c.enrolment_id == t.enrolment.c.id)
        .where(chosen)
        .order_by(t.enrolment.c.id)
    )
    return Stored(
        enrolments=tuple(conn.execute(rows)),
        joined=frozenset(conn.execute(_contacts(chosen)).scalars()),
        active_at=_last_activity(conn, chosen),
        cells=_cells(conn, chosen),
    )


def days_since(at: datetime | None, now: datetime, zone: str) -> int | None:
    """Calendar days there, 0 for today."""
    if at is None:
        return None
    local = ZoneInfo(zone)
    return max(0, (now.astimezone(local).date() - at.astimezone(local).date()).days)


def _contacts(chosen: ColumnElement[bool]) -> Select[Any]:
    return (
        select(t.assignment.c.enrolment_id)
        .join(t.enrolment, t.enrolment.c.id == t.assignment.c.enrolment_id)
        .where(chosen, t.assignment.c.role == "contact", t.assignment.c.revoked_at.is_(None))
        .distinct()
    )


def _last_activity(conn: Connection, chosen: ColumnElement[bool]) -> dict[int, datetime]:
    """When somebody of the unit last answered, proved or opened something; not when staff reviewed it."""
    found: dict[int, datetime] = {}
    talked = select(t.assignment.c.enrolment_id, func.max(t.conversation.c.updated_at)).join(
        t.conversation,
        (t.conversation.c.person_id == t.assignment.c.person_id)
        & (t.conversation.c.slot == literal("a") + cast(t.assignment.c.id, Text)),
    )
    answered = select(t.answer.c.enrolment_id, func.max(t.answer.c.at)).where(
        t.answer.c.source.not_in(ASSESSORS)
    )
    asked = (
        (t.answer.c.enrolment_id, answered),
        (t.evidence.c.enrolment_id, select(t.evidence.c.enrolment_id, func.max(t.evidence.c.added_at))),
        (t.assignment.c.enrolment_id, talked),
    )
    for owner, last in asked:
        whole = last.join(t.enrolment, t.enrolment.c.id == owner).where(chosen).group_by(owner)
        for enrolment, at in conn.execute(whole):
            found[enrolment] = max(at, found.get(enrolment, at))
    return found


def _cells(conn: Connection, chosen: ColumnElement[bool]) -> dict[int, dict[str, Fraction]]:
    """Points by index and pillar; an index and a pillar never share an id (codes against names)."""
    rows = (
        select(t.subtotal.c.enrolment_id, t.subtotal.c.node, t.subtotal.c.points_micro)
        .join(t.enrolment, t.enrolment.c.id == t.subtotal.c.enrolment_id)
        .where(chosen)
    )
    found: dict[int, dict[str, Fraction]] = defaultdict(dict)
    for enrolment, node, points in conn.execute(rows):
        found[enrolment][node] = from_micro(points)
    return dict(found)
