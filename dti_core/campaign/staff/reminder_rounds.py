"""One round of reminders as a worker sends it: person by person, each in a transaction of its own.

Whatever is killed and however many work on it, nobody gets a second reminder on one day: the row that says
so goes in before the message, and the database takes only one per person and day. Whoever has meanwhile done
what they were to be reminded of is left in peace.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, and_, insert, or_, select, update
from sqlalchemy.dialects.postgresql import insert as upsert  # SQLite speaks this one too

from dti_core.campaign import words
from dti_core.campaign.errands import Errand, Outcome
from dti_core.campaign.outbox import Manner, put
from dti_core.campaign.outbox import Target as Account
from dti_core.campaign.staff import reminder_audience as audience
from dti_core.campaign.staff import reminder_targets as targets
from dti_core.campaign.staff import reminders
from dti_core.campaign.staff.people_told import Contact
from dti_core.campaign.staff.reminder_targets import STALLED_DAYS, Target, Wanted
from dti_core.campaign.tasks import Requester
from dti_core.campaign.working_time import vietnam
from dti_core.messages import codec
from dti_core.messages.contact import reminders as texts
from dti_core.store import tables as t
from dti_core.store.database import Database

LATE = timedelta(hours=1)
"""A round that was allowed at night and is later than this waits for the morning after all."""

_reminder, _sent = t.reminder.c, t.reminder_sent.c


@dataclass(frozen=True)
class Round:
    """A round in hand: its row, its campaign, and the local day."""

    row: Row[Any]
    campaign: Row[Any]
    day: date
    also: Mapping[int, list[str]] = field(default_factory=dict)
    """All units that one person is to be reminded of, in one message."""

    def wanted(self, only: Collection[int] | None = None) -> Wanted:
        """Which units it is for."""
        groups = None if self.row.scope_group is None else words.split(self.row.scope_group)
        if only is None and self.row.scope_enrolments is not None:
            only = [int(one) for one in words.split(self.row.scope_enrolments)]
        days = self.row.stalled_days or STALLED_DAYS
        return Wanted(self.row.kind, groups, days, only, self.row.to_providers)


def due(conn: Connection, now: datetime) -> bool:
    """Whether the time of a planned round has come."""
    return conn.execute(_planned(now).limit(1)).first() is not None


def start_planned(db: Database, now: datetime) -> None:
    """Hand rounds whose time has come to the workers, each once."""
    with db.write() as conn:
        for row in conn.execute(_planned(now)).all():
            reminders.start(conn, row.id, Requester(row.person_id, None, row.identity_id), now)


def _planned(now: datetime) -> Any:
    waiting = (_reminder.state == "planned", _reminder.planned_for <= now)
    return select(t.reminder).where(*waiting).order_by(_reminder.id)


def run(errand: Errand) -> Outcome:
    """The task: send one round; what came of it is told once the messages have left."""
    send(errand.db, int(errand.task.arguments["reminder"]), errand.now)
    return Outcome()


def send(db: Database, reminder: int, now: datetime) -> None:
    """Send a round that was started; what another worker has sent already is left as it is."""
    with db.write() as conn:
        row = conn.execute(select(t.reminder).where(_reminder.id == reminder)).one()
        if row.state != "sending" or _put_off(conn, row, now):
            return
        campaign = targets.campaign_of(conn, row.campaign_id)
    this = Round(row, campaign, vietnam(campaign.time_zone).day(now))
    with db.read() as conn:
        found = audience.find(conn, campaign, this.wanted(), now)
    this = replace(this, also=_units_of_each(found))
    for target in found:
        with db.write() as conn:
            _remind(conn, this, target, now)
    with db.write() as conn:
        here = and_(_reminder.id == reminder, _reminder.state == "sending")
        conn.execute(update(t.reminder).where(here).values(state="sent"))


def _units_of_each(found: list[Target]) -> dict[int, list[str]]:
    units: dict[int, list[str]] = {}
    for target in found:
        for contact in target.addressees:
            units.setdefault(contact.person, []).append(target.scored or target.unit)
    return units


def _put_off(conn: Connection, row: Row[Any], now: datetime) -> bool:
    """What comes too late in the day, as after an outage, waits for the next working morning."""
    times = vietnam()
    by_choice = row.rule_id is None and not times.is_daytime(row.planned_for)
    if times.is_daytime(now) or (by_choice and now - row.planned_for < LATE):
        return False
    later = {"state": "planned", "planned_for": times.not_at_night(now)}
    conn.execute(update(t.reminder).where(_reminder.id == row.id).values(**later))
    return True


def _remind(conn: Connection, this: Round, meant: Target, now: datetime) -> None:
    """One unit or provider, looked at anew under the round's lock, so that two workers take turns."""
    conn.execute(select(_reminder.id).where(_reminder.id == this.row.id).with_for_update())
    if _is_done(conn, this, meant):
        return
    still = audience.find(conn, this.campaign, this.wanted([meant.enrolment]), now)
    target = next((one for one in still if one.key == meant.key), None)
    if target is None:
        member = meant.roster[0].member if meant.provider and meant.roster else None
        _note(conn, this, meant.enrolment, now, result="settled", error="changed", member=member)
        return
    if not target.people:
        _note_nobody(conn, this, target, now)
    for contact in target.addressees:
        _remind_person(conn, this, target, contact, now)


