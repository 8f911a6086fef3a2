"""Measured values: what the coordinator found for itself, kept beside the unit's answers, never over them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from dti_core.campaign import answers, marks
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff.review_place import OPEN, Place, take
from dti_core.campaign.staff.staffer import Staffer
from dti_core.campaign.values import canonical, keys_of
from dti_core.framework.framework import Framework


@dataclass(frozen=True)
class Measured:
    """How many of the values were new, and which criteria they concern."""

    unit: str
    changed: int
    criteria: tuple[str, ...]


def record(
    conn: Connection,
    staffer: Staffer,
    enrolment: int,
    assessor: str,
    values: Mapping[str, str | None],
    now: datetime,
) -> Measured | Refusal:
    """Keep an assessor's values by stored key (None: taken back); all of them, or the first refusal.

    A key must feed a criterion that is marked with the assessor and lies within this person's indices.
    """
    place = take(conn, staffer, enrolment, "measure", OPEN, now)
    if isinstance(place, Refusal):
        return place
    if all(one.id != assessor for one in place.framework.spec.assessors) or assessor == "self":
        return Refusal("no_column", assessor)
    stored = _stored(place, assessor, values)
    if isinstance(stored, Refusal):
        return stored
    kept = answers.put(conn, place.seat, assessor, stored, now)
    changed = sum(one.changed for one in kept)
    if changed:
        marks.points_changed(conn, enrolment, now)
    return Measured(place.row.unit_name, changed, criteria(place.framework, assessor, tuple(values)))


def criteria(framework: Framework, assessor: str, keys: tuple[str, ...]) -> tuple[str, ...]:
    """The criteria that these keys feed in an assessor's column, in order."""
    used = {name for key in keys for name in framework.users_of(key)}
    return tuple(n.id for n in framework.criteria if n.id in used and assessor in n.assessors)


def _stored(place: Place, assessor: str, values: Mapping[str, str | None]) -> dict[str, str | None] | Refusal:
    keys, found = keys_of(place.framework), dict[str, str | None]()
    for key, text in values.items():
        if key not in keys:
            return Refusal("unknown_input", key)
        fed = criteria(place.framework, assessor, (key,))
        if not any(not isinstance(place.criterion(name), Refusal) for name in fed):
            return Refusal("out_of_reach" if fed else "no_column", key)
        value = None if text is None else canonical(keys[key], text)
        if text is not None and value is None:
            return Refusal("bad_value", key)
        found[key] = value
    return found
