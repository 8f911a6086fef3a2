"""A campaign's progress for programs: numbers as numbers, moments in ISO form (UTC)."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from fractions import Fraction
from typing import Any

from dti_core.messages.staff.board_unit import UnitSheet
from dti_core.messages.staff.board_view import Board, Row, Section
from dti_core.messages.staff.stuck import Crowd, Resting, Stuck
from dti_core.scoring.rounding import half_up


def board(found: Board) -> dict[str, Any]:
    """Every picked unit."""
    return {
        "campaign": found.title,
        "at": _moment(found.at),
        "provisional": not found.published,
        "counts": dict(found.counts),
        "units": [_unit(section, row) for section in found.sections for row in section.rows],
    }


def unit(found: UnitSheet, section: str) -> dict[str, Any]:
    """One unit with its people and gaps."""
    return {
        **_row(found.row),
        "group": section,
        "extended": found.extended,
        "contacts": [{**asdict(one), "joined_at": _moment(one.joined_at)} for one in found.contacts],
        "providers": found.providers,
        "missing": found.missing,
        "evidence_missing": found.no_evidence,
        "deferred": found.deferred,
        "requested": found.requested,
        "stands_at": found.stands_at.id if found.stands_at else None,
    }


def stuck(found: Stuck) -> dict[str, Any]:
    """Units that rest, and criteria with how many units stand there or put them off."""
    return {
        "at": _moment(found.at),
        "resting": [_resting(one) for one in found.resting],
        "standing": [_crowd(crowd) for crowd in found.standing],
        "deferred": [_crowd(crowd) for crowd in found.deferred],
    }


def _resting(one: Resting) -> dict[str, Any]:
    place = one.place.id if one.place else None
    return {"unit": one.row.slug, "idle_days": one.row.idle, "stands_at": place}


def _crowd(crowd: Crowd) -> dict[str, Any]:
    return {"criterion": crowd.place.id, "units": crowd.units, "longest_days": crowd.longest}


def _unit(section: Section, row: Row) -> dict[str, Any]:
    return {"framework": section.framework, "group": section.group, **_row(row)}


def _row(row: Row) -> dict[str, Any]:
    return {
        "unit": row.slug,
        "name": row.name,
        "state": row.status,
        "joined": row.joined,
        "volunteer": row.volunteer,
        "answered": row.answered,
        "total": row.total,
        "points": _number(row.points),
        "attainable": _number(row.attainable),
        "rank": row.rank,
        "last_activity": _moment(row.active_at),
        "idle_days": row.idle,
        "deadline": _moment(row.closes_at),
        "indices": _numbers(row.cells),
    }


def _numbers(values: Mapping[str, Fraction]) -> dict[str, int | float | None]:
    return {name: _number(value) for name, value in values.items()}


def _number(value: Fraction | None) -> int | float | None:
    """Rounded half up to four decimals, as `dti score` has it."""
    if value is None:
        return None
    rounded = half_up(value, 4)
    return int(rounded) if rounded == rounded.to_integral_value() else float(rounded)


def _moment(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()
