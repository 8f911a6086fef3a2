"""Reminders by hand: preview, send now, plan for a time, cancel. A worker sends them (`reminder_rounds`)."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from dti_core.campaign import tasks, words
from dti_core.campaign.history import Act, record_act
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import reminder_audience as audience
from dti_core.campaign.staff import reminder_providers
from dti_core.campaign.staff import reminder_targets as targets
from dti_core.campaign.staff.reminder_targets import STALLED_DAYS, Target, Wanted
from dti_core.campaign.staff.staffer import Staffer
from dti_core.campaign.tasks import Requester
from dti_core.campaign.working_time import vietnam
from dti_core.messages.contact import reminders as contact_texts
from dti_core.messages.staff.reminder_view import Example, Phone, Preview
from dti_core.messages.staff.states import NOT_JOINED
from dti_core.store import tables as t
from dti_core.store.tables.reminders import REMINDER_KINDS

TASK = "remind"
"""The kind of task that sends one round."""

WRONG_CLOCK = timedelta(days=7)
"""A reminder dated up to so far ahead was sent by a clock that was set back since: it counts for today."""

_reminder = t.reminder.c


@dataclass(frozen=True)
class Plan:
    """A reminder as it is meant. `text` None: the standing words; `groups` None: all within reach; `only`: no
    others than these enrolments; `to_providers`: who gives only some figures is meant, not contacts."""

    kind: str
    text: str | None = None
    groups: Collection[str] | None = None
    stalled_days: int = STALLED_DAYS
    only: frozenset[int] | None = None
    to_providers: bool = False

    @property
    def words(self) -> str:
        """What leaves where the staff wrote nothing of their own."""
        return contact_texts.standing(self.kind, self.to_providers)


def preview(
    conn: Connection, staffer: Staffer, plan: Plan, now: datetime, example: int = 0
) -> Preview | Refusal:
    """Who would get it now, how many, and the exact text for one of the units. Sends nothing."""
    if refusal := _refused(staffer, plan):
        return refusal
    campaign = targets.campaign_of(conn, staffer.campaign)
    found = audience.find(conn, campaign, wanted_by(staffer, plan), now)
    times = vietnam(campaign.time_zone)
    people = {one.person: one for each in found for one in each.addressees}
    told = already_told(conn, set(people), times.day(now))
    reachable = {person for person, one in people.items() if one.identity is not None}
    return Preview(
        kind=plan.kind,
        to_providers=plan.to_providers,
        stalled_days=plan.stalled_days,
        groups=None if plan.groups is None else tuple(sorted(plan.groups)),
        picked=None if plan.only is None else len(plan.only),
        units=len(found),
        states=dict(Counter(_state(one) for one in found)),
        people=len(reachable - told),
        waiting=len(reachable & told),
        blocked=sum(bool(one.people) and not any(p.identity for p in one.people) for one in found),
        not_joined=sum(not one.people for one in found),
        closes_at=campaign.closes_at,
        time_zone=campaign.time_zone,
        text=plan.text or plan.words,
        own_words=plan.text is not None,
        example=_example(conn, campaign, plan, found, now, example),
        phones=tuple(phone for each in found for phone in phones_of(each)),
        at_night=not times.is_daytime(now),
        morning=times.next_morning(now) if times.is_daytime(now) else times.not_at_night(now),
        unsure_years=times.unsure(times.day(now), times.day(campaign.closes_at)),
    )


def counts(
    conn: Connection, staffer: Staffer, now: datetime, *, to_providers: bool = False
) -> dict[str, int]:
    """How many units (providers) are in each state now; missing evidence is only counted when asked for."""
    if staffer.lacks("remind"):
        return {}
    campaign = targets.campaign_of(conn, staffer.campaign)
    if to_providers:
        everybody = wanted_by(staffer, Plan("not_submitted", to_providers=True))
        found = reminder_providers.states(conn, campaign, everybody, now)
        return {kind: sum(kind in one for _, one in found) for kind in reminder_providers.KINDS}
    cheap = [kind for kind in REMINDER_KINDS if kind != "evidence_missing"]
    return {kind: len(audience.find(conn, campaign, wanted_by(staffer, Plan(kind)), now)) for kind in cheap}


def send(
    conn: Connection,
    staffer: Staffer,
    plan: Plan,
    requester: Requester,
    now: datetime,
    *,
    even_at_night: bool = False,
) -> int | Refusal:
    """Send now, by the next free worker; the round. At night it asks first (`at_night`)."""
    if refusal := _refused(staffer, plan) or _asleep(now, even_at_night):
        return refusal
    return start(conn, _new(conn, staffer, plan, requester, now, now), requester, now)


def plan_for(
    conn: Connection,
    staffer: Staffer,
    plan: Plan,
    requester: Requester,
    when: datetime,
    now: datetime,
    *,
    even_at_night: bool = False,
) -> int | Refusal:
    """Send at a moment ahead, to whom it then concerns; the round. A time at night asks first."""
    if refusal := _refused(staffer, plan):
        return refusal
    if when <= now:
        return Refusal("bad_time", "past")
    if plan.kind != "returned" and when >= targets.campaign_of(conn, staffer.campaign).closes_at:
        return Refusal("bad_time", "after_deadline")
    return _asleep(when, even_at_night) or _new(conn, staffer, plan, requester, when, now)


def cancel(conn: Connection, staffer: Staffer, reminder: int, now: datetime) -> Refusal | None:
    """Take a planned round back; one that has begun to leave cannot be stopped."""
    if refusal := staffer.lacks("remind"):
        return refusal
    row = mine(conn, staffer, reminder)
    if row is None:
        return Refusal("unknown_reminder", str(reminder))
    waiting = (_reminder.id == reminder, _reminder.state == "planned")
    done = conn.execute(update(t.reminder).where(*waiting).values(state="cancelled"))
    if done.rowcount != 1:
        return Refusal("unknown_reminder", row.state)
    act = Act("reminder_cancelled", f"reminder:{reminder}", row.state, "cancelled")
    record_act(conn, staffer.who, act, now, campaign=staffer.campaign)
    return None


def start(conn: Connection, reminder: int, requester: Requester, now: datetime) -> int:
    """Hand a planned round to the workers: only one caller ever can; the round."""
    waiting = (_reminder.id == reminder, _reminder.state == "planned")
    if conn.execute(update(t.reminder).where(*waiting).values(state="sending")).rowcount == 1:
        tasks.ask(conn, TASK, {"reminder": reminder}, now, requester=requester, mark=f"{TASK}:{reminder}")
    return reminder


def mine(conn: Connection, staffer: Staffer, reminder: int) -> Row[Any] | None:
    """A round of this campaign that does not go beyond the staff member's groups."""
    here = (_reminder.id == reminder, _reminder.campaign_id == staffer.campaign)
    row = conn.execute(select(t.reminder).where(*here)).one_or_none()
    return row if row is not None and covers(staffer, row.scope_group) else None


