"""The campaign's dates as the staff look at them, and the end of the review."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select, update
from sqlalchemy.dialects.postgresql import insert as upsert  # SQLite speaks this one too

from dti_core.campaign import deadlines
from dti_core.campaign.history import Act, record_act
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import overview, paper_rules
from dti_core.campaign.staff.staffer import Staffer
from dti_core.campaign.working_time import vietnam
from dti_core.messages.staff.schedule_view import Dates, UnitDates
from dti_core.store import tables as t

_rules = t.campaign_rules.c


def dates(conn: Connection, staffer: Staffer, now: datetime) -> Dates | Refusal:
    """The campaign's dates, and those of every unit within reach that can be given more time."""
    if refusal := staffer.lacks("schedule"):
        return refusal
    campaign = conn.execute(select(t.campaign).where(t.campaign.c.id == staffer.campaign)).one()
    units = (
        select(t.enrolment, t.unit.c.name)
        .join(t.unit, t.unit.c.id == t.enrolment.c.unit_id)
        .where(overview.within_reach(staffer))
        .order_by(t.unit.c.name)
    )
    rows = conn.execute(units).all()
    return Dates(
        title=campaign.title,
        time_zone=campaign.time_zone,
        opens_at=campaign.opens_at,
        closes_at=campaign.closes_at,
        review_closes_at=_review_end(conn, campaign.id),
        published=campaign.state == "published",
        open=sum(row.state in deadlines.OPEN_STATES for row in rows),
        closed=sum(row.state == "closed_unsubmitted" for row in rows),
        units=tuple(_unit(row, campaign.closes_at) for row in rows if _can_be_extended(row)),
        signed_copy=paper_rules.signed_copy(conn, campaign.id),
        unsure_years=vietnam().unsure(now.date(), campaign.closes_at.date()),
    )


def is_review_closed(conn: Connection, campaign: int, now: datetime) -> bool:
    """Whether the review has been ended: then nothing is accepted, adjusted or returned any more."""
    end = _review_end(conn, campaign)
    return end is not None and end <= now


def close_review(conn: Connection, staffer: Staffer, reason: str, now: datetime) -> Refusal | None:
    """End the review at this moment."""
    return _set_review_end(conn, staffer, now, reason, now)


def reopen_review(
    conn: Connection, staffer: Staffer, until: datetime | None, reason: str, now: datetime
) -> Refusal | None:
    """Let the review go on, to a moment ahead or without an end."""
    if until is not None and until <= now:
        return Refusal("bad_time", "past")
    return _set_review_end(conn, staffer, until, reason, now)


def _set_review_end(
    conn: Connection, staffer: Staffer, until: datetime | None, reason: str, now: datetime
) -> Refusal | None:
    if refusal := staffer.lacks_for_all("schedule"):
        return refusal
    mine = t.campaign.c.id == staffer.campaign
    if conn.execute(select(t.campaign.c.state).where(mine).with_for_update()).scalar_one() == "published":
        return Refusal("published")
    if not reason.strip():
        return Refusal("no_reason")
    old = _review_end(conn, staffer.campaign)
    row = {"campaign_id": staffer.campaign, "signed_copy": "optional"}
    conn.execute(upsert(t.campaign_rules).on_conflict_do_nothing(), row)
    here = update(t.campaign_rules).where(_rules.campaign_id == staffer.campaign)
    conn.execute(here.values(review_closes_at=until))
    act = Act("review_end_moved", "campaign", _text(old), _text(until), reason.strip())
    record_act(conn, staffer.who, act, now, campaign=staffer.campaign)
    return None


def _review_end(conn: Connection, campaign: int) -> datetime | None:
    found = select(_rules.review_closes_at).where(_rules.campaign_id == campaign)
    end: datetime | None = conn.execute(found).scalar_one_or_none()
    return end


def _can_be_extended(row: Row[Any]) -> bool:
    return row.state in (*deadlines.OPEN_STATES, "closed_unsubmitted", "returned")


def _unit(row: Row[Any], campaign_closes: datetime) -> UnitDates:
    extended = row.closes_at is not None and row.closes_at > campaign_closes
    until, group = deadlines.term(row, campaign_closes), (row.framework_id, row.group_id)
    return UnitDates(row.id, row.name, row.state, until, extended, group)


def _text(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()
