"""Where a unit stands: its last computed score, and its rank among its group, read and not stored."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, cast

from sqlalchemy import Connection, Row, bindparam, case, func, select

from dti_core.campaign.exact import from_micro
from dti_core.scoring.model import CriterionScore
from dti_core.store import tables as t
from dti_core.survey.questionnaire import Standing

_UNSUBMITTED = ("not_started", "in_progress", "closed_unsubmitted")

_SCORE = select(t.score).where(t.score.c.enrolment_id == bindparam("enrolment"))
_CRITERIA = select(t.criterion_score).where(t.criterion_score.c.enrolment_id == bindparam("enrolment"))
_INDICES = select(t.subtotal.c.node, t.subtotal.c.points_micro).where(
    t.subtotal.c.enrolment_id == bindparam("enrolment"), t.subtotal.c.kind == "index"
)
_GROUP = select(
    func.count().label("units"),
    func.coalesce(func.sum(case((t.score.c.rank_points > bindparam("mine"), 1), else_=0)), 0).label("above"),
    func.coalesce(func.sum(case((t.score.c.answered * 2 > t.score.c.total, 1), else_=0)), 0).label(
        "past_half"
    ),
).where(
    t.score.c.campaign_id == bindparam("campaign"),
    t.score.c.framework_id == bindparam("framework"),
    t.score.c.group_id == bindparam("group"),
    t.score.c.volunteer.is_(False),
)


@dataclass(frozen=True)
class Place:
    """A rank in a group: 1 + how many are strictly above, equals sharing it; None for a volunteer."""

    rank: int | None
    units: int
    past_half: int


def of(conn: Connection, enrolment: Row[Any], rank_visibility: str) -> Standing | None:
    """The standing as the unit's own people may see it; None before the first score."""
    score = conn.execute(_SCORE, {"enrolment": enrolment.id}).one_or_none()
    if score is None:
        return None
    place = place_of(conn, score)
    return Standing(
        points=from_micro(score.points_micro),
        score=from_micro(score.score_micro),
        attainable=from_micro(score.attainable_micro),
        indices=_indices(conn, enrolment.id),
        criteria=_criteria(conn, enrolment.id),
        rank=place.rank if may_see_rank(rank_visibility, enrolment.state) else None,
        units_in_group=place.units,
        units_past_half=place.past_half,
        current=enrolment.scored_version >= enrolment.wanted_version,
    )


def may_see_rank(rank_visibility: str, state: str) -> bool:
    """What contacts may see of ranks is the campaign's choice: always, after submitting, never."""
    return rank_visibility == "always" or (
        rank_visibility == "after_submitting" and state not in _UNSUBMITTED
    )


def place_of(conn: Connection, score: Row[Any]) -> Place:
    """Where a stored score stands in its group now."""
    group = {"campaign": score.campaign_id, "framework": score.framework_id, "group": score.group_id}
    row = conn.execute(_GROUP, {**group, "mine": score.rank_points}).one()
    return Place(None if score.volunteer else 1 + int(row.above), int(row.units), int(row.past_half))


def _indices(conn: Connection, enrolment: int) -> dict[str, Fraction]:
    rows = conn.execute(_INDICES, {"enrolment": enrolment})
    return {row.node: from_micro(row.points_micro) for row in rows}


def _criteria(conn: Connection, enrolment: int) -> dict[str, CriterionScore]:
    return {row.criterion: _criterion(row) for row in conn.execute(_CRITERIA, {"enrolment": enrolment})}


def _criterion(row: Row[Any]) -> CriterionScore:
    return CriterionScore(
        id=row.criterion,
        points=from_micro(row.points_micro),
        state=cast(Any, row.state),
        basis=cast(Any, row.basis),
        explanation=row.explanation,
        flags=tuple(row.flags.split()),
        arithmetic=row.arithmetic,
    )
