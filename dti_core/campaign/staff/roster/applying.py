"""A plan, carried out: all of it in one transaction, every change with its history."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from dti_core.campaign import marks, setup, words
from dti_core.campaign.history import Act, record_act
from dti_core.campaign.staff.roster import leaving
from dti_core.campaign.staff.roster import scopes as scoping
from dti_core.campaign.staff.staffer import Staffer
from dti_core.messages.staff.roster_plan import Change, Plan
from dti_core.store import tables as t

COLUMNS = {"groups": "scope_group", "indices": "scope_indices", "inputs": "scope_inputs"}
SCOPES = ("scope_group", "scope_indices", "scope_inputs", "in_charge")
SCORED = frozenset({"group", "traits", "volunteer"})


@dataclass
class _Hand:
    """Whose hand, when, and the enrolments of units that were new in the book."""

    conn: Connection
    staffer: Staffer
    now: datetime
    fresh: dict[tuple[str, str], int] = field(default_factory=dict)

    def note(self, act: Act, enrolment: int | None = None) -> None:
        record_act(
            self.conn, self.staffer.who, act, self.now, campaign=self.staffer.campaign, enrolment=enrolment
        )


def carry_out(conn: Connection, staffer: Staffer, plan: Plan, now: datetime) -> None:
    """Write everything that a plan says."""
    hand = _Hand(conn, staffer, now)
    for change in plan.writes:
        if change.kind == "unit":
            _enrol(hand, change) if change.what == "new" else _change_unit(hand, change)
    for change in plan.writes:
        if change.kind != "unit":
            _person(hand, change)


def _enrol(hand: _Hand, change: Change) -> None:
    wanted = change.values
    traits = words.split(wanted["traits"])
    unit = setup.UnitPlan(wanted["slug"], wanted["name"], wanted["group"], traits, wanted["volunteer"])
    who = hand.staffer.who
    new = setup.enrol(hand.conn, hand.staffer.campaign, wanted["framework"], unit, hand.now, who)
    hand.fresh[wanted["slug"], wanted["framework"]] = new


def _change_unit(hand: _Hand, change: Change) -> None:
    conn, wanted, mine = hand.conn, change.values, t.enrolment.c.id == change.target
    row = conn.execute(select(t.enrolment).where(mine).with_for_update()).one()
    conn.execute(update(t.unit).where(t.unit.c.id == row.unit_id).values(name=wanted["name"]))
    kept = {"group_id": wanted["group"], "traits": wanted["traits"], "volunteer": wanted["volunteer"]}
    conn.execute(update(t.enrolment).where(mine).values(kept))
    for diff in change.diffs:
        hand.note(Act(f"unit_{diff.field}_changed", f"unit:{wanted['slug']}", diff.old, diff.new), row.id)
    if SCORED & {diff.field for diff in change.diffs}:
        marks.points_changed(conn, row.id, hand.now)
        group = t.peer_group.c
        ours = (group.campaign_id == row.campaign_id, group.framework_id == row.framework_id)
        conn.execute(update(t.peer_group).where(*ours).values(wanted_version=group.wanted_version + 1))
    marks.status_changed(conn, row.id)


def _person(hand: _Hand, change: Change) -> None:
    if change.replaced is not None:
        leaving.remove_member(hand.conn, hand.staffer.who, change.replaced, hand.now, change.title)
    kept = {COLUMNS.get(name, name): value for name, value in change.values.items()}
    assignment, unit = kept.pop("assignment", None), kept.pop("unit", None)
    if change.what == "new":
        _add(hand, kept, None if unit is None else _enrolment(hand, unit), assignment)
    else:
        _change_person(hand, change, kept)


def _enrolment(hand: _Hand, unit: list[str]) -> int:
    slug, framework = unit
    fresh = hand.fresh.get((slug, framework))
    if fresh is not None:
        return fresh
    found = (
        select(t.enrolment.c.id)
        .join(t.unit, t.unit.c.id == t.enrolment.c.unit_id)
        .where(
            t.enrolment.c.campaign_id == hand.staffer.campaign,
            t.enrolment.c.framework_id == framework,
            t.unit.c.slug == slug,
        )
    )
    return int(hand.conn.execute(found).scalar_one())


def _add(hand: _Hand, kept: Mapping[str, Any], enrolment: int | None, assignment: int | None) -> None:
    """A new row of the list; who joined before they were on it is joined to it."""
    conn, person = hand.conn, None
    if assignment is not None:
        held = select(t.assignment.c.person_id).where(t.assignment.c.id == assignment)
        person = conn.execute(held).scalar_one()
    row = {
        **kept,
        "campaign_id": hand.staffer.campaign,
        "enrolment_id": enrolment,
        "person_id": person,
        "created_at": hand.now,
    }
    new = conn.execute(insert(t.member).returning(t.member.c.id), row).scalar_one()
    if assignment is not None:
        scopes = {name: kept[name] for name in SCOPES if name in kept}
        joined = update(t.assignment).where(t.assignment.c.id == assignment)
        conn.execute(joined.values(member_id=new, **scopes))
    hand.note(Act("member_added", f"member:{new}", new=str(kept["name"])), enrolment)


def _change_person(hand: _Hand, change: Change, kept: Mapping[str, Any]) -> None:
    """The row, the role joined with it, and invitations that are still on their way."""
    conn, member = hand.conn, change.target
    conn.execute(update(t.member).where(t.member.c.id == member).values(**kept))
    scopes = {name: kept[name] for name in SCOPES if name in kept}
    scoping.follow(conn, member, scopes)
    old = json.dumps({diff.field: diff.old for diff in change.diffs}, ensure_ascii=False)
    new = json.dumps({diff.field: diff.new for diff in change.diffs}, ensure_ascii=False)
    row = conn.execute(select(t.member.c.enrolment_id).where(t.member.c.id == member)).scalar_one()
    hand.note(Act("member_changed", f"member:{member}", old, new), row)
