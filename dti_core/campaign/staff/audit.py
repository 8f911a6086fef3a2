"""One timeline of who did what: acts, revisions of answers, and everything said in the review."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Connection,
    Integer,
    Subquery,
    Text,
    cast,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
)

from dti_core.campaign.exact import from_micro, plain
from dti_core.campaign.history import Act, Who, record_act
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import overview
from dti_core.campaign.staff.staffer import Staffer
from dti_core.messages.staff.audit_views import Entry, Lookup
from dti_core.store import tables as t
from dti_core.store.tables.reviews import REVIEW_ACTIONS

IN_REVIEW = tuple(f"review_{action}" for action in REVIEW_ACTIONS)
"""Acts that stand in the timeline as events of the review, with their points."""
BATCH = 500
_a, _rev, _ev, _e = t.audit.c, t.answer_revision.c, t.review_event.c, t.enrolment.c


def page(
    conn: Connection, staffer: Staffer, lookup: Lookup, first: int = 0, most: int = 10
) -> tuple[list[Entry], int] | Refusal:
    """Some entries from the newest on, and how many there are in all."""
    refusal = staffer.lacks("audit") or _unknown(conn, staffer, lookup)
    if refusal is not None:
        return refusal
    chosen = _chosen(staffer, lookup).subquery()
    many = int(conn.execute(select(func.count()).select_from(chosen)).scalar_one())
    rows = conn.execute(_in_order(chosen).offset(first).limit(most))
    return [_entry(row) for row in rows], many


def every(conn: Connection, staffer: Staffer, lookup: Lookup) -> Iterator[Entry] | Refusal:
    """Every entry, the newest first, read a few at a time."""
    refusal = staffer.lacks("audit") or _unknown(conn, staffer, lookup)
    if refusal is not None:
        return refusal
    chosen = _chosen(staffer, lookup).subquery()
    rows = conn.execution_options(yield_per=BATCH).execute(_in_order(chosen))
    return (_entry(row) for row in rows)


@dataclass(frozen=True)
class UnitName:
    """A unit whose history can be looked up."""

    id: int
    slug: str
    name: str


def units(conn: Connection, staffer: Staffer) -> list[UnitName]:
    """The units within reach."""
    if staffer.lacks("audit"):
        return []
    chosen = select(t.unit).join(t.enrolment, _e.unit_id == t.unit.c.id).where(overview.within_reach(staffer))
    return [
        UnitName(row.id, row.slug, row.name)
        for row in conn.execute(chosen.distinct().order_by(t.unit.c.name))
    ]


def heading(conn: Connection, staffer: Staffer) -> tuple[str, str, str]:
    """The campaign's time zone, short name and title."""
    row = conn.execute(select(t.campaign).where(t.campaign.c.id == staffer.campaign)).one()
    return row.time_zone, row.slug, row.title


def note_export(conn: Connection, who: Who, campaign: int, many: int, now: datetime) -> None:
    """Who takes the history away is in the history too."""
    record_act(conn, who, Act("audit_exported", "campaign", new=str(many)), now, campaign=campaign)


def _unknown(conn: Connection, staffer: Staffer, lookup: Lookup) -> Refusal | None:
    if lookup.unit is None or lookup.unit in {one.slug for one in units(conn, staffer)}:
        return None
    return Refusal("unknown_unit", lookup.unit)


def _chosen(staffer: Staffer, lookup: Lookup) -> Any:
    """The three histories side by side, narrowed before they are put in order."""
    parts = union_all(_acts(), _answers(), _reviews()).subquery()
    mine = select(parts, t.unit.c.name.label("unit"), t.person.c.name.label("person")).join_from(
        parts, t.enrolment, _e.id == parts.c.enrolment_id, isouter=True
    )
    whole = mine.outerjoin(t.unit, t.unit.c.id == _e.unit_id).outerjoin(
        t.person, t.person.c.id == parts.c.person_id
    )
    return whole.where(*_conditions(staffer, lookup, parts))


def _conditions(staffer: Staffer, lookup: Lookup, parts: Subquery) -> Iterator[Any]:
    yield or_(parts.c.campaign_id == staffer.campaign, _e.campaign_id == staffer.campaign)
    if staffer.groups is not None:
        yield _e.group_id.in_(sorted(staffer.groups))
    if lookup.unit is not None:
        yield t.unit.c.slug == lookup.unit
    if lookup.person is not None:
        yield t.person.c.name.icontains(lookup.person, autoescape=True)
    if lookup.action is not None:
        yield parts.c.action == lookup.action
    if lookup.since is not None:
        yield parts.c.at >= lookup.since
    if lookup.until is not None:
        yield parts.c.at < lookup.until


def _in_order(chosen: Subquery) -> Any:
    return select(chosen).order_by(chosen.c.at.desc(), chosen.c.source, chosen.c.number.desc())


def _acts() -> Any:
    columns = (_a.campaign_id, _a.enrolment_id, _a.person_id, _a.channel, _a.action, _a.subject)
    values = (_a.old, _a.new, _a.reason, cast(null(), BigInteger).label("points"))
    numbered = (_a.at, *columns, *values, literal(1).label("source"), _a.id.label("number"))
    return select(*numbered).where(_a.action.not_in(IN_REVIEW))


def _answers() -> Any:
    subject = literal("answer:") + _rev.input_key
    return select(
        _rev.at,
        cast(null(), Integer).label("campaign_id"),
        _rev.enrolment_id,
        _rev.person_id,
        _rev.channel,
        literal("answer_changed").label("action"),
        subject.label("subject"),
        _rev.old_value.label("old"),
        _rev.new_value.label("new"),
        _rev.reason,
        cast(null(), BigInteger).label("points"),
        literal(2).label("source"),
        _rev.id.label("number"),
    )


def _reviews() -> Any:
    return select(
        _ev.at,
        cast(null(), Integer).label("campaign_id"),
        _ev.enrolment_id,
        _ev.person_id,
        _ev.channel,
        (literal("review_") + _ev.action).label("action"),
        (literal("criterion:") + _ev.criterion).label("subject"),
        cast(null(), Text).label("old"),
        cast(null(), Text).label("new"),
        _ev.reason,
        _ev.points_micro.label("points"),
        literal(3).label("source"),
        _ev.id.label("number"),
    )


def _entry(row: Any) -> Entry:
    new = row.new if row.points is None else plain(from_micro(row.points))
    return Entry(row.at, row.person, row.channel, row.unit, row.action, row.subject, row.old, new, row.reason)