def _is_done(conn: Connection, this: Round, meant: Target) -> bool:
    """Whether another worker has dealt with it in this round."""
    done = select(_sent.id).where(_sent.reminder_id == this.row.id, _sent.enrolment_id == meant.enrolment)
    if meant.provider:
        lines = [one.member for one in meant.roster]
        people = [one.person for one in meant.people]
        done = done.where(or_(_sent.member_id.in_(lines), _sent.person_id.in_(people)))
    return conn.execute(done.limit(1)).first() is not None


def _remind_person(conn: Connection, this: Round, target: Target, contact: Contact, now: datetime) -> None:
    listed = target.roster[0] if target.provider and target.roster else target.listed(contact.person)
    member = listed.member if listed else None
    if contact.identity is None:
        _note(conn, this, target.enrolment, now, result="blocked", member=member)
        return
    claimed = _claim(conn, this, target, contact, member, now)
    if claimed is None:
        _note(conn, this, target.enrolment, now, result="settled", member=member, error="already")
        return
    facts = audience.facts(conn, this.campaign, target, contact.name)
    own = target.scored or target.unit
    way_on = texts.way_on(this.row.kind, contact.assignment, contact.active, own)
    others = [unit for unit in this.also.get(contact.person, []) if unit != own]
    said = texts.message(texts.words(this.row.text, facts, now), way_on, others)
    account = conn.execute(select(t.identity).where(t.identity.c.id == contact.identity)).one()
    to = Account(account.channel, account.bot, account.id)
    queued = put(conn, to, codec.dump(said), now, manner=Manner(lane="bulk"))
    conn.execute(update(t.reminder_sent).where(_sent.id == claimed).values(outbox_id=queued))


def _claim(
    conn: Connection, this: Round, target: Target, contact: Contact, member: int | None, now: datetime
) -> int | None:
    """The right to write to a person today; None where they were reminded, also by a clock that ran ahead."""
    if reminders.already_told(conn, {contact.person}, this.day):
        return None
    row = {
        "reminder_id": this.row.id,
        "enrolment_id": target.enrolment,
        "member_id": member,
        "person_id": contact.person,
        "day": this.day.isoformat(),
        "result": "queued",
        "at": now,
    }
    once = upsert(t.reminder_sent).on_conflict_do_nothing().returning(_sent.id)
    claimed = conn.execute(once, row).scalar_one_or_none()
    return None if claimed is None else int(claimed)


def _note_nobody(conn: Connection, this: Round, target: Target, now: datetime) -> None:
    """Nobody of the unit has joined: there are only numbers to phone."""
    for listed in target.roster:
        _note(conn, this, target.enrolment, now, result="not_joined", member=listed.member)
    if not target.roster:
        _note(conn, this, target.enrolment, now, result="not_joined")


def _note(
    conn: Connection,
    this: Round,
    enrolment: int,
    now: datetime,
    *,
    result: str,
    member: int | None = None,
    error: str | None = None,
) -> None:
    row = {
        "reminder_id": this.row.id,
        "enrolment_id": enrolment,
        "member_id": member,
        "day": this.day.isoformat(),
        "result": result,
        "error": error,
        "at": now,
    }
    conn.execute(insert(t.reminder_sent), row)
