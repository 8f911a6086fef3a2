"""Wishes about one's own data: leaving at once, being forgotten once staff have decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, func, insert, select, update

from dti_core.campaign import errands, outbox, people
from dti_core.campaign.history import Act, Who, record_act
from dti_core.campaign.outbox import Manner, Target
from dti_core.campaign.people import Speaker
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff.roster import leaving
from dti_core.campaign.staff.staffer import Staffer
from dti_core.campaign.working_time import vietnam
from dti_core.messages import codec
from dti_core.messages.model import Message
from dti_core.messages.privacy import own, staff
from dti_core.store import tables as t

WORKING_DAYS = 2
"""Within which the law wants an answer (Nghị định 356/2025)."""
_asked = t.privacy_request.c


@dataclass(frozen=True)
class Wish:
    """Somebody who wants to be forgotten."""

    id: int
    person: int
    name: str
    requested_at: datetime
    answer_by: datetime
    roles: int
    """Roles that they still hold."""


def has_roles(conn: Connection, person: int) -> bool:
    """Whether they ever had a part in a campaign: only then is there anything for staff to decide."""
    held = select(t.assignment.c.id).where(t.assignment.c.person_id == person).limit(1)
    listed = select(t.member.c.id).where(t.member.c.person_id == person).limit(1)
    return any(conn.execute(query).first() is not None for query in (held, listed))


def ask(conn: Connection, speaker: Speaker, now: datetime) -> datetime:
    """Wish to be forgotten; asked again, it is the same wish. By when it is answered."""
    if (already := open_until(conn, speaker.person)) is not None:
        return already
    answer_by = _answer_by(now)
    row = {
        "person_id": speaker.person,
        "channel": speaker.channel,
        "requested_at": now,
        "answer_by": answer_by,
    }
    new = conn.execute(insert(t.privacy_request).returning(_asked.id), row).scalar_one()
    record_act(conn, _who(speaker), Act("erasure_asked", f"privacy_request:{new}"), now)
    _tell_managers(conn, speaker, staff.asked(speaker.name, answer_by), now)
    return answer_by


def open_until(conn: Connection, person: int) -> datetime | None:
    """By when an open wish is answered; None where there is none."""
    open_ = (_asked.person_id == person, _asked.state == "requested")
    found: datetime | None = conn.execute(select(_asked.answer_by).where(*open_)).scalar_one_or_none()
    return found


def cancel(conn: Connection, speaker: Speaker, now: datetime) -> bool:
    """Think better of it; False where nothing was open."""
    open_ = (_asked.person_id == speaker.person, _asked.state == "requested")
    changed = update(t.privacy_request).where(*open_).values(state="cancelled", decided_at=now)
    found = conn.execute(changed.returning(_asked.id)).scalar_one_or_none()
    if found is not None:
        record_act(conn, _who(speaker), Act("erasure_cancelled", f"privacy_request:{found}"), now)
    return found is not None


def forget_stranger(conn: Connection, speaker: Speaker, now: datetime) -> bool:
    """Who never had a part is forgotten without anybody's leave; False where they had one."""
    if has_roles(conn, speaker.person):
        return False
    row = {
        "person_id": speaker.person,
        "channel": speaker.channel,
        "state": "granted",
        "requested_at": now,
        "answer_by": _answer_by(now),
        "decided_at": now,
    }
    new = conn.execute(insert(t.privacy_request).returning(_asked.id), row).scalar_one()
    _farewell(conn, int(new), speaker.identity, now)
    return True


def withdraw(conn: Connection, speaker: Speaker, now: datetime) -> int:
    """Take back the consent: every role of theirs ends now, the units' answers stay. How many roles ended."""
    mine = (t.assignment.c.person_id == speaker.person, t.assignment.c.revoked_at.is_(None))
    held = conn.execute(select(func.count()).select_from(t.assignment).where(*mine)).scalar_one()
    _tell_managers(conn, speaker, staff.withdrew(speaker.name), now)
    leaving.revoke_assignments(conn, _who(speaker), mine[0], now, tell=False)
    given = (t.consent.c.person_id == speaker.person, t.consent.c.withdrawn_at.is_(None))
    conn.execute(update(t.consent).where(*given).values(withdrawn_at=now))
    record_act(conn, _who(speaker), Act("consent_withdrawn", f"person:{speaker.person}"), now)
    return int(held)


