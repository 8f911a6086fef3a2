"""Counts of what is left: over everything, by unit, by criterion."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, func, select

from dti_core.campaign import frameworks
from dti_core.campaign.exact import from_micro
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import review_finish
from dti_core.campaign.staff.review_place import OPEN, REVIEWABLE, Place, look, mine
from dti_core.campaign.staff.review_queue import Scope, Slot, slots
from dti_core.campaign.staff.staffer import Staffer
from dti_core.framework.framework import Framework, Node
from dti_core.messages.staff.review_lists import Counts, Mark, UnitLine
from dti_core.store import tables as t

FINISHED = ("verified", "council_decided", "published")
Left = tuple[Node, int, int]
"""A node, how many items are open, how many there are."""


def counts(conn: Connection, staffer: Staffer, group: str | None) -> Counts | Refusal:
    """Everything within reach, of one ranking group where one is chosen."""
    here = Scope("all", group=group)
    found, asked = slots(conn, staffer, here), slots(conn, staffer, replace(here, wanted="requested"))
    contested = slots(conn, staffer, replace(here, wanted="contested"))
    if isinstance(found, Refusal) or isinstance(asked, Refusal) or isinstance(contested, Refusal):
        return found if isinstance(found, Refusal) else Refusal("not_allowed", "see")
    e = t.enrolment.c
    others = [mine(staffer), e.state.in_([one for one in OPEN if one not in REVIEWABLE])]
    if group is not None:
        others.append(e.group_id == group)
    waiting = conn.execute(select(func.count()).select_from(t.enrolment).where(*others)).scalar_one()
    finished = [mine(staffer), e.state.in_(FINISHED), *others[2:]]
    done = conn.execute(select(func.count()).select_from(t.enrolment).where(*finished)).scalar_one()

    def of(kind: Any) -> int:
        return sum(one.is_(kind) for one in found)

    return Counts(
        all=len(found),
        open=of("open"),
        answered=of("answered"),
        changed=of("changed"),
        contested=len(contested),
        requested=len(asked),
        returned=of("returned"),
        untold=sum(_untold(one) for one in found),
        units=len({one.unit.id for one in found}),
        unsent=len({one.unit.id for one in found if one.unit.state == "closed_unsubmitted"}),
        not_submitted=int(waiting),
        ready=len(review_finish.settled(staffer, found)),
        done=int(done),
    )


def units(conn: Connection, staffer: Staffer, group: str | None = None) -> list[UnitLine] | Refusal:
    """The units that have handed in, those with something left first."""
    found = slots(conn, staffer, Scope("all", group=group))
    if isinstance(found, Refusal):
        return found
    by_unit: dict[int, list[Slot]] = {}
    for one in found:
        by_unit.setdefault(one.unit.id, []).append(one)
    lines = [_line(inside[0].unit, inside) for inside in by_unit.values()]
    return sorted(lines, key=lambda line: (line.open == 0, line.name))


def unit(conn: Connection, staffer: Staffer, enrolment: int) -> UnitLine | Refusal:
    """One unit, with the points that it has now."""
    place = look(conn, staffer, enrolment)
    if isinstance(place, Refusal):
        return place
    found = slots(conn, staffer, Scope("all", enrolment=enrolment))
    if isinstance(found, Refusal):
        return found
    if enrolment in staffer.own:
        return Refusal("own_unit", place.row.unit_name)
    score = select(t.score.c.points_micro).where(t.score.c.enrolment_id == enrolment)
    points = conn.execute(score).scalar_one_or_none()
    line = _line(place.row, found, place.row.unit_name)
    return line if points is None else replace(line, points=from_micro(points))


def sheet(conn: Connection, staffer: Staffer, enrolment: int) -> tuple[Place, list[Mark]] | Refusal:
    """A unit's criteria within this person's indices, each with the state of its review."""
    place = look(conn, staffer, enrolment)
    found = slots(conn, staffer, Scope("all", enrolment=enrolment))
    if isinstance(place, Refusal) or isinstance(found, Refusal):
        return place if isinstance(place, Refusal) else Refusal("not_allowed", "see")
    if enrolment in staffer.own:
        return Refusal("own_unit", place.row.unit_name)
    return place, [Mark(s.node, s.verdict.state, s.verdict.changed, s.requested) for s in found]


def indices(
    conn: Connection, staffer: Staffer, group: str | None
) -> list[tuple[str, Node, int, int]] | Refusal:
    """Framework and index, with what is left in it."""
    found = slots(conn, staffer, Scope("all", group=group))
    if isinstance(found, Refusal):
        return found
    tally: dict[tuple[str, str], list[Slot]] = {}
    for one in found:
        index = one.framework.index_of(one.node.id)
        tally.setdefault((one.framework.id, index.id), []).append(one)
    return [
        (framework, inside[0].framework.by_id[index], *_left(inside))
        for (framework, index), inside in sorted(tally.items(), key=lambda kv: (kv[0][0], kv[1][0].place))
    ]


def criteria(
    conn: Connection, staffer: Staffer, group: str | None, framework: str, index: str
) -> list[Left] | Refusal:
    """The criteria of an index with how many units are left for each."""
    found = slots(conn, staffer, Scope("all", group=group, index=index, framework=framework))
    if isinstance(found, Refusal):
        return found
    tally: dict[str, list[Slot]] = {}
    for one in sorted(found, key=lambda one: one.place):
        tally.setdefault(one.node.id, []).append(one)
    return [(inside[0].node, *_left(inside)) for inside in tally.values()]


def open_criteria(
    conn: Connection, staffer: Staffer, group: str | None
) -> list[tuple[str, Node, int, int]] | Refusal:
    """Framework and criterion with how many of its units are open, in the order of the frameworks."""
    found = slots(conn, staffer, Scope("all", group=group))
    if isinstance(found, Refusal):
        return found
    tally: dict[tuple[str, int], list[Slot]] = {}
    for one in found:
        tally.setdefault((one.framework.id, one.place), []).append(one)
    lines = [(name, inside[0].node, *_left(inside)) for (name, _), inside in sorted(tally.items())]
    return [line for line in lines if line[2]]


def open_units(conn: Connection, staffer: Staffer, scope: Scope) -> list[UnitLine]:
    """The units that have open items in this part of the work, with how many."""
    found = slots(conn, staffer, replace(scope, wanted="open"))
    by_unit: dict[int, list[Slot]] = {}
    for one in () if isinstance(found, Refusal) else found:
        by_unit.setdefault(one.unit.id, []).append(one)
    lines = [_line(inside[0].unit, inside) for inside in by_unit.values()]
    return sorted(lines, key=lambda line: line.name)


def name_of(conn: Connection, staffer: Staffer, framework: str | None, criterion: str | None) -> str | None:
    """How a criterion is called, qualified where codes repeat."""
    e = t.enrolment.c
    rows = select(e.content_hash).where(mine(staffer), e.framework_id == framework).limit(1)
    pinned = conn.execute(rows).scalar_one_or_none()
    node = None if pinned is None else frameworks.framework(conn, pinned).by_id.get(criterion or "")
    return node.name if node else criterion


def groups(conn: Connection, staffer: Staffer) -> list[tuple[str, str]]:
    """The ranking groups that have units within reach, with their titles."""
    e = t.enrolment.c
    rows = conn.execute(select(e.group_id, e.content_hash).where(mine(staffer)).distinct())
    found = {row.group_id: _title(frameworks.framework(conn, row.content_hash), row.group_id) for row in rows}
    return sorted(found.items(), key=lambda pair: pair[1])


def _title(framework: Framework, group: str) -> str:
    return next((one.title for one in framework.spec.groups if one.id == group), group)


def _left(inside: Sequence[Slot]) -> tuple[int, int]:
    return sum(one.is_("open") for one in inside), len(inside)


def _line(row: Row[Any], inside: Sequence[Slot], name: str | None = None) -> UnitLine:
    left, count = _left(inside)
    untold = sum(_untold(one) for one in inside)
    group = (row.framework_id, row.group_id)
    return UnitLine(row.id, name or row.name, row.state, left, count, untold, group=group)


def _untold(slot: Slot) -> bool:
    return slot.verdict.state == "returned" and not slot.verdict.told
