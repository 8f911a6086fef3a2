"""Writing down what a reviewer said: the state, the event, the points in a column, the history."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from sqlalchemy import Connection, insert, select, update

from dti_core.campaign import marks
from dti_core.campaign.exact import plain, to_micro
from dti_core.campaign.history import Act
from dti_core.campaign.staff import review_columns
from dti_core.campaign.staff.review_place import Place
from dti_core.framework.framework import Node
from dti_core.store import tables as t

_r, _s = t.review.c, t.assessment.c


@dataclass(frozen=True)
class Ruling:
    """A word on a criterion. `seen`: digest of what it rests on; `action`: the event, where not the state."""

    state: str
    seen: str | None
    reason: str | None = None
    points: Fraction | None = None
    action: str | None = None


def record(conn: Connection, place: Place, node: Node, ruling: Ruling, now: datetime) -> None:
    """The ruling holds from now on; the one before stays as history."""
    old = conn.execute(
        select(_r.state).where(_r.enrolment_id == place.enrolment, _r.criterion == node.id)
    ).scalar_one_or_none()
    row = {
        "state": ruling.state,
        "reason": ruling.reason,
        "seen": ruling.seen,
        "person_id": place.seat.who.person,
        "at": now,
    }
    if old is None:
        conn.execute(insert(t.review), {"enrolment_id": place.enrolment, "criterion": node.id, **row})
    else:
        here = (_r.enrolment_id == place.enrolment, _r.criterion == node.id)
        conn.execute(update(t.review).where(*here).values(row))
    say(conn, place, node, ruling, now, old)


def say(
    conn: Connection, place: Place, node: Node, ruling: Ruling, now: datetime, old: str | None = None
) -> None:
    """One event of the review, and one act of the history."""
    who, action, points = place.seat.who, ruling.action or ruling.state, ruling.points
    event = {
        "enrolment_id": place.enrolment,
        "criterion": node.id,
        "action": action,
        "points_micro": None if points is None else to_micro(points),
        "reason": ruling.reason,
        "person_id": who.person,
        "channel": who.channel,
        "at": now,
    }
    conn.execute(insert(t.review_event), event)
    new = action if points is None else f"{action} {plain(points)}"
    place.seat.note(conn, Act(f"review_{action}", f"criterion:{node.id}", old, new, ruling.reason), now)


def accept_all(
    conn: Connection, place: Place, seen: Sequence[tuple[str, str]], known: frozenset[str], now: datetime
) -> None:
    """Many criteria of one unit accepted at once (criterion, digest); `known`: those said something of."""
    who, here = place.seat.who, {"enrolment_id": place.enrolment}
    row = {"state": "accepted", "reason": None, "person_id": who.person, "at": now}
    new = [{**here, **row, "criterion": name, "seen": digest} for name, digest in seen if name not in known]
    if new:
        conn.execute(insert(t.review), new)
    for name, digest in seen:
        if name in known:
            mine = (_r.enrolment_id == place.enrolment, _r.criterion == name)
            conn.execute(update(t.review).where(*mine).values({**row, "seen": digest}))
    event = {**here, "action": "accepted", "person_id": who.person, "channel": who.channel, "at": now}
    conn.execute(insert(t.review_event), [{**event, "criterion": name} for name, _ in seen])
    act = Act("review_accepted_in_bulk", "enrolment", new=" ".join(name for name, _ in seen))
    place.seat.note(conn, act, now)


def give(
    conn: Connection,
    place: Place,
    node: Node,
    points: Fraction,
    reason: str,
    now: datetime,
    *,
    column: str | None = None,
) -> None:
    """Points in a column (the reviewers' own, unless another is named); the row before stays as history."""
    assessor = column or review_columns.reviewers(place.framework, node) or "department"
    before = _replaced(conn, place, node, assessor, now)
    row = {"enrolment_id": place.enrolment, "criterion": node.id, "assessor": assessor, "reason": reason}
    who = {"person_id": place.seat.who.person, "channel": place.seat.who.channel, "at": now}
    conn.execute(insert(t.assessment), {**row, **who, "points_micro": to_micro(points)})
    act = Act("points_given", f"criterion:{node.id}:{assessor}", before, plain(points), reason)
    place.seat.note(conn, act, now)
    marks.points_changed(conn, place.enrolment, now)


def retire(conn: Connection, place: Place, node: Node, now: datetime) -> None:
    """Points that reviewers had given no longer hold; none were given: no change."""
    assessor = review_columns.reviewers(place.framework, node)
    before = _replaced(conn, place, node, assessor, now) if assessor else None
    if before is not None:
        place.seat.note(conn, Act("points_taken_back", f"criterion:{node.id}:{assessor}", before), now)
        marks.points_changed(conn, place.enrolment, now)


def _replaced(conn: Connection, place: Place, node: Node, assessor: str, now: datetime) -> str | None:
    """The points that held so far, as text."""
    here = (
        _s.enrolment_id == place.enrolment,
        _s.criterion == node.id,
        _s.assessor == assessor,
        _s.replaced_at.is_(None),
    )
    old = conn.execute(select(_s.points_micro).where(*here)).scalars().all()
    if old:
        conn.execute(update(t.assessment).where(*here).values(replaced_at=now))
    return plain(Fraction(old[-1], 1_000_000)) if old else None
