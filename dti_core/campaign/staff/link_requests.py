"""The staff have links looked at anew: those of one item, or all of their units."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, select

from dti_core.campaign.links import queue
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import overview
from dti_core.campaign.staff.review_place import look
from dti_core.campaign.staff.staffer import Staffer
from dti_core.store import tables as t

_e = t.evidence.c


def ask(
    conn: Connection, staffer: Staffer, enrolment: int, criterion: str, identity: int, now: datetime
) -> int | Refusal:
    """The links of one item, for the account that is told what was found; how many there are."""
    if refusal := staffer.lacks("review"):
        return refusal
    place = look(conn, staffer, enrolment)
    if isinstance(place, Refusal):
        return place
    if enrolment in staffer.own:
        return Refusal("own_unit", place.row.unit_name)
    node = place.criterion(criterion)
    if isinstance(node, Refusal):
        return node
    if not queue.is_at_work(conn, now):
        return Refusal("not_checking")
    here = (_e.enrolment_id == enrolment, _e.criterion == criterion)
    pieces = _links(conn, *here)
    for piece in pieces:
        queue.ask(conn, piece, now, identity=identity)
    return len(pieces) or Refusal("no_links", criterion)


def ask_all(conn: Connection, staffer: Staffer, now: datetime, unit: str | None = None) -> int | Refusal:
    """Every link of the campaign, or of one unit (by its short name); how many there are."""
    if refusal := staffer.lacks("review"):
        return refusal
    mine = select(t.enrolment.c.id).join(t.unit, t.unit.c.id == t.enrolment.c.unit_id)
    mine = mine.where(overview.within_reach(staffer))
    if unit is not None:
        mine = mine.where(t.unit.c.slug == unit)
        if conn.execute(mine.limit(1)).first() is None:
            return Refusal("unknown_unit", unit)
    pieces = _links(conn, _e.enrolment_id.in_(mine))
    for piece in pieces:
        queue.ask(conn, piece, now)
    return len(pieces)


def _links(conn: Connection, *conditions: ColumnElement[bool]) -> Sequence[int]:
    current = select(_e.id).where(_e.kind == "link", _e.withdrawn_at.is_(None), *conditions)
    return conn.execute(current.order_by(_e.id)).scalars().all()
