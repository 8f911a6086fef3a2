"""Accepting many at once: chosen by a filter, previewed with who, how many and how many points, then done."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction
from typing import Any, Literal

from sqlalchemy import Connection, Row, select

from dti_core.campaign.exact import from_micro
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import review_seen
from dti_core.campaign.staff.review_place import begin, take
from dti_core.campaign.staff.review_queue import Scope, Slot, slots
from dti_core.campaign.staff.review_record import accept_all
from dti_core.campaign.staff.review_seen import CHUNK
from dti_core.campaign.staff.staffer import Staffer
from dti_core.messages.staff.review_many import Part
from dti_core.store import tables as t

Choice = Literal["proven", "measured", "exempt", "unanswered", "all"]
CHOICES: tuple[Choice, ...] = ("proven", "measured", "exempt", "unanswered", "all")
"""`proven`: answered, with the evidence that it needs, no warning, no difference to another system."""


@dataclass(frozen=True)
class Preview:
    """What would be accepted. `mark`: a fingerprint of this selection; `late`: units still being computed."""

    items: int
    parts: tuple[Part, ...]
    points: Fraction
    mark: str
    late: int = 0


def preview(conn: Connection, staffer: Staffer, scope: Scope, choice: Choice) -> Preview | Refusal:
    """Who, how many, how many points."""
    chosen = _chosen(conn, staffer, scope, choice)
    return chosen if isinstance(chosen, Refusal) else chosen.preview()


def accept(
    conn: Connection, staffer: Staffer, scope: Scope, choice: Choice, mark: str, now: datetime
) -> Preview | Refusal:
    """Accept exactly what was previewed; nothing at all where that has changed meanwhile (`seen_before`)."""
    chosen = _chosen(conn, staffer, scope, choice)
    if isinstance(chosen, Refusal):
        return chosen
    if chosen.preview().mark != mark:
        return Refusal("seen_before", choice)
    for unit, mine in sorted(chosen.by_unit().items()):
        place = take(conn, staffer, unit, "review", now=now)
        if isinstance(place, Refusal):
            return place
        seen = [(one.node.id, chosen.seen[unit][one.node.id]) for one in mine]
        known = frozenset(one.node.id for one in mine if one.verdict.at is not None)
        accept_all(conn, begin(conn, place, now), seen, known, now)
    return chosen.preview()


@dataclass(frozen=True)
class _Chosen:
    slots: list[Slot]
    points: dict[tuple[int, str], int]
    seen: dict[int, dict[str, str]]
    late: int

    def by_unit(self) -> dict[int, list[Slot]]:
        found: dict[int, list[Slot]] = {}
        for one in self.slots:
            found.setdefault(one.unit.id, []).append(one)
        return found

    def preview(self) -> Preview:
        parts = tuple(Part(mine[0].unit.name, len(mine), self._sum(mine)) for mine in self.by_unit().values())
        lines = sorted(
            f"{one.unit.id} {one.node.id} {self.seen[one.unit.id][one.node.id]}" for one in self.slots
        )
        mark = hashlib.sha256("\n".join(lines).encode()).hexdigest()[:12]
        return Preview(len(self.slots), parts, self._sum(self.slots), mark, self.late)

    def _sum(self, slots_: list[Slot]) -> Fraction:
        return from_micro(sum(self.points[one.unit.id, one.node.id] for one in slots_))


def _chosen(conn: Connection, staffer: Staffer, scope: Scope, choice: Choice) -> _Chosen | Refusal:
    if refusal := staffer.lacks("review"):
        return refusal
    found = slots(conn, staffer, replace(scope, wanted="open"))
    if isinstance(found, Refusal):
        return found
    untouched = ("unreviewed", "answered", "accepted")
    waiting = [one for one in found if not one.requested and one.verdict.state in untouched]
    ready = [one for one in waiting if one.unit.scored_version >= one.unit.wanted_version]
    late = len({one.unit.id for one in waiting} - {one.unit.id for one in ready})
    units = list(dict.fromkeys(one.unit.id for one in ready))
    scores = {(row.enrolment_id, row.criterion): row for row in _scores(conn, units)}
    facts = _Facts(_filed(conn, units), _differing(conn, units))
    taken = [
        one
        for one in ready
        if (score := scores.get((one.unit.id, one.node.id))) is not None and _fits(choice, one, score, facts)
    ]
    frameworks = {one.unit.id: one.framework for one in taken}
    return _Chosen(
        slots=taken,
        points={key: row.points_micro for key, row in scores.items()},
        seen=review_seen.digests(conn, list(frameworks), frameworks),
        late=late,
    )


@dataclass(frozen=True)
class _Facts:
    filed: set[tuple[int, str]]
    differing: set[tuple[int, str]]


def _fits(choice: Choice, slot: Slot, score: Row[Any], facts: _Facts) -> bool:
    if score.state in ("not_asked", "requested"):
        return False
    if choice == "proven":
        return score.state in ("answered", "pending") and _proven(slot, score, facts)
    states = {"measured": ("assessed",), "exempt": ("exempt",), "unanswered": ("missing",)}
    return choice == "all" or score.state in states[choice]


def _proven(slot: Slot, score: Row[Any], facts: _Facts) -> bool:
    """Nothing about it needs a second look."""
    inputs = slot.node.inputs
    keys = {key for one in inputs for key in slot.framework.keys_of(slot.node.id, one)}
    if score.flags or any((slot.unit.id, key) in facts.differing for key in keys):
        return False
    needed = slot.node.evidence is not None and slot.node.evidence.required and score.points_micro > 0
    return not needed or (slot.unit.id, slot.node.id) in facts.filed


def _scores(conn: Connection, units: list[int]) -> Iterable[Row[Any]]:
    c = t.criterion_score.c
    for part in _parts(units):
        yield from conn.execute(select(t.criterion_score).where(c.enrolment_id.in_(part)))


def _filed(conn: Connection, units: list[int]) -> set[tuple[int, str]]:
    e = t.evidence.c
    found: set[tuple[int, str]] = set()
    for part in _parts(units):
        here = (e.enrolment_id.in_(part), e.withdrawn_at.is_(None))
        found |= {(r[0], r[1]) for r in conn.execute(select(e.enrolment_id, e.criterion).where(*here))}
    return found


def _differing(conn: Connection, units: list[int]) -> set[tuple[int, str]]:
    """Figures for which another system has another value, or that it alone knows."""
    v, a = t.reference_value.c, t.answer.c
    mine = (a.enrolment_id == v.enrolment_id) & (a.input_key == v.input_key) & (a.source == "")
    found: set[tuple[int, str]] = set()
    for part in _parts(units):
        chosen = select(v.enrolment_id, v.input_key, v.value, a.value.label("ours")).outerjoin(t.answer, mine)
        rows = conn.execute(chosen.where(v.enrolment_id.in_(part)))
        found |= {(row.enrolment_id, row.input_key) for row in rows if row.value != row.ours}
    return found


def _parts(units: list[int]) -> Iterable[list[int]]:
    return (units[start : start + CHUNK] for start in range(0, len(units), CHUNK))
