"""A computed score as rows."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Table, bindparam, delete, insert, select, update

from dti_core.campaign.exact import hundredths, to_micro
from dti_core.scoring.model import CriterionScore, UnitScore
from dti_core.store import tables as t

DONE = ("answered", "assessed", "exempt", "pending", "requested")
"""States in which nothing more is asked of the contact."""


def keep(conn: Connection, row: Row[Any], score: UnitScore, now: datetime) -> Row[Any] | None:
    """Store the score of an enrolment with its parts; the row that was there before."""
    mine = t.score.c.enrolment_id == row.id
    old = conn.execute(select(t.score).where(mine)).one_or_none()
    values = _score_row(row, score, now)
    if old is None:
        conn.execute(insert(t.score), values)
    else:
        conn.execute(update(t.score).where(mine).values({**values, "runs": old.runs + 1}))
    _replace(
        conn, t.criterion_score, row.id, [_criterion_row(row.id, one) for one in score.criteria.values()]
    )
    _replace(conn, t.subtotal, row.id, _subtotals(row.id, score))
    return old


def looks_different(before: Row[Any], score: UnitScore) -> bool:
    """Whether people would see another score."""
    shown = (before.points_micro, before.score_micro, before.attainable_micro)
    return shown != tuple(to_micro(one) for one in (score.points, score.score, score.attainable))


def progress(score: UnitScore) -> tuple[int, int]:
    """How many criteria are answered, of how many that are asked."""
    states = [one.state for one in score.criteria.values()]
    return sum(state in DONE for state in states), len(states) - states.count("not_asked")


def is_past_half(answered: int, total: int) -> bool:
    """Whether a unit counts among those whose rank means something."""
    return answered * 2 > total


def _score_row(row: Row[Any], score: UnitScore, now: datetime) -> dict[str, Any]:
    answered, total = progress(score)
    return {
        "enrolment_id": row.id,
        "campaign_id": row.campaign_id,
        "framework_id": row.framework_id,
        "group_id": row.group_id,
        "volunteer": row.volunteer,
        "version": row.wanted_version,
        "points_micro": to_micro(score.points),
        "rank_points": hundredths(score.points),
        "score_micro": to_micro(score.score),
        "attainable_micro": to_micro(score.attainable),
        "answered": answered,
        "total": total,
        "runs": 1,
        "computed_at": now,
    }


def _criterion_row(enrolment: int, one: CriterionScore) -> dict[str, Any]:
    return {
        "enrolment_id": enrolment,
        "criterion": one.id,
        "points_micro": to_micro(one.points),
        "state": one.state,
        "basis": one.basis,
        "explanation": one.explanation,
        "arithmetic": one.arithmetic,
        "flags": " ".join(one.flags),
    }


def _subtotals(enrolment: int, score: UnitScore) -> list[dict[str, Any]]:
    return [
        {"enrolment_id": enrolment, "kind": kind, "node": node, "points_micro": to_micro(points)}
        for kind, parts in (("index", score.indices), ("pillar", score.pillars))
        for node, points in parts.items()
    ]


def _replace(conn: Connection, table: Table, enrolment: int, rows: list[dict[str, Any]]) -> None:
    """Make these the enrolment's rows, touching only what differs: an answer moves few criteria."""
    keys = [column.name for column in table.primary_key]
    here = table.c.enrolment_id == enrolment
    known = {
        tuple(row[key] for key in keys): dict(row)
        for row in conn.execute(select(table).where(here)).mappings()
    }
    wanted = {tuple(row[key] for key in keys): row for row in rows}
    moved = [key for key in known.keys() | wanted.keys() if known.get(key) != wanted.get(key)]
    if gone := [dict(zip(keys, key, strict=True)) for key in moved if key in known]:
        conn.execute(
            delete(table).where(*(table.c[key] == bindparam(f"its_{key}") for key in keys)),
            [{f"its_{key}": value for key, value in row.items()} for row in gone],
        )
    if new := [wanted[key] for key in moved if key in wanted]:
        conn.execute(insert(table), new)
