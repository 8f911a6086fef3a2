"""Reminders that leave by themselves: every working day, or so many days before each unit's own deadline.

A rule is run once for a local day, by whoever first writes that day into it. A run that was missed is made up
by the next one, which then also takes the units whose day lay in between: once, not many times.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Connection, Row, and_, insert, select, update

from dti_core.campaign import words
from dti_core.campaign.history import Act, record_act
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import reminder_audience as audience
from dti_core.campaign.staff import reminder_targets as targets
from dti_core.campaign.staff import reminders
from dti_core.campaign.staff.reminder_targets import STALLED_DAYS, Target, Wanted
from dti_core.campaign.staff.reminders import Plan
from dti_core.campaign.staff.staffer import Staffer
from dti_core.campaign.tasks import Requester
from dti_core.campaign.working_time import DAY_BEGINS, DAY_ENDS, ONE_DAY, WorkingTime, vietnam
from dti_core.messages.contact import reminders as contact_texts
from dti_core.messages.staff.reminder_view import Rule
from dti_core.store import tables as t
from dti_core.store.database import Database

MOST_DAYS = 60
_rule = t.reminder_rule.c


@dataclass(frozen=True)
class When:
    """`days_before` None: every working day, else so many days before the deadline; a local hour."""

    days_before: int | None
    hour: int = 8


def add(
    conn: Connection, staffer: Staffer, plan: Plan, when: When, requester: Requester, now: datetime
) -> int | Refusal:
    """A new rule; its first run is the next one from now on."""
    if refusal := _refused(staffer, plan, when):
        return refusal
    within = reminders.reach(staffer, plan.groups)
    row = {
        "campaign_id": staffer.campaign,
        "kind": plan.kind,
        "to_providers": plan.to_providers,
        "days_before": when.days_before,
        "stalled_days": plan.stalled_days if plan.kind == "stalled" else None,
        "scope_group": None if within is None else words.join(within),
        "hour": when.hour,
        "text": plan.text,
        "last_day": _before_next(when.hour, now),
        "person_id": requester.person,
        "identity_id": requester.identity,
        "created_at": now,
    }
    new = int(conn.execute(insert(t.reminder_rule).returning(_rule.id), row).scalar_one())
    before = "daily" if when.days_before is None else f"{when.days_before} days before"
    act = Act("reminder_rule_added", f"reminder_rule:{new}", new=f"{plan.kind} {before} {when.hour}:00")
    record_act(conn, staffer.who, act, now, campaign=staffer.campaign)
    return new


def switch(conn: Connection, staffer: Staffer, rule: int, on: bool, now: datetime) -> Refusal | None:
    """Let a rule rest, or run again from now on (what it missed meanwhile is not made up)."""
    if refusal := staffer.lacks("remind"):
        return refusal
    row = _mine(conn, staffer, rule)
    if row is None:
        return Refusal("unknown_rule", str(rule))
    values = {"active": on, "last_day": _before_next(row.hour, now) if on else row.last_day}
    conn.execute(update(t.reminder_rule).where(_rule.id == rule).values(**values))
    act = Act("reminder_rule_switched", f"reminder_rule:{rule}", str(row.active), str(on))
    record_act(conn, staffer.who, act, now, campaign=staffer.campaign)
    return None


def listed(conn: Connection, staffer: Staffer) -> tuple[Rule, ...] | Refusal:
    """The rules of the campaign, as far as the staff member's groups reach."""
    if refusal := staffer.lacks("remind"):
        return refusal
    mine = select(t.reminder_rule).where(_rule.campaign_id == staffer.campaign).order_by(_rule.id)
    return tuple(
        Rule(
            row.id, row.kind, row.days_before, row.stalled_days, row.hour, row.active, row.text is not None,
            not DAY_BEGINS <= time(row.hour) < DAY_ENDS, row.to_providers,
        )
        for row in conn.execute(mine)
        if reminders.covers(staffer, row.scope_group)
    )  # fmt: skip


def day_of_run(hour: int, now: datetime, times: WorkingTime) -> date | None:
    """The latest working day whose run is due by now; None where nothing may leave at this moment."""
    if not times.is_daytime(now):
        return None
    day = times.working_day_until(times.day(now))
    while times.not_at_night(times.at(day, time(hour))) > now:
        day = times.working_day_until(day - ONE_DAY)
    return day


def last_run(last_day: str | None, today: date) -> date:
    """Up to which day a rule is done. A day further ahead than tomorrow was written by a wrong clock."""
    yesterday = today - ONE_DAY
    last = date.fromisoformat(last_day) if last_day else yesterday
    return yesterday if last > today + ONE_DAY else last


