"""Closing a batch: the unit is told once what was sent back, or that its verification is finished."""

from dataclasses import dataclass
from datetime import datetime, time
from fractions import Fraction

from sqlalchemy import Connection, select, update

from dti_core.campaign import marks, progress, states, unit_answers
from dti_core.campaign.exact import from_micro
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import review_seen, unit_people
from dti_core.campaign.staff.review_place import Place, begin, take
from dti_core.campaign.staff.review_verdict import verdicts
from dti_core.campaign.staff.staffer import Staffer
from dti_core.campaign.working_time import ONE_DAY, vietnam
from dti_core.messages.contact import review as texts
from dti_core.messages.contact.review import Adjusted, Outcome
from dti_core.messages.staff.review_views import Verdict
from dti_core.scoring import engine
from dti_core.store import tables as t
from dti_core.survey.questionnaire import Returned

_ev = t.review_event.c
DAYS = 5
"""Working days to answer what was sent back, unless another term is chosen."""
LAST_HOUR = time(17)


@dataclass(frozen=True)
class Sent:
    """A batch on its way: how many criteria, to how many people (none: somebody has to phone)."""

    unit: str
    criteria: int
    people: int
    until: datetime | None = None
    zone: str = "Asia/Ho_Chi_Minh"


@dataclass(frozen=True)
class Draft:
    """What would be sent back: names of criteria with the reasons that the unit will read."""

    unit: str
    what: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Unsettled:
    """Why a unit is not verified yet: names of criteria by what they wait for."""

    unit: str
    unreviewed: tuple[str, ...] = ()
    returned: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    requested: tuple[str, ...] = ()

    @property
    def any(self) -> bool:
        return bool(self.unreviewed or self.returned or self.changed or self.requested)


@dataclass(frozen=True)
class Ready:
    """What verifying would mean: the points of the unit, and how many were adjusted."""

    unit: str
    points: Fraction
    attainable: Fraction
    accepted: int
    adjusted: int


def draft(conn: Connection, staffer: Staffer, enrolment: int) -> Draft | Refusal:
    """What sending back would say now."""
    place = take(conn, staffer, enrolment, "review")
    if isinstance(place, Refusal):
        return place
    new = _new(place, verdicts(conn, [enrolment], {}))
    if not new:
        return Refusal("nothing_to_return", place.row.unit_name)
    named = tuple((place.framework.by_id[one.criterion].name, one.reason) for one in new)
    return Draft(place.row.unit_name, named)


def send(
    conn: Connection, staffer: Staffer, enrolment: int, now: datetime, days: int = DAYS
) -> Sent | Refusal:
    """Tell the unit, once, of everything sent back since the last time, and let it answer just that.

    `days`: working days that it has, until the end of office hours; an earlier term that is longer stays.
    """
    place = take(conn, staffer, enrolment, "review", now=now)
    if isinstance(place, Refusal):
        return place
    new = _new(place, verdicts(conn, [enrolment], {}))
    if not new:
        return Refusal("nothing_to_return", place.row.unit_name)
    place = begin(conn, place, now)
    if place.seat.state != "returned":
        progress.move(conn, place.seat, "return", now)
    until = _until(place, now, days)
    conn.execute(update(t.enrolment).where(t.enrolment.c.id == enrolment).values(returned_until=until))
    marks.status_changed(conn, enrolment)
    _tell_of(conn, enrolment, "returned", now)
    people = unit_people.tell(conn, enrolment, lambda view: texts.returned(view, new), now)
    return Sent(place.row.unit_name, len(new), people, until, place.row.time_zone)


def check(conn: Connection, staffer: Staffer, enrolment: int) -> Ready | Unsettled | Refusal:
    """Whether every criterion is settled, and what verifying would mean."""
    place = _whole(conn, staffer, enrolment)
    return place if isinstance(place, Refusal) else _checked(conn, place)


