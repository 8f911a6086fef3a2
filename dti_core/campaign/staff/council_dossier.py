"""The dossier per group: units before the council, with every difference and what was said about it."""

import hashlib
from typing import Any

from sqlalchemy import Connection, Row, select

from dti_core.campaign import contest_window
from dti_core.campaign.exact import from_micro, to_micro
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import board, differences, final_ranking, overview
from dti_core.campaign.staff.board import Group
from dti_core.campaign.staff.differences import Difference
from dti_core.campaign.staff.staffer import Staffer
from dti_core.framework.framework import Framework
from dti_core.messages.staff.council_views import Dossier, GroupFile, Matter, UnitFile
from dti_core.scoring.plan import plan_of
from dti_core.store import tables as t

BEFORE_IT = ("verified", "council_decided", "closed_unsubmitted", "published")
"""States in which a unit lies before the council, or has."""


def load(conn: Connection, staffer: Staffer, group: int | None = None) -> Dossier | Refusal:
    """The dossier of one group (by its number) or of all within reach; nobody sees their own unit in it."""
    if refusal := staffer.lacks("export"):
        return refusal
    campaign = conn.execute(select(t.campaign).where(t.campaign.c.id == staffer.campaign)).one()
    reachable = board.groups(conn, staffer)
    if group is not None and group not in {one.number for one in reachable}:
        return Refusal("unknown_group", str(group))
    rows = final_ranking.scored(conn, overview.within_reach(staffer))
    ranked = {
        line.enrolment: line.rank for table in final_ranking.tables(conn, staffer) for line in table.lines
    }
    wanted = [one for one in reachable if group in (None, one.number)]
    return Dossier(
        title=campaign.title,
        coordinator=campaign.coordinator,
        time_zone=campaign.time_zone,
        contest_until=contest_window.until(conn, campaign.id),
        published=campaign.state == "published",
        groups=tuple(_group(conn, staffer, one, rows, ranked) for one in wanted),
    )


def matter(row: Row[Any], unit: str, framework: Framework, one: Difference) -> Matter:
    """A difference as the council sees it; `row`: the enrolment of a unit of that name."""
    told = "\n".join(
        str(part)
        for part in (
            row.id,
            one.node.id,
            to_micro(one.points),
            one.state,
            one.contest,
            one.decision,
            row.state,
        )
    )
    return Matter(
        enrolment=row.id,
        unit=unit,
        criterion=one.node.id,
        name=one.node.name,
        title=one.node.title,
        maximum=plan_of(framework).criteria[one.node.id].maximum,
        own=one.own,
        verified=one.verified,
        points=one.points,
        reason=one.reason,
        column=one.column,
        contest=one.contest,
        justification=one.justification,
        state=one.state,
        decided=one.decided,
        decision=one.decision,
        stamp=hashlib.sha256(told.encode()).hexdigest()[:8],
    )


def _group(
    conn: Connection, staffer: Staffer, group: Group, rows: list[Row[Any]], ranked: dict[int, int | None]
) -> GroupFile:
    mine = [row for row in rows if (row.framework_id, row.group_id) == (group.framework.id, group.id)]
    there = [row for row in mine if row.state in BEFORE_IT and row.id not in staffer.own]
    return GroupFile(
        number=group.number,
        framework=group.framework.id,
        title=group.title,
        units=tuple(_unit(conn, group.framework, row, ranked.get(row.id)) for row in there),
        waiting=tuple((row.name, row.state) for row in mine if row.state not in BEFORE_IT),
    )


def _unit(conn: Connection, framework: Framework, row: Row[Any], rank: int | None) -> UnitFile:
    found = [one for one in differences.of(conn, row, framework) if one.notable]
    return UnitFile(
        enrolment=row.id,
        name=row.name,
        state=row.state,
        points=from_micro(row.points_micro or 0),
        attainable=from_micro(row.attainable_micro or 0),
        rank=rank,
        matters=tuple(matter(row, row.name, framework, one) for one in found),
    )
