""" "Không áp dụng" decided: granted with a kind of the framework, or refused with a reason."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select, update

from dti_core.campaign import marks
from dti_core.campaign.history import Act
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import unit_people
from dti_core.campaign.staff.review import Target
from dti_core.campaign.staff.review_place import OPEN, Place, take
from dti_core.campaign.staff.staffer import Staffer
from dti_core.campaign.values import LONGEST_TEXT
from dti_core.framework.framework import Framework, Node
from dti_core.messages.contact import review as texts
from dti_core.messages.staff.review_views import Kind
from dti_core.scoring.plan import plan_of
from dti_core.scoring.texts import (
    GIVES_BEST_POINTS,
    GIVES_BEST_VALUE_PLAIN,
    GIVES_DROP,
    GIVES_MAX,
    GIVES_ZERO,
)
from dti_core.store import tables as t

_r = t.exemption_request.c
GIVES = {
    "drop": GIVES_DROP,
    "max": GIVES_MAX,
    "best_points": GIVES_BEST_POINTS,
    "best_value": GIVES_BEST_VALUE_PLAIN,
    "zero": GIVES_ZERO,
}
BARE = ("drop", "max", "best_points", "best_value")
"""Where a framework says nothing of a criterion; the first holds unless another is chosen."""


@dataclass(frozen=True)
class Decided:
    """What became of a request, and how many people of the unit were told."""

    unit: str
    name: str
    gives: str | None
    people: int


def kinds(framework: Framework, criterion: str) -> tuple[Kind, ...]:
    """What a grant can give here, the default first: on-request exemptions before those of traits."""
    fitting = [one for one in framework.spec.exemptions if one.criteria == "any" or criterion in one.criteria]
    fitting.sort(key=lambda one: (one.trait is not None, one.criteria == "any"))
    named = tuple(Kind(one.id, f"{one.title}: {GIVES[one.gives]}") for one in fitting)
    return named or tuple(Kind(name, GIVES[name]) for name in BARE)


def grant(
    conn: Connection, staffer: Staffer, target: Target, kind: str | None, now: datetime
) -> Decided | Refusal:
    """The criterion no longer applies to the unit; `kind` None takes the default."""
    if refusal := _lock_peers(conn, staffer, target):
        return refusal
    taken = _take(conn, staffer, target, now)
    if isinstance(taken, Refusal):
        return taken
    place, node, row = taken
    offered = {one.id: one for one in kinds(place.framework, node.id)}
    chosen = kind or next(iter(offered))
    if chosen not in offered and chosen not in GIVES:
        return Refusal("bad_value", chosen)
    if row.state == "granted" and row.kind == chosen:
        return Decided(place.row.unit_name, node.name, gives(place.framework, chosen), 0)
    _decide(conn, place, node, row, {"state": "granted", "kind": chosen, "decision_reason": None}, now)
    if needs_peers(place.framework, chosen):
        _ask_everyone(conn, place)
    words = gives(place.framework, chosen)
    people = unit_people.tell(conn, place.enrolment, lambda view: texts.granted(view, node.id, words), now)
    return Decided(place.row.unit_name, node.name, words, people)


def refuse(
    conn: Connection, staffer: Staffer, target: Target, reason: str, now: datetime
) -> Decided | Refusal:
    """The criterion applies after all; a grant can be taken back the same way."""
    taken = _take(conn, staffer, target, now)
    if isinstance(taken, Refusal):
        return taken
    place, node, row = taken
    said = reason.strip()
    if not 0 < len(said) <= LONGEST_TEXT or "\x00" in said:
        return Refusal("reason_needed", node.id)
    _decide(conn, place, node, row, {"state": "refused", "kind": None, "decision_reason": said}, now)
    people = unit_people.tell(conn, place.enrolment, lambda view: texts.refused(view, node.id, said), now)
    return Decided(place.row.unit_name, node.name, None, people)


def gives(framework: Framework, kind: str) -> str:
    """What a kind gives, in words."""
    exemption = framework.exemption(kind)
    return GIVES[exemption.gives if exemption else kind]


def needs_peers(framework: Framework, kind: str) -> bool:
    """Whether the points of a grant follow the best of the peers."""
    return plan_of(framework).exemptions[kind].needs_peers


def _take(
    conn: Connection, staffer: Staffer, target: Target, now: datetime
) -> tuple[Place, Node, Row[Any]] | Refusal:
    place = take(conn, staffer, target.enrolment, "review", OPEN, now)
    if isinstance(place, Refusal):
        return place
    node = place.criterion(target.criterion)
    if isinstance(node, Refusal):
        return node
    here = (_r.enrolment_id == place.enrolment, _r.criterion == node.id)
    live = select(t.exemption_request).where(*here, _r.state.in_(("requested", "granted")))
    row = conn.execute(live).one_or_none()
    return Refusal("no_request", node.id) if row is None else (place, node, row)


def _decide(
    conn: Connection, place: Place, node: Node, row: Row[Any], new: dict[str, str | None], now: datetime
) -> None:
    decided = {**new, "decided_by": place.seat.who.person, "decided_at": now}
    conn.execute(update(t.exemption_request).where(_r.id == row.id).values(decided))
    act = Act(
        f"exemption_{new['state']}",
        f"criterion:{node.id}",
        row.kind or row.state,
        new["kind"] or new["state"],
        new["decision_reason"],
    )
    place.seat.note(conn, act, now)
    marks.points_changed(conn, place.enrolment, now)


def _lock_peers(conn: Connection, staffer: Staffer, target: Target) -> Refusal | None:
    """A grant may concern every unit: all of them are locked in the order that every pass takes."""
    if refusal := staffer.lacks("review"):
        return refusal
    e = t.enrolment.c
    own = select(e.framework_id).where(e.id == target.enrolment, e.campaign_id == staffer.campaign)
    framework_id = conn.execute(own).scalar_one_or_none()
    if framework_id is None:
        return Refusal("unknown_unit", str(target.enrolment))
    everyone = select(e.id).where(e.campaign_id == staffer.campaign, e.framework_id == framework_id)
    conn.execute(everyone.order_by(e.id).with_for_update()).all()
    return None


def _ask_everyone(conn: Connection, place: Place) -> None:
    """Peers show what they have for a criterion only once somebody depends on it: let them show it now."""
    e = t.enrolment.c
    peers = (e.campaign_id == place.seat.campaign, e.framework_id == place.row.framework_id)
    raised = {"wanted_version": e.wanted_version + 1}
    conn.execute(update(t.enrolment).where(*peers, e.id != place.enrolment).values(raised))
