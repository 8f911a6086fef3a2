"""Invariants of power, judged from outside: what an update changed, and whether its sender might."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from bot.host.applied import Applied
from bot.host.host import Host
from bot.host.job import Ready
from dti_core.store import tables as t
from dti_core.store.database import Database
from tests.faults.machine.platform import BOT
from tests.faults.machine.stored import Stored, read

OPEN = ("not_started", "in_progress", "returned")
SEATS = ("contact", "provider", "clerk")
UNITS_OWN = (t.answer, t.evidence, t.justification, t.exemption_request, t.deferral)


class WatchedHost(Host):
    """Judges every update that it applies."""

    def apply(self, ready: Ready) -> Applied:
        before = look(self._db)
        try:
            return super().apply(ready)
        finally:
            after = look(self._db)
            if ready.incoming is not None:
                judge(before, after, ready, self._now())


def look(db: Database) -> Stored:
    with db.read() as conn:
        return read(conn)


def judge(before: Stored, after: Stored, ready: Ready, now: datetime) -> None:
    """Everything that this update changed."""
    assert ready.incoming is not None
    person = _person(after, ready.incoming.external_id)
    role = next(
        (r for r in before.of(t.assignment) if r.person_id == person and r.active and not r.revoked_at), None
    )
    for unit in changed(before, after):
        assert role is not None, ("changed without a role", unit, ready)
        (_by_its_own if role.role in SEATS else _by_staff)(before, after, role, unit, now)
    revisions = after.of(t.answer_revision)[len(before.of(t.answer_revision)) :]
    assert all((one.person_id, one.channel) == (person, "telegram") for one in revisions)
    if revisions:
        replies = [row for row in after.of(t.outbox) if row.inbox_id == ready.row.id]
        assert replies, ("an answer that nobody confirms", ready)
    done = before.by_id(t.inbox)[ready.row.id].state != "pending"
    assert not (done and (revisions or len(after.of(t.outbox)) > len(before.of(t.outbox)))), "applied twice"


def changed(before: Stored, after: Stored) -> list[int]:
    """Units of which something is said, or stands, otherwise than before."""
    return [row.id for row in before.of(t.enrolment) if before.about(row.id) != after.about(row.id)]


def published_is_frozen(before: Stored, after: Stored) -> None:
    """While a campaign is published nothing that it rests on moves."""
    if all(one.state == "published" for one in (*before.of(t.campaign), *after.of(t.campaign))):
        for table in (*UNITS_OWN, t.assessment, t.review, t.score, t.criterion_score, t.subtotal):
            assert [tuple(r) for r in before.of(table)] == [tuple(r) for r in after.of(table)], table.name


def act_of_staff(db: Database, act: Callable[[], Any], own: tuple[int, ...], groups: tuple[str, ...]) -> Any:
    """One act of a member of the staff, judged likewise."""
    before = look(db)
    try:
        return act()
    finally:
        after = look(db)
        published_is_frozen(before, after)
        for unit in changed(before, after):
            assert unit not in own, "decided on their own unit"
            assert before.by_id(t.enrolment)[unit].group_id in groups, "out of their reach"


def _person(stored: Stored, external_id: str) -> int | None:
    rows = (r for r in stored.of(t.identity) if r.bot == BOT and r.external_id == external_id)
    return next((row.person_id for row in rows), None)


def _by_its_own(before: Stored, after: Stored, role: Row[Any], unit: int, now: datetime) -> None:
    assert unit == role.enrolment_id, "another unit"
    own = {table: (_of(before, table, unit), _of(after, table, unit)) for table in UNITS_OWN}
    moved = [table.name for table, (then, since) in own.items() if then != since]
    if moved:
        assert may_answer(before, unit, now), ("changed though it was locked", unit, moved)
    if role.scope_inputs is not None:
        then, since = own[t.answer]
        assert {(r[1], r[2]) for r in since - then} <= {(role.scope_inputs, f"person:{role.person_id}")}


def _by_staff(before: Stored, after: Stored, role: Row[Any], unit: int, now: datetime) -> None:
    seats = [r for r in before.of(t.assignment) if r.person_id == role.person_id and not r.revoked_at]
    assert unit not in {r.enrolment_id for r in seats}, "their own unit"
    group = before.by_id(t.enrolment)[unit].group_id
    assert role.scope_group is None or group in role.scope_group.split(), "out of their reach"


def may_answer(before: Stored, unit: int, now: datetime) -> bool:
    """Whether a unit's people could change its answers at this moment."""
    enrolment = before.by_id(t.enrolment)[unit]
    campaign = before.by_id(t.campaign)[enrolment.campaign_id]
    if enrolment.state not in OPEN or campaign.state in ("published", "draft") or now < campaign.opens_at:
        return False
    if enrolment.state == "returned":
        return enrolment.returned_until is None or now < enrolment.returned_until
    until = max(campaign.closes_at, enrolment.closes_at or campaign.closes_at)
    return campaign.state == "open" and now < until


def _of(stored: Stored, table: Any, unit: int) -> set[tuple[Any, ...]]:
    return {tuple(row) for row in stored.of(table) if row.enrolment_id == unit}