def covers(staffer: Staffer, scope: str | None) -> bool:
    """Whether all groups of a scope are assigned to this member of the staff."""
    if staffer.groups is None:
        return True
    return scope is not None and words.split(scope) <= staffer.groups


def wanted_by(staffer: Staffer, plan: Plan) -> Wanted:
    """The plan within the reach of who made it."""
    return Wanted(plan.kind, reach(staffer, plan.groups), plan.stalled_days, plan.only, plan.to_providers)


def reach(staffer: Staffer, groups: Collection[str] | None) -> frozenset[str] | None:
    """The groups that are meant, as far as they are assigned to this member of the staff."""
    if groups is None:
        return staffer.groups
    return frozenset(groups) if staffer.groups is None else frozenset(groups) & staffer.groups


def already_told(conn: Connection, people: set[int], day: date) -> set[int]:
    """Who of these people has had a reminder on this local day, or by a clock that ran ahead."""
    sent, ahead = t.reminder_sent.c, (day + WRONG_CLOCK).isoformat()
    today = sent.day.between(day.isoformat(), ahead)
    found = select(sent.person_id).where(sent.person_id.in_(people), today)
    return {int(person) for person in conn.execute(found).scalars() if person is not None}


def phones_of(target: Target) -> list[Phone]:
    """Who of a unit has to be phoned: nobody joined, or nobody can be reached."""
    if any(one.identity for one in target.people):
        return []
    why = "blocked" if target.people else "not_joined"
    if target.roster:
        return [Phone(target.unit, one.name, one.phone, why) for one in target.roster]
    return [Phone(target.unit, target.people[0].name if target.people else None, None, why)]


def _state(target: Target) -> str:
    return target.state if target.people or target.state != "not_started" else NOT_JOINED


def _refused(staffer: Staffer, plan: Plan) -> Refusal | None:
    if refusal := staffer.lacks("remind"):
        return refusal
    if plan.kind not in audience.kinds(plan.to_providers):
        return Refusal("unknown_kind", plan.kind)
    if plan.text is not None and (wrong := contact_texts.trouble(plan.text)):
        return Refusal("bad_text", wrong.name or wrong.code)
    return None


def _asleep(when: datetime, even_at_night: bool) -> Refusal | None:
    times = vietnam()
    if even_at_night or times.is_daytime(when):
        return None
    return Refusal("at_night", times.not_at_night(when).isoformat())


def _new(
    conn: Connection, staffer: Staffer, plan: Plan, requester: Requester, when: datetime, now: datetime
) -> int:
    within = reach(staffer, plan.groups)
    row = {
        "campaign_id": staffer.campaign,
        "kind": plan.kind,
        "to_providers": plan.to_providers,
        "text": plan.text or plan.words,
        "scope_group": None if within is None else words.join(within),
        "scope_enrolments": None if plan.only is None else " ".join(map(str, sorted(plan.only))),
        "stalled_days": plan.stalled_days,
        "state": "planned",
        "planned_for": when,
        "person_id": requester.person,
        "identity_id": requester.identity,
        "created_at": now,
    }
    new = int(conn.execute(insert(t.reminder).returning(_reminder.id), row).scalar_one())
    act = Act("reminder_planned", f"reminder:{new}", new=f"{plan.kind} {when.isoformat()}")
    record_act(conn, staffer.who, act, now, campaign=staffer.campaign)
    return new


def _example(
    conn: Connection, campaign: Row[Any], plan: Plan, found: list[Target], now: datetime, number: int
) -> Example | None:
    reached = [one for one in found if one.people] or found
    if not reached:
        return None
    place = number % len(reached)
    one = reached[place]
    name = one.addressees[0].name if one.addressees else None
    facts = audience.facts(conn, campaign, one, name)
    text = contact_texts.words(plan.text or plan.words, facts, now)
    return Example(one.unit, text, place + 1, len(reached))
