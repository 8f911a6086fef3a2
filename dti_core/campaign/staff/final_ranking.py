"""The ranking of every group by stored scores: equal points share a rank, volunteers have none."""

from fractions import Fraction
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, select

from dti_core.campaign import frameworks
from dti_core.campaign.exact import from_micro
from dti_core.campaign.staff import overview
from dti_core.campaign.staff.staffer import Staffer
from dti_core.framework.framework import Framework
from dti_core.messages.staff.publishing_views import Line, Table
from dti_core.scoring.ranking import ranks
from dti_core.store import tables as t


def tables(conn: Connection, staffer: Staffer) -> tuple[Table, ...]:
    """Every group within reach that has units."""
    rows = scored(conn, overview.within_reach(staffer))
    found = []
    for content_hash in dict.fromkeys(row.content_hash for row in rows):
        framework = frameworks.framework(conn, content_hash)
        for group in framework.spec.groups:
            mine = [row for row in rows if (row.content_hash, row.group_id) == (content_hash, group.id)]
            if mine:
                found.append(_table(framework, group.id, group.title, mine))
    return tuple(found)


def scored(conn: Connection, chosen: ColumnElement[bool]) -> list[Row[Any]]:
    """Enrolments with their unit and stored score (NULLs before the first), by framework and name."""
    columns = (
        t.score.c.points_micro,
        t.score.c.score_micro,
        t.score.c.attainable_micro,
        t.unit.c.slug,
        t.unit.c.name,
    )
    rows = (
        select(t.enrolment, *columns)
        .join(t.unit, t.unit.c.id == t.enrolment.c.unit_id)
        .outerjoin(t.score, t.score.c.enrolment_id == t.enrolment.c.id)
        .where(chosen)
        .order_by(t.enrolment.c.framework_id, t.unit.c.name, t.enrolment.c.id)
    )
    return list(conn.execute(rows))


def _table(framework: Framework, group: str, title: str, rows: list[Row[Any]]) -> Table:
    points = {row.slug: from_micro(row.points_micro or 0) for row in rows}
    ranked = ranks({row.slug: points[row.slug] for row in rows if not row.volunteer})
    lines = [_line(row, ranked.get(row.slug), points[row.slug]) for row in rows]
    return Table(
        framework=framework.id,
        framework_title=framework.spec.title,
        group=group,
        title=title,
        maximum=Fraction(framework.spec.max_points),
        mean=framework.spec.headline.kind != "sum",
        lines=tuple(sorted(lines, key=lambda line: (line.rank is None, line.rank or 0, -line.points))),
    )


def _line(row: Row[Any], rank: int | None, points: Fraction) -> Line:
    return Line(
        enrolment=row.id,
        slug=row.slug,
        name=row.name,
        rank=rank,
        points=points,
        score=from_micro(row.score_micro or 0),
        attainable=from_micro(row.attainable_micro or 0),
        closed=row.submitted_at is None,
    )
