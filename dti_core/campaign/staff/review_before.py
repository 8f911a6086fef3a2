"""What the unit said, proved and was given last year for what means the same now, to compare with."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy import Connection, and_, or_, select

from dti_core.campaign import carried, earlier
from dti_core.campaign.exact import from_micro
from dti_core.campaign.staff.review_place import Place
from dti_core.campaign.staff.review_proofs import pieces
from dti_core.campaign.values import OWN
from dti_core.messages.staff.review_views import Before
from dti_core.store import tables as t

_a, _e, _c = t.answer.c, t.enrolment.c, t.campaign.c


@dataclass(frozen=True)
class _Round:
    """An earlier enrolment of the unit, and how its names translate into today's."""

    enrolment: int
    year: int
    same: carried.Carried


def values(conn: Connection, place: Place, keys: Sequence[str]) -> dict[str, str]:
    """Key → the unit's own value of the latest earlier year in which it meant the same."""
    found: dict[str, str] = {}
    for one in _rounds(conn, place):
        mine = (_a.enrolment_id == one.enrolment, _a.source == OWN, _a.value.is_not(None))
        for row in conn.execute(select(_a.input_key, _a.value).where(*mine)):
            new = one.same.keys.get(row.input_key)
            if new is not None and new in keys:
                found[new] = row.value
    return found


def of(conn: Connection, place: Place, criterion: str) -> Before | None:
    """Points and accepted evidence of last year; None where there is neither."""
    points, year = _points(conn, place, criterion)
    proofs = pieces(conn, [row.id for name, row in earlier.of(conn, place.row) if name == criterion])
    return Before(year, points, proofs) if points is not None or proofs else None


def _points(conn: Connection, place: Place, criterion: str) -> tuple[Fraction | None, int]:
    score = t.criterion_score.c
    latest: tuple[Fraction | None, int] = (None, place.row.reference_year - 1)
    for one in _rounds(conn, place):
        old = one.same.criteria.get(criterion)
        mine = select(score.points_micro).where(score.enrolment_id == one.enrolment, score.criterion == old)
        micro = conn.execute(mine).scalar_one_or_none() if old else None
        latest = latest if micro is None else (from_micro(micro), one.year)
    return latest


def _rounds(conn: Connection, place: Place) -> list[_Round]:
    """Earlier years under the same framework, and the round that this one follows, whatever its framework."""
    row = place.row
    follows = select(t.campaign_rules.c.previous_id).where(t.campaign_rules.c.campaign_id == row.campaign_id)
    same = and_(_e.framework_id == row.framework_id, _c.reference_year < row.reference_year)
    rows = (
        select(_e.id, _e.content_hash, _c.reference_year)
        .join(t.campaign, _c.id == _e.campaign_id)
        .where(_e.unit_id == row.unit_id, _e.id != row.id, or_(same, _c.id.in_(follows)))
        .order_by(_c.reference_year, _e.id)
    )
    return [
        _Round(one.id, one.reference_year, carried.between(conn, one.content_hash, row.content_hash))
        for one in conn.execute(rows)
    ]