def due(conn: Connection, now: datetime) -> bool:
    """Whether a rule has a run to make."""
    return any(_day(row, now) is not None for row in _active(conn))


def run(db: Database, now: datetime) -> int:
    """Make the runs that are due, each in one transaction with the round that it starts; how many rounds."""
    with db.read() as conn:
        waiting = [row for row in _active(conn) if _day(row, now) is not None]
    started = 0
    for row in waiting:
        with db.write() as conn:
            started += _run_one(conn, row, now)
    return started


def _active(conn: Connection) -> list[Row[Any]]:
    open_ = and_(_rule.active, t.campaign.c.state.in_(("open", "closed")))
    found = select(t.reminder_rule, t.campaign.c.time_zone).join(
        t.campaign, t.campaign.c.id == _rule.campaign_id
    )
    return list(conn.execute(found.where(open_).order_by(_rule.id)))


def _day(row: Row[Any], now: datetime) -> date | None:
    times = vietnam(row.time_zone)
    day = day_of_run(row.hour, now, times)
    return day if day is not None and day > last_run(row.last_day, times.day(now)) else None


def _run_one(conn: Connection, row: Row[Any], now: datetime) -> int:
    """Claim the day and start the round: 1, or 0 where another worker was first or nobody is concerned."""
    day = _day(row, now)
    if day is None:
        return 0
    unchanged = _rule.last_day.is_(None) if row.last_day is None else _rule.last_day == row.last_day
    mine = update(t.reminder_rule).where(_rule.id == row.id, _rule.active, unchanged)
    if conn.execute(mine.values(last_day=day.isoformat())).rowcount != 1:
        return 0
    campaign, times = targets.campaign_of(conn, row.campaign_id), vietnam(row.time_zone)
    since = last_run(row.last_day, times.day(now))
    groups = None if row.scope_group is None else words.split(row.scope_group)
    days = row.stalled_days or STALLED_DAYS
    wanted = Wanted(row.kind, groups, days, to_providers=row.to_providers)
    found = audience.find(conn, campaign, wanted, now)
    chosen = [one for one in found if _is_its_day(row, one, since, day, times)]
    if chosen:
        _start(conn, row, chosen, now)
    return int(bool(chosen))


def _is_its_day(row: Row[Any], target: Target, since: date, day: date, times: WorkingTime) -> bool:
    if row.days_before is None:
        return True
    if target.until is None:
        return False
    own = times.working_day_until(times.day(target.until) - timedelta(days=row.days_before))
    return since < own <= day


def _start(conn: Connection, row: Row[Any], chosen: list[Target], now: datetime) -> None:
    round_ = {
        "campaign_id": row.campaign_id,
        "rule_id": row.id,
        "kind": row.kind,
        "to_providers": row.to_providers,
        "text": row.text or contact_texts.standing(row.kind, row.to_providers),
        "scope_group": row.scope_group,
        "scope_enrolments": " ".join(dict.fromkeys(str(one.enrolment) for one in chosen)),
        "stalled_days": row.stalled_days,
        "state": "planned",
        "planned_for": now,
        "person_id": row.person_id,
        "identity_id": row.identity_id,
        "created_at": now,
    }
    new = int(conn.execute(insert(t.reminder).returning(t.reminder.c.id), round_).scalar_one())
    reminders.start(conn, new, Requester(row.person_id, None, row.identity_id), now)


def _before_next(hour: int, now: datetime) -> str:
    """The day to write into a rule whose first run shall be the next one from now on."""
    times = vietnam()
    day = times.working_day_until(times.day(now))
    while times.not_at_night(times.at(day, time(hour))) > now:
        day = times.working_day_until(day - ONE_DAY)
    return day.isoformat()


def _refused(staffer: Staffer, plan: Plan, when: When) -> Refusal | None:
    if refusal := staffer.lacks("remind"):
        return refusal
    if plan.kind not in audience.kinds(plan.to_providers):
        return Refusal("unknown_kind", plan.kind)
    if not 0 <= when.hour <= 23 or (when.days_before is not None and not 0 <= when.days_before <= MOST_DAYS):
        return Refusal("bad_time", "rule")
    if plan.text is not None and (wrong := contact_texts.trouble(plan.text)):
        return Refusal("bad_text", wrong.name or wrong.code)
    return None


def _mine(conn: Connection, staffer: Staffer, rule: int) -> Row[Any] | None:
    here = (_rule.id == rule, _rule.campaign_id == staffer.campaign)
    row = conn.execute(select(t.reminder_rule).where(*here).with_for_update()).one_or_none()
    return row if row is not None and reminders.covers(staffer, row.scope_group) else None
