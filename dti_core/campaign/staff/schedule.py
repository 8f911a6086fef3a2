"""The campaign's dates in the staff's hands: moving the deadline, extending a unit, closing, reopening.

Every act has a reason and is in the history. A deadline may move back and forth: extensions and answers stay,
and whoever was closed by an earlier deadline goes on under a later one.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select, update

from dti_core.campaign import deadlines, marks
from dti_core.campaign.history import Act, record_act
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import closing, overview, people_told
from dti_core.campaign.staff.staffer import Staffer
from dti_core.messages.contact import deadlines as texts
from dti_core.messages.staff.schedule_view import Effect
from dti_core.store import tables as t

LONGEST_REASON = 500
_enrolment = t.enrolment.c


def move_deadline(
    conn: Connection, staffer: Staffer, until: datetime, reason: str, now: datetime
) -> Effect | Refusal:
    """Another deadline for everybody, earlier or later; one that is not ahead closes at once.

    Refused: a moment before the opening, no reason, a published campaign.
    """
    if refusal := staffer.lacks_for_all("schedule"):
        return refusal
    taken = _take(conn, staffer, reason)
    if isinstance(taken, Refusal):
        return taken
    if until <= taken.opens_at:
        return Refusal("bad_time", "before_opening")
    if until == taken.closes_at:
        return Refusal("bad_time", "same")
    conn.execute(update(t.campaign).where(t.campaign.c.id == taken.id).values(**_dates(taken, until, now)))
    act = Act("deadline_moved", "campaign", _iso(taken.closes_at), _iso(until), reason.strip())
    record_act(conn, staffer.who, act, now, campaign=taken.id)
    here = [row.id for row in _units(conn, taken.id, *deadlines.OPEN_STATES)]
    effect = _apply(conn, staffer, _ids(conn, taken.id), reason, now)
    if until > now:
        _tell_moved(conn, set(here), reason, now)
    for enrolment in _ids(conn, taken.id):
        marks.status_changed(conn, enrolment)
    return effect


def close_now(conn: Connection, staffer: Staffer, reason: str, now: datetime) -> Effect | Refusal:
    """End the self-assessment at this moment; units with an extension keep it."""
    closes_at = select(t.campaign.c.closes_at).where(t.campaign.c.id == staffer.campaign)
    if conn.execute(closes_at).scalar_one() <= now:
        return staffer.lacks_for_all("schedule") or Refusal("closed")
    return move_deadline(conn, staffer, now, reason, now)


def foresee(conn: Connection, staffer: Staffer, until: datetime, now: datetime) -> Effect:
    """What a deadline would do, without doing it: who would be closed, go on again, keep an extension."""
    rows = _units(conn, staffer.campaign, *deadlines.OPEN_STATES, "closed_unsubmitted")
    closes = [row for row in rows if deadlines.of(until, row.closes_at) <= now]
    goes_on = [row for row in rows if deadlines.of(until, row.closes_at) > now]
    return Effect(
        closed=sum(row.state in deadlines.OPEN_STATES for row in closes),
        reopened=sum(row.state == "closed_unsubmitted" for row in goes_on),
        extended=sum(row.closes_at is not None and row.closes_at > until for row in rows),
    )


def extend(
    conn: Connection, staffer: Staffer, enrolment: int, until: datetime, reason: str, now: datetime
) -> Effect | Refusal:
    """More time for one unit: its own deadline, or after a return another term for that.

    Refused: a moment that is past or not later than everybody's deadline, a unit that has handed in.
    """
    taken = _take(conn, staffer, reason)
    if isinstance(taken, Refusal):
        return taken
    row = _unit(conn, staffer, enrolment)
    if row is None:
        return Refusal("unknown_unit", str(enrolment))
    if row.state not in (*deadlines.OPEN_STATES, "closed_unsubmitted", "returned"):
        return Refusal("locked", row.state)
    returned = row.state == "returned"
    if until <= now or (not returned and until <= taken.closes_at):
        return Refusal("bad_time", "past" if until <= now else "not_later")
    column, old = ("returned_until", row.returned_until) if returned else ("closes_at", row.closes_at)
    conn.execute(update(t.enrolment).where(_enrolment.id == enrolment).values({column: until}))
    act = Act("term_moved" if returned else "unit_extended", "enrolment", _iso(old), _iso(until), reason)
    record_act(conn, staffer.who, act, now, campaign=taken.id, enrolment=enrolment)
    effect = _apply(conn, staffer, [enrolment], reason, now)
    if not effect.reopened:
        _tell_moved(conn, {enrolment}, reason, now)
    marks.status_changed(conn, enrolment)
    return effect


@dataclass(frozen=True)
class Extended:
    """What more time for several units did: who got it, and who not and why."""

    effect: Effect
    units: tuple[str, ...]
    refused: tuple[tuple[str, Refusal], ...] = ()


def extend_many(
    conn: Connection,
    staffer: Staffer,
    enrolments: Collection[int],
    until: datetime,
    reason: str,
    now: datetime,
) -> Extended | Refusal:
    """More time for several units at once. What refuses them all is refused; a unit that has handed in
    meanwhile is left alone and named, the others get their time."""
    taken = _take(conn, staffer, reason)
    if isinstance(taken, Refusal):
        return taken
    names = {row.id: row.name for row in _units_of(conn, list(enrolments))}
    done = {one: extend(conn, staffer, one, until, reason, now) for one in sorted(enrolments)}
    refused = tuple(
        (names.get(one, str(one)), result) for one, result in done.items() if isinstance(result, Refusal)
    )
    if len(refused) == len(done):
        return refused[0][1] if refused else Refusal("unknown_unit")
    given = {one: result for one, result in done.items() if isinstance(result, Effect)}
    effect = Effect(reopened=sum(one.reopened for one in given.values()))
    return Extended(effect, tuple(names[one] for one in given), refused)


def end_extension(
    conn: Connection, staffer: Staffer, enrolment: int, reason: str, now: datetime
) -> Effect | Refusal:
    """Take a unit's extension back: everybody's deadline holds for it again, at once where that is past."""
    taken = _take(conn, staffer, reason)
    if isinstance(taken, Refusal):
        return taken
    row = _unit(conn, staffer, enrolment)
    if row is None or row.closes_at is None:
        return Refusal("unknown_unit", str(enrolment))
    conn.execute(update(t.enrolment).where(_enrolment.id == enrolment).values(closes_at=None))
    act = Act("extension_ended", "enrolment", _iso(row.closes_at), None, reason.strip())
    record_act(conn, staffer.who, act, now, campaign=taken.id, enrolment=enrolment)
    effect = _apply(conn, staffer, [enrolment], reason, now)
    if not effect.closed:
        _tell_moved(conn, {enrolment}, reason, now)
    marks.status_changed(conn, enrolment)
    return effect


def _take(conn: Connection, staffer: Staffer, reason: str) -> Row[Any] | Refusal:
    """The campaign, locked, where this member of the staff may change its dates and says why."""
    if refusal := staffer.lacks("schedule"):
        return refusal
    mine = select(t.campaign).where(t.campaign.c.id == staffer.campaign).with_for_update()
    row = conn.execute(mine).one()
    if row.state == "published":
        return Refusal("published")
    if not 0 < len(reason.strip()) <= LONGEST_REASON:
        return Refusal("no_reason")
    return row


def _dates(row: Row[Any], until: datetime, now: datetime) -> dict[str, object]:
    """A campaign that was closed as a whole goes on with a deadline that is ahead."""
    again = row.state == "closed" and until > now
    return {"closes_at": until, "state": "open" if again else row.state}


def _apply(conn: Connection, staffer: Staffer, enrolments: list[int], reason: str, now: datetime) -> Effect:
    """Close who is late now, reopen who is not late any more."""
    late = [row.id for row in _units_of(conn, enrolments) if row.until <= now]
    closed = closing.close(conn, late, staffer.who, now, reason.strip())
    ahead = [one for one in enrolments if one not in set(late)]
    return Effect(closed, closing.reopen(conn, ahead, staffer.who, now, reason.strip()))


def _tell_moved(conn: Connection, enrolments: set[int], reason: str, now: datetime) -> None:
    """Whoever is still at work hears of the new date."""
    people = people_told.contacts(conn, enrolments)
    for row in _units_of(conn, enrolments):
        returned = row.state == "returned"
        if row.state not in deadlines.OPEN_STATES and not returned:
            continue
        end = texts.End(
            row.name, row.coordinator, row.returned_until if returned else row.until, row.time_zone
        )
        said = texts.term_moved(end, reason.strip()) if returned else texts.moved(end, reason.strip())
        for contact in people.get(row.id, []):
            people_told.tell(conn, contact, said, now)


def _units_of(conn: Connection, enrolments: "set[int] | list[int]") -> list[Row[Any]]:
    named = (t.unit.c.name, t.campaign.c.coordinator, t.campaign.c.time_zone)
    found = (
        select(t.enrolment, *named, deadlines.closes_at.label("until"))
        .join(t.campaign, t.campaign.c.id == _enrolment.campaign_id)
        .join(t.unit, t.unit.c.id == _enrolment.unit_id)
        .where(_enrolment.id.in_(list(enrolments)))
        .order_by(_enrolment.id)
    )
    return list(conn.execute(found))


def _units(conn: Connection, campaign: int, *states: str) -> list[Row[Any]]:
    mine = (_enrolment.campaign_id == campaign, _enrolment.state.in_(states))
    return list(conn.execute(select(t.enrolment).where(*mine)))


def _ids(conn: Connection, campaign: int) -> list[int]:
    return list(conn.execute(select(_enrolment.id).where(_enrolment.campaign_id == campaign)).scalars())


def _unit(conn: Connection, staffer: Staffer, enrolment: int) -> Row[Any] | None:
    mine = (overview.within_reach(staffer), _enrolment.id == enrolment)
    return conn.execute(select(t.enrolment).where(*mine).with_for_update()).one_or_none()


def _iso(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()
