"""Finishing many units at once: all with nothing left, exactly those that were looked at."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import review_batch
from dti_core.campaign.staff.review_batch import Ready, Sent
from dti_core.campaign.staff.review_queue import Scope, Slot, slots
from dti_core.campaign.staff.staffer import Staffer

IN_HAND = ("submitted", "in_review", "resubmitted")


@dataclass(frozen=True)
class Outlook:
    """The units that can be finished, with what that would mean for each; `mark` names exactly these."""

    mark: str
    units: tuple[tuple[int, Ready], ...]


@dataclass(frozen=True)
class Finished:
    """What was done: units told, and names of those that had changed meanwhile."""

    units: tuple[Sent, ...]
    left: tuple[str, ...] = ()


def settled(staffer: Staffer, found: Iterable[Slot]) -> list[int]:
    """Units in hand of which no item is open or sent back, for who reviews whole units."""
    if staffer.indices is not None:
        return []
    by_unit: dict[int, list[Slot]] = {}
    for one in found:
        by_unit.setdefault(one.unit.id, []).append(one)
    return [
        unit
        for unit, inside in by_unit.items()
        if inside[0].unit.state in IN_HAND
        and not any(one.is_("open") or one.is_("returned") for one in inside)
    ]


def preview(conn: Connection, staffer: Staffer, group: str | None = None) -> Outlook | Refusal:
    """What finishing all of them would mean; nothing is changed."""
    found = slots(conn, staffer, Scope("all", group=group))
    if isinstance(found, Refusal):
        return found
    units = []
    for unit in settled(staffer, found):
        checked = review_batch.check(conn, staffer, unit)
        if isinstance(checked, Ready):
            units.append((unit, checked))
    return Outlook(_mark(units), tuple(units)) if units else Refusal("nothing_to_finish")


def finish(
    conn: Connection, staffer: Staffer, mark: str, now: datetime, group: str | None = None
) -> Finished | Refusal:
    """Verify them, each as if alone; refused where they are not those that were looked at."""
    seen = preview(conn, staffer, group)
    if isinstance(seen, Refusal):
        return seen
    if seen.mark != mark:
        return Refusal("seen_before")
    done, left = list[Sent](), list[str]()
    for unit, ready in seen.units:
        said = review_batch.verify(conn, staffer, unit, now)
        if isinstance(said, Refusal) and not done:
            return said
        if isinstance(said, Sent):
            done.append(said)
        else:
            left.append(ready.unit)
    return Finished(tuple(done), tuple(left))


def _mark(units: Sequence[tuple[int, Ready]]) -> str:
    told = repr([(unit, str(one.points), one.accepted, one.adjusted) for unit, one in units])
    return hashlib.sha256(told.encode()).hexdigest()[:8]
