"""What is stored about a unit, as scoring wants it, and what is known about its peers."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select

from dti_core.campaign import values, words
from dti_core.campaign.exact import from_micro, from_text
from dti_core.campaign.values import Given, combined
from dti_core.framework.framework import Framework
from dti_core.scoring.model import Best, PeerKey, UnitAnswers, Value
from dti_core.store import tables as t

_ANSWERS = select(t.answer.c.input_key, t.answer.c.source, t.answer.c.value).where(
    t.answer.c.enrolment_id == bindparam("enrolment"), t.answer.c.value.is_not(None)
)
_REQUESTS = select(
    t.exemption_request.c.criterion,
    t.exemption_request.c.reason,
    t.exemption_request.c.state,
    t.exemption_request.c.kind,
).where(
    t.exemption_request.c.enrolment_id == bindparam("enrolment"),
    t.exemption_request.c.state.in_(("requested", "granted")),
)
_ASSESSMENTS = select(t.assessment.c.assessor, t.assessment.c.criterion, t.assessment.c.points_micro).where(
    t.assessment.c.enrolment_id == bindparam("enrolment"), t.assessment.c.replaced_at.is_(None)
)
_BESTS = select(t.peer_best).where(
    t.peer_best.c.campaign_id == bindparam("campaign"), t.peer_best.c.framework_id == bindparam("framework")
)
_REFERENCES = select(t.reference.c.criterion, t.reference.c.value).where(
    t.reference.c.campaign_id == bindparam("campaign"), t.reference.c.framework_id == bindparam("framework")
)

Requests = tuple[dict[str, str], dict[str, str]]


def unit_answers(conn: Connection, enrolment: Row[Any], framework: Framework) -> UnitAnswers:
    """All that scoring needs about one enrolment; its id is the enrolment's number."""
    here = {"enrolment": enrolment.id}
    requested, granted = requests(conn, enrolment.id)
    given = [Given(*row) for row in conn.execute(_ANSWERS, here)]
    return UnitAnswers(
        id=str(enrolment.id),
        group=enrolment.group_id,
        volunteer=enrolment.volunteer,
        traits=words.split(enrolment.traits),
        values=combined(framework, given),
        requested=requested,
        exemptions=granted,
        assessments=assessments(conn, enrolment.id),
        measured=values.measured(framework, given),
    )


def measured(conn: Connection, enrolment: int, framework: Framework) -> dict[str, dict[str, Value]]:
    """Assessor → key → what the assessor measured."""
    rows = conn.execute(_ANSWERS, {"enrolment": enrolment})
    return values.measured(framework, (Given(*row) for row in rows))


def requests(conn: Connection, enrolment: int) -> Requests:
    """Undecided requests (criterion → reason) and granted exemptions (criterion → kind)."""
    rows = conn.execute(_REQUESTS, {"enrolment": enrolment}).all()
    return (
        {row.criterion: row.reason for row in rows if row.state == "requested"},
        {row.criterion: row.kind for row in rows if row.state == "granted"},
    )


def assessments(conn: Connection, enrolment: int) -> dict[str, dict[str, Fraction]]:
    """Assessor → criterion → points that hold now."""
    found: dict[str, dict[str, Fraction]] = {}
    for row in conn.execute(_ASSESSMENTS, {"enrolment": enrolment}):
        found.setdefault(row.assessor, {})[row.criterion] = from_micro(row.points_micro)
    return found


def bests(conn: Connection, campaign: int, framework_id: str) -> dict[PeerKey, Best]:
    """What the last group pass found."""
    rows = conn.execute(_BESTS, {"campaign": campaign, "framework": framework_id})
    return {(row.criterion, row.scope): best_of(row) for row in rows}


def best_of(row: Row[Any]) -> Best:
    """A stored best."""
    return Best(from_text(row.value), from_text(row.points), row.peers, tuple(row.holders.split()))


def references(conn: Connection, campaign: int, framework_id: str) -> dict[str, Fraction]:
    """Best values known from outside the campaign."""
    rows = conn.execute(_REFERENCES, {"campaign": campaign, "framework": framework_id})
    return {row.criterion: Fraction(row.value) for row in rows}


def seen_by(unit: str, found: Mapping[PeerKey, Best], name: str) -> dict[PeerKey, Best]:
    """The same bests with this unit called `name` among their holders."""

    def renamed(holders: Iterable[str]) -> tuple[str, ...]:
        return tuple(name if holder == unit else holder for holder in holders)

    return {key: Best(b.value, b.points, b.count, renamed(b.holders)) for key, b in found.items()}
