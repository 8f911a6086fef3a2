"""Who stands on the next round's roster: everybody of this one, providers with what they give then."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select

from dti_core.campaign import carried, frameworks, providers, words
from dti_core.framework.framework import Framework
from dti_core.store import tables as t

INVITED_ANEW = ("contact", "provider")
"""Who joins again: consent is per campaign."""
COLUMNS = ("role", "name", "office", "phone", "email", "in_charge", "scope_group", "scope_indices")
_m, _a = t.member.c, t.assignment.c


@dataclass(frozen=True)
class Taken:
    """A line to be. `number`: its line on this round's roster, negative for an assignment beside it."""

    number: int
    enrolment: int | None
    line: dict[str, Any]


def taken(
    conn: Connection, campaign: int, adopted: Mapping[str, Framework]
) -> tuple[tuple[Taken, ...], tuple[str, ...]]:
    """The lines, and the names of providers of whose figures none is asked any more.

    `adopted`: this round's framework → the one that follows it.
    """
    rows = conn.execute(select(t.enrolment).where(t.enrolment.c.campaign_id == campaign))
    pairs = {
        row.id: (frameworks.framework(conn, row.content_hash), adopted[row.framework_id]) for row in rows
    }
    found, idle = [], []
    for number, row in _everybody(conn, campaign):
        inputs = None
        if row.role == "provider":
            inputs = scope(*pairs[row.enrolment_id], row.scope_inputs)
        if row.role == "provider" and inputs is None:
            idle.append(str(row.name))
        else:
            found.append(Taken(number, row.enrolment_id, {**_kept(row), "scope_inputs": inputs}))
    return tuple(found), tuple(idle)


def scope(old: Framework, new: Framework, given: str | None) -> str | None:
    """What a provider gives: their office's figures, or those that mean the same; None: nothing is left."""
    before = words.split(given)
    office = next((name for name, keys in providers.offices(old).items() if frozenset(keys) == before), None)
    keys = providers.find(new, office) if office else ()
    if not keys:
        same = carried.of(old, new).keys
        keys = tuple(same[key] for key in before if key in same)
    return words.join(keys) if keys else None


def _everybody(conn: Connection, campaign: int) -> Iterator[tuple[int, Row[Any]]]:
    """The roster, and who joined without standing on it."""
    mine = (_m.campaign_id == campaign, _m.removed_at.is_(None))
    for row in conn.execute(select(t.member).where(*mine).order_by(_m.id)).all():
        yield row.id, row
    beside = (_a.role.in_(INVITED_ANEW), _a.member_id.is_(None), _a.revoked_at.is_(None))
    joined = select(t.assignment, t.person.c.name).join(t.person, t.person.c.id == _a.person_id)
    for row in conn.execute(joined.where(_a.campaign_id == campaign, *beside).order_by(_a.id)).all():
        yield -row.id, row


def _kept(row: Row[Any]) -> dict[str, Any]:
    known = row._mapping
    person = None if row.role in INVITED_ANEW else row.person_id
    return {**{name: known[name] for name in COLUMNS if name in known}, "person_id": person}
