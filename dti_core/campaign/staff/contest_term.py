"""Opening, moving and ending the time in which units may contest adjusted points."""

from datetime import datetime, time

from sqlalchemy import Connection, select, update
from sqlalchemy.dialects.postgresql import insert as upsert  # SQLite speaks this one too

from dti_core.campaign import contest_window, frameworks
from dti_core.campaign.history import Act, record_act
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import people_told
from dti_core.campaign.staff.staffer import Staffer
from dti_core.campaign.working_time import ONE_DAY, vietnam
from dti_core.messages.contact import contest as texts
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
    if until <= now or old == until:
        return 0
    told = 0
    for unit, names in _adjusted(conn, campaign.id).items():
        unit_row = conn.execute(
            select(t.unit.c.name, _e.content_hash)
            .join(t.enrolment, _e.unit_id == t.unit.c.id)
            .where(_e.id == unit)
        ).one()
        criteria = frameworks.framework(conn, unit_row.content_hash).criteria
        adjusted = [node for node in criteria if node.id in names]
        said = texts.window(unit_row.name, campaign.coordinator, adjusted, until, campaign.time_zone)
        people = people_told.contacts(conn, [unit]).get(unit, [])
        told += sum(people_told.tell(conn, one, said, now) is not None for one in people)
    return told


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
