"""Opening, moving and ending the time in which units may contest adjusted points."""

from collections.abc import Iterator
from datetime import datetime, time
from typing import Any

from sqlalchemy import Connection, Row, select, update
from sqlalchemy.dialects.postgresql import insert as upsert  # SQLite speaks this one too

from dti_core.campaign import contest_window, frameworks
from dti_core.campaign.history import Act, record_act
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import people_told
from dti_core.campaign.staff.people_told import Contact
from dti_core.campaign.staff.staffer import Staffer
from dti_core.campaign.working_time import ONE_DAY, vietnam
from dti_core.messages import codec
from dti_core.messages.contact import contest as texts
from dti_core.messages.model import Message
from dti_core.store import tables as t

LAST_HOUR = time(17)
_rules, _e = t.campaign_rules.c, t.enrolment.c


def after_working_days(now: datetime, days: int) -> datetime:
    """The end of office hours on the last of so many working days from tomorrow."""
    calendar = vietnam()
    day = calendar.day(now)
    for _ in range(days):
        day = calendar.working_day_from(day + ONE_DAY)
    return calendar.at(day, LAST_HOUR)


def open_until(conn: Connection, staffer: Staffer, until: datetime, now: datetime) -> int | Refusal:
    """Units may contest until then; those with adjusted points are told. To how many people.

    A moment that is not ahead ends the window at once, and tells nobody.
    """
    if refusal := staffer.lacks_for_all("schedule"):
        return refusal
    campaign = conn.execute(
        select(t.campaign).where(t.campaign.c.id == staffer.campaign).with_for_update()
    ).one()
    if campaign.state == "published":
        return Refusal("published")
    old = contest_window.until(conn, campaign.id)
    row = {"campaign_id": campaign.id, "signed_copy": "optional"}
    conn.execute(upsert(t.campaign_rules).on_conflict_do_nothing(), row)
    conn.execute(
        update(t.campaign_rules).where(_rules.campaign_id == campaign.id).values(contest_until=until)
    )
    act = Act("contest_window_moved", "campaign", None if old is None else old.isoformat(), until.isoformat())
    record_act(conn, staffer.who, act, now, campaign=campaign.id)
    if old == until:
        return 0
    if old is not None:
        _take_back(conn, campaign, old, now)
    if until <= now:
        return 0
    sent = [people_told.tell(conn, one, said, now) for one, said in _notices(conn, campaign, until)]
    return sum(row is not None for row in sent)


def _take_back(conn: Connection, campaign: Row[Any], old: datetime, now: datetime) -> None:
    """What waits for the morning and names a term that holds no more is not sent."""
    o = t.outbox.c
    for contact, said in _notices(conn, campaign, old):
        here = (o.identity_id == contact.identity, o.state == "pending", o.payload == codec.dump(said))
        conn.execute(update(t.outbox).where(*here).values(state="superseded", sent_at=now))


def _notices(conn: Connection, campaign: Row[Any], until: datetime) -> Iterator[tuple[Contact, Message]]:
    """Everybody whose unit has adjusted points, with the words that name this term."""
    adjusted = _adjusted(conn, campaign.id)
    people = people_told.contacts(conn, adjusted)
    for unit, names in adjusted.items():
        row = conn.execute(
            select(t.unit.c.name, _e.content_hash)
            .join(t.enrolment, _e.unit_id == t.unit.c.id)
            .where(_e.id == unit)
        ).one()
        criteria = [one for one in frameworks.framework(conn, row.content_hash).criteria if one.id in names]
        said = texts.window(row.name, campaign.coordinator, criteria, until, campaign.time_zone)
        yield from ((one, said) for one in people.get(unit, []))


def _adjusted(conn: Connection, campaign: int) -> dict[int, set[str]]:
    """Verified units with the adjusted criteria that each can contest."""
    r = t.review.c
    rows = (
        select(r.enrolment_id, r.criterion)
        .join(t.enrolment, _e.id == r.enrolment_id)
        .where(_e.campaign_id == campaign, _e.state == "verified", r.state == "adjusted")
        .order_by(r.enrolment_id)
    )
    found: dict[int, set[str]] = {}
    for row in conn.execute(rows):
        found.setdefault(row.enrolment_id, set()).add(row.criterion)
    return found