def waiting(conn: Connection, staffer: Staffer) -> Sequence[Wish] | Refusal:
    """Whom of this campaign it waits for, the most urgent first."""
    if refusal := staffer.lacks("privacy"):
        return refusal
    held = (
        select(func.count())
        .where(t.assignment.c.person_id == _asked.person_id, t.assignment.c.revoked_at.is_(None))
        .scalar_subquery()
    )
    query = (
        select(t.privacy_request, t.person.c.name, held.label("roles"))
        .join(t.person, t.person.c.id == _asked.person_id)
        .where(_asked.state == "requested", _of_campaign(staffer))
        .order_by(_asked.answer_by, _asked.id)
    )
    rows = conn.execute(query).all()
    return [Wish(r.id, r.person_id, r.name, r.requested_at, r.answer_by, r.roles) for r in rows]


def decide(
    conn: Connection, staffer: Staffer, request: int, reason: str | None, now: datetime
) -> Refusal | None:
    """Grant a wish (`reason` None) or refuse it with a reason; whom it concerns is told, then forgotten."""
    if refusal := staffer.lacks("privacy"):
        return refusal
    here = (_asked.id == request, _asked.state == "requested", _of_campaign(staffer))
    row = conn.execute(select(t.privacy_request).where(*here).with_for_update()).one_or_none()
    if row is None:
        return Refusal("no_request", str(request))
    if row.person_id == staffer.who.person:
        return Refusal("oneself", str(request))
    if reason is not None and not reason.strip():
        return Refusal("no_reason", str(request))
    state = "granted" if reason is None else "refused"
    decided = {"state": state, "decided_at": now, "decided_by": staffer.who.person, "reason": reason}
    conn.execute(update(t.privacy_request).where(_asked.id == request).values(decided))
    act = Act(f"erasure_{state}", f"privacy_request:{request}", reason=reason)
    record_act(conn, staffer.who, act, now, campaign=staffer.campaign)
    account = people.account_of(conn, row.person_id)
    if reason is not None:
        errands.tell(conn, account, (own.refused(reason),), now)
    elif account is not None:
        _farewell(conn, request, account, now)
    return None


def overdue(conn: Connection, now: datetime) -> int:
    """How many wishes should have been answered by now."""
    late = (_asked.state == "requested", _asked.answer_by < now)
    return int(conn.execute(select(func.count()).select_from(t.privacy_request).where(*late)).scalar_one())


def _farewell(conn: Connection, request: int, identity: int, now: datetime) -> None:
    """The last words; only after them is the account forgotten (see `erasing.due`)."""
    row = conn.execute(select(t.identity).where(t.identity.c.id == identity)).one()
    target = Target(row.channel, row.bot, row.id)
    said = outbox.put(conn, target, codec.dump(own.GRANTED), now, manner=Manner(lane="notice"))
    conn.execute(update(t.privacy_request).where(_asked.id == request).values(outbox_id=said))


def _of_campaign(staffer: Staffer) -> ColumnElement[bool]:
    """People who have or had a part in the staffer's campaign."""
    held = select(t.assignment.c.person_id).where(t.assignment.c.campaign_id == staffer.campaign)
    listed = select(t.member.c.person_id).where(
        t.member.c.campaign_id == staffer.campaign, t.member.c.person_id.is_not(None)
    )
    return _asked.person_id.in_(held.union(listed))


def _tell_managers(conn: Connection, speaker: Speaker, message: Message, now: datetime) -> None:
    parts = select(t.assignment.c.campaign_id).where(t.assignment.c.person_id == speaker.person)
    lead = select(t.assignment.c.person_id).where(
        t.assignment.c.campaign_id.in_(parts),
        t.assignment.c.role == "manager",
        t.assignment.c.revoked_at.is_(None),
        t.assignment.c.person_id != speaker.person,
    )
    for manager in sorted(set(conn.execute(lead).scalars())):
        errands.tell(conn, people.account_of(conn, manager), (message,), now)


def _answer_by(now: datetime) -> datetime:
    calendar = vietnam()
    day = calendar.day(now)
    for _ in range(WORKING_DAYS):
        day = calendar.working_day_from(day + timedelta(days=1))
    local = calendar.local(now)
    return calendar.at(day, local.time().replace(tzinfo=None)).astimezone(now.tzinfo)


def _who(speaker: Speaker) -> Who:
    return Who(speaker.person, speaker.channel)
