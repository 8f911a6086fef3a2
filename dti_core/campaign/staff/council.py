"""The council's conclusions: on one criterion, or on all units of a group whose contests are settled."""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import Connection, select

from dti_core.campaign import contest_window, marks, progress, states, unit_answers
from dti_core.campaign.exact import hundredths
from dti_core.campaign.history import Act, record_act
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import board, council_dossier, differences, overview, people_told, review_columns
from dti_core.campaign.staff.differences import Difference
from dti_core.campaign.staff.review_place import Place, take
from dti_core.campaign.staff.review_record import Ruling, give, record
from dti_core.campaign.staff.staffer import Staffer
from dti_core.campaign.values import LONGEST_TEXT
from dti_core.framework.framework import Framework, Node
from dti_core.messages.contact import contest as texts
from dti_core.messages.staff.council_views import Concluded, Settled
from dti_core.store import tables as t
from dti_core.survey.questionnaire import EnrolmentState

BEFORE_IT: tuple[EnrolmentState, ...] = ("verified", "council_decided", "closed_unsubmitted")
"""Where the council may conclude: until the result is published it may think again."""
_e = t.enrolment.c


@dataclass(frozen=True)
class Subject:
    """Which criterion of which unit. `stamp`: how it was drawn; None where nobody had to see it."""

    enrolment: int
    criterion: str
    stamp: str | None = None


def conclude(
    conn: Connection, staffer: Staffer, subject: Subject, points: Fraction | None, reason: str, now: datetime
) -> Concluded | Refusal:
    """Record a conclusion: `points` None keeps what was verified.

    A reason is needed where points change and where the unit contested: it is told the decision and the
    reason, once. Refused too: points beyond the maximum, an exempt criterion, what changed since it was seen.
    """
    place = take(conn, staffer, subject.enrolment, "council", BEFORE_IT)
    if isinstance(place, Refusal):
        return place
    node = place.criterion(subject.criterion)
    if isinstance(node, Refusal):
        return node
    found = _difference(conn, place, node)
    seen = council_dossier.matter(place.row, place.row.unit_name, place.framework, found)
    if subject.stamp not in (None, seen.stamp):
        return Refusal("seen_before", node.id)
    wanted, words = found.verified if points is None else points, reason.strip()
    changed = hundredths(wanted) != hundredths(found.verified)
    refusal = _why_not(conn, place, node, wanted, seen.maximum)
    if refusal is not None:
        return refusal
    if len(words) > LONGEST_TEXT or (not words and (changed or seen.contested)):
        return Refusal("reason_needed", node.id)
    _hold(conn, place, found, wanted, words, now)
    people = 0
    if seen.contested:
        said = texts.decided(place.row.unit_name, node.name, wanted, changed, words)
        people = _tell(conn, place, said, now)
    return Concluded(place.row.unit_name, node.name, wanted, changed, people)


def _hold(
    conn: Connection, place: Place, found: Difference, points: Fraction, reason: str, now: datetime
) -> None:
    """The points hold from now on, in the council's column where they are others."""
    if points != found.points:
        column = column_of(place.framework, found.node, _given(conn, place, found.node))
        give(conn, place, found.node, points, reason, now, column=column)
    record(conn, place, found.node, Ruling("decided", None, reason or None, points), now)


def settle(
    conn: Connection, staffer: Staffer, group: int, now: datetime, enrolment: int | None = None
) -> Settled | Refusal:
    """Conclude on every verified unit of a group (or on one): the points as they stand hold.

    Units with a contest that waits are left out; refused while units may still contest.
    """
    if refusal := staffer.lacks("council"):
        return refusal
    if contest_window.is_open(conn, staffer.campaign, now):
        return Refusal("contest_open")
    found = next((one for one in board.groups(conn, staffer) if one.number == group), None)
    if found is None:
        return Refusal("unknown_group", str(group))
    settled, left = [], []
    for unit in _units(conn, staffer, found, enrolment):
        place = take(conn, staffer, unit, "council", ("verified", "closed_unsubmitted"))
        if isinstance(place, Refusal):
            continue
        if _is_contested(conn, unit):
            left.append(place.row.unit_name)
        else:
            progress.move(conn, place.seat, "decide", now)
            marks.status_changed(conn, unit)
            settled.append(place.row.unit_name)
    if not settled and not left:
        return Refusal("not_ready", found.title)
    act = Act("council_concluded", f"group:{found.id}", None, f"{len(settled)} đơn vị: {', '.join(settled)}")
    record_act(conn, staffer.who, act, now, campaign=staffer.campaign)
    return Settled(tuple(settled), tuple(left))


def send_to_review(
    conn: Connection, staffer: Staffer, enrolment: int, reason: str, now: datetime
) -> str | Refusal:
    """Let reviewers look at a unit again; its name."""
    if not reason.strip():
        return Refusal("reason_needed")
    place = take(conn, staffer, enrolment, "council", ("verified", "council_decided"))
    if isinstance(place, Refusal):
        return place
    if not states.can(place.seat.state, "reopen"):
        return Refusal("locked", place.row.unit_name)
    progress.move(conn, place.seat, "reopen", now, reason.strip())
    marks.status_changed(conn, enrolment)
    return str(place.row.unit_name)


def column_of(framework: Framework, node: Node, given: frozenset[str]) -> str:
    """The column that the council writes: its own; else the one whose points hold, so that its word does."""
    order = framework.spec.merge.order
    if "council" in order:
        return "council"
    held = next((one for one in order if one in given), None)
    return held or review_columns.reviewers(framework, node) or "department"


def _units(conn: Connection, staffer: Staffer, group: board.Group, only: int | None) -> list[int]:
    mine = (_e.framework_id == group.framework.id, _e.group_id == group.id)
    chosen = select(_e.id).where(overview.within_reach(staffer), *mine).order_by(_e.id)
    return [unit for unit in conn.execute(chosen).scalars() if only in (None, unit)]


def _given(conn: Connection, place: Place, node: Node) -> frozenset[str]:
    """Assessors who gave points to a criterion or measured it."""
    points = unit_answers.assessments(conn, place.enrolment)
    measured = unit_answers.measured(conn, place.enrolment, place.framework)
    named = {one for one, found in points.items() if node.id in found}
    return frozenset(named | {one for one in measured if one in node.assessors})


def _difference(conn: Connection, place: Place, node: Node) -> Difference:
    return next(one for one in differences.of(conn, place.row, place.framework) if one.node.id == node.id)


def _why_not(
    conn: Connection, place: Place, node: Node, points: Fraction, maximum: Fraction
) -> Refusal | None:
    if not 0 <= points <= maximum:
        return Refusal("bad_value", node.id)
    s = t.criterion_score.c
    here = (s.enrolment_id == place.enrolment, s.criterion == node.id)
    state = conn.execute(select(s.state).where(*here)).scalar_one_or_none()
    return Refusal("exempt", node.id) if state == "exempt" else None


def _is_contested(conn: Connection, enrolment: int) -> bool:
    r = t.review.c
    waiting = select(r.criterion).where(r.enrolment_id == enrolment, r.state == "contested").limit(1)
    return conn.execute(waiting).first() is not None


def _tell(conn: Connection, place: Place, said: Any, now: datetime) -> int:
    people = people_told.contacts(conn, [place.enrolment]).get(place.enrolment, [])
    told = sum(people_told.tell(conn, one, said, now) is not None for one in people)
    ev = t.review_event
    mine = (ev.c.enrolment_id == place.enrolment, ev.c.action == "decided", ev.c.told_at.is_(None))
    conn.execute(ev.update().where(*mine).values(told_at=now))
    return told