def verify(conn: Connection, staffer: Staffer, enrolment: int, now: datetime) -> Sent | Unsettled | Refusal:
    """The verification is finished: locked for the council, and the unit is told with every reason."""
    place = _whole(conn, staffer, enrolment, now)
    if isinstance(place, Refusal):
        return place
    found = _checked(conn, place)
    if isinstance(found, Unsettled):
        return found
    place = begin(conn, place, now)
    if not states.can(place.seat.state, "verify"):
        return Refusal("waiting_for_unit", place.row.unit_name)
    progress.move(conn, place.seat, "verify", now)
    marks.status_changed(conn, enrolment)
    outcome = Outcome(found.points, found.attainable, _adjusted(conn, place))
    _tell_of(conn, enrolment, "adjusted", now)
    people = unit_people.tell(conn, enrolment, lambda view: texts.verified(view, outcome), now)
    return Sent(found.unit, found.adjusted, people)


def _new(place: Place, said: dict[tuple[int, str], Verdict]) -> tuple[Returned, ...]:
    """What is sent back and the unit has not been told of, in the order of the framework."""
    waiting = {name: one for (_, name), one in said.items() if one.state == "returned" and not one.told}
    criteria = (node.id for node in place.framework.criteria if node.id in waiting)
    return tuple(Returned(name, waiting[name].reason or "") for name in criteria)


def _until(place: Place, now: datetime, days: int) -> datetime:
    """The end of office hours on the last of so many working days."""
    calendar = vietnam(place.row.time_zone)
    day = calendar.day(now)
    for _ in range(days):
        day = calendar.working_day_from(day + ONE_DAY)
    until = calendar.at(day, LAST_HOUR)
    earlier = place.row.returned_until if place.row.state == "returned" else None
    return until if earlier is None else max(until, earlier)


def _whole(
    conn: Connection, staffer: Staffer, enrolment: int, now: datetime | None = None
) -> Place | Refusal:
    """Only who reviews all indices can say that a whole unit is done."""
    place = take(conn, staffer, enrolment, "review", now=now)
    if isinstance(place, Refusal) or staffer.indices is None:
        return place
    return Refusal("out_of_reach", place.row.unit_name)


def _checked(conn: Connection, place: Place) -> Ready | Unsettled:
    framework, unit = place.framework, place.enrolment
    seen = review_seen.digests(conn, [unit], {unit: framework})
    said = verdicts(conn, [unit], seen)
    answers = unit_answers.unit_answers(conn, place.row, framework)
    each = {node.name: said.get((unit, node.id), Verdict()) for node in framework.criteria}
    unsettled = Unsettled(
        place.row.unit_name,
        tuple(name for name, one in each.items() if one.state in ("unreviewed", "answered")),
        tuple(name for name, one in each.items() if one.state == "returned"),
        tuple(name for name, one in each.items() if one.changed and one.state != "returned"),
        tuple(framework.by_id[criterion].name for criterion in answers.requested),
    )
    if unsettled.any:
        return unsettled
    bests = unit_answers.bests(conn, place.row.campaign_id, place.row.framework_id)
    references = unit_answers.references(conn, place.row.campaign_id, place.row.framework_id)
    score = engine.score(framework, answers, bests, references)
    adjusted = sum(one.state == "adjusted" for one in each.values())
    return Ready(place.row.unit_name, score.points, score.attainable, len(each) - adjusted, adjusted)


def _adjusted(conn: Connection, place: Place) -> tuple[Adjusted, ...]:
    """Adjusted criteria with points and reason, in the order of the framework."""
    rows = conn.execute(
        select(_ev.criterion, _ev.points_micro, _ev.reason)
        .join(
            t.review,
            (t.review.c.enrolment_id == _ev.enrolment_id) & (t.review.c.criterion == _ev.criterion),
        )
        .where(_ev.enrolment_id == place.enrolment, _ev.action == "adjusted", t.review.c.state == "adjusted")
        .order_by(_ev.id)
    )
    last = {row.criterion: (from_micro(row.points_micro), row.reason or "") for row in rows}
    return tuple(Adjusted(n.name, *last[n.id]) for n in place.framework.criteria if n.id in last)


def _tell_of(conn: Connection, enrolment: int, action: str, now: datetime) -> None:
    here = (_ev.enrolment_id == enrolment, _ev.action == action, _ev.told_at.is_(None))
    conn.execute(update(t.review_event).where(*here).values(told_at=now))
