"""Progress of a campaign: every unit within reach against the indices, by group and state."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy import Row as DbRow

from dti_core.campaign import deadlines, frameworks
from dti_core.campaign.exact import from_micro
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import overview
from dti_core.campaign.staff.board_columns import column_sets
from dti_core.campaign.staff.board_rows import Stored, days_since, stored
from dti_core.campaign.staff.staffer import Staffer
from dti_core.framework.framework import Framework
from dti_core.messages.staff.board_view import Board, Order, Pick, Row, Section
from dti_core.messages.staff.states import NOT_JOINED, STATES
from dti_core.scoring.ranking import ranks
from dti_core.store import tables as t


@dataclass(frozen=True)
class Group:
    """A ranking group of the campaign, with its number: the place among all of them, from 0."""

    number: int
    framework: Framework
    id: str
    title: str


def groups(conn: Connection, staffer: Staffer) -> tuple[Group, ...]:
    """Every group within reach."""
    pinned = t.campaign_framework.c
    hashes = select(pinned.content_hash).where(pinned.campaign_id == staffer.campaign)
    loaded = [
        frameworks.framework(conn, one)
        for one in conn.execute(hashes.order_by(pinned.framework_id)).scalars()
    ]
    named = [(framework, group) for framework in loaded for group in framework.spec.groups]
    return tuple(
        Group(number, framework, group.id, group.title)
        for number, (framework, group) in enumerate(named)
        if staffer.reaches(group.id)
    )


def board(conn: Connection, staffer: Staffer, pick: Pick, now: datetime) -> Board | Refusal:
    """What was picked of the campaign. A group out of reach and a state that does not exist are refused."""
    if refusal := staffer.lacks("see"):
        return refusal
    reachable = groups(conn, staffer)
    if pick.group is not None and pick.group not in {group.number for group in reachable}:
        return Refusal("unknown_group", str(pick.group))
    if pick.status is not None and pick.status not in STATES:
        return Refusal("unknown_state", pick.status)
    campaign = conn.execute(select(t.campaign).where(t.campaign.c.id == staffer.campaign)).one()
    known = stored(conn, overview.within_reach(staffer))
    wanted = [group for group in reachable if pick.group in (None, group.number)]
    whole = [(group, _rows(group, known, campaign, now)) for group in wanted]
    counts = Counter(row.status for _, rows in whole for row in rows)
    return Board(
        title=campaign.title,
        time_zone=campaign.time_zone,
        closes_at=campaign.closes_at,
        published=campaign.state == "published",
        at=now,
        pick=pick,
        groups=tuple((group.number, group.title) for group in reachable),
        counts={status: counts[status] for status in STATES if counts[status]},
        sections=tuple(_section(staffer, group, rows, pick) for group, rows in whole if rows),
    )


def _section(staffer: Staffer, group: Group, rows: Sequence[Row], pick: Pick) -> Section:
    chosen = [row for row in rows if pick.status in (None, row.status)]
    return Section(
        number=group.number,
        framework=group.framework.id,
        group=group.id,
        title=group.title,
        sets=column_sets(group.framework, lambda index: staffer.reaches(group.id, index)),
        rows=tuple(in_order(chosen, pick.order)),
        units=len(rows),
    )


def in_order(rows: Iterable[Row], order: Order) -> list[Row]:
    """The slowest of those at work first and who has handed in last, or the most points first."""
    if order == "points":
        return sorted(rows, key=lambda row: (-(row.points or Fraction(0)), row.name.casefold()))
    return sorted(
        rows,
        key=lambda row: (not STATES[row.status].at_work, row.share, -(row.idle or 0), row.name.casefold()),
    )


def _rows(group: Group, known: Stored, campaign: DbRow[Any], now: datetime) -> list[Row]:
    mine = [
        row for row in known.enrolments if (row.framework_id, row.group_id) == (group.framework.id, group.id)
    ]
    ranked = ranks({str(r.id): Fraction(r.rank_points, 100) for r in mine if _is_ranked(r)})
    return [_row(row, known, campaign, now, ranked.get(str(row.id))) for row in mine]


def _is_ranked(row: DbRow[Any]) -> bool:
    return row.rank_points is not None and not row.volunteer


def _row(row: DbRow[Any], known: Stored, campaign: DbRow[Any], now: datetime, rank: int | None) -> Row:
    joined, active_at = row.id in known.joined, known.active_at.get(row.id)
    scored = row.points_micro is not None
    return Row(
        enrolment=row.id,
        slug=row.slug,
        name=row.name,
        status=row.state if joined or row.state != "not_started" else NOT_JOINED,
        joined=joined,
        volunteer=row.volunteer,
        answered=row.answered or 0,
        total=row.total or 0,
        points=from_micro(row.points_micro) if scored else None,
        attainable=from_micro(row.attainable_micro) if scored else None,
        rank=rank,
        active_at=active_at,
        idle=days_since(active_at, now, campaign.time_zone),
        closes_at=deadlines.of(campaign.closes_at, row.closes_at),
        cells=known.cells.get(row.id, {}),
    )
