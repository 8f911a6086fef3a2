"""How far one of the staff reaches: ranking groups and indices, changed at any time, in force at once."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select, update

from dti_core.campaign import errands, people, words
from dti_core.campaign.history import Act, record_act
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff.roster import members, snapshot
from dti_core.campaign.staff.roster.snapshot import Snapshot, titled
from dti_core.campaign.staff.staffer import Staffer
from dti_core.messages.staff import roster_notices as notices
from dti_core.messages.staff.roster_views import Scope
from dti_core.store import tables as t

BY_GROUP = ("manager", "reviewer", "expert")
BY_INDEX = ("reviewer", "expert")
"""Roles whose work can be divided so."""


def change(
    conn: Connection,
    staffer: Staffer,
    ref: str,
    groups: frozenset[str] | None,
    indices: frozenset[str] | None,
    now: datetime,
) -> Refusal | None:
    """Give somebody these groups and indices (None: all); they are told. Links on their way follow."""
    if refusal := staffer.lacks_for_all("roster"):
        return refusal
    standing = snapshot.take(conn, staffer.campaign, locked=True)
    found = members.find(conn, staffer, ref)
    refusal = found if isinstance(found, Refusal) else _why_not(conn, staffer, standing, found, ref)
    refusal = refusal or _unknown(standing, groups, indices) or staffer.unproven(now)
    if refusal is not None or isinstance(found, Refusal):
        return refusal
    new = {"scope_group": _stored(groups), "scope_indices": _stored(indices)}
    if new == {name: getattr(found, name) for name in new}:
        return None
    _write(conn, ref, new)
    before, after = titled(standing, found.scope_group, found.scope_indices), titled(standing, *new.values())
    _note(conn, staffer, ref, (before, after), now)
    _tell(conn, found, ref, after, now)
    return None


def follow(conn: Connection, member: int | None, scopes: Mapping[str, Any]) -> None:
    """The role joined by somebody on the list, and links still on their way to them, reach as far as they."""
    if not scopes:
        return
    live = (t.assignment.c.member_id == member, t.assignment.c.revoked_at.is_(None))
    conn.execute(update(t.assignment).where(*live).values(scopes))
    open_ones = (t.invitation.c.member_id == member, t.invitation.c.used_at.is_(None))
    conn.execute(update(t.invitation).where(*open_ones).values(scopes))


def _why_not(
    conn: Connection, staffer: Staffer, standing: Snapshot, found: Row[Any], ref: str
) -> Refusal | None:
    if standing.state == "published":
        return Refusal("published")
    if found.role not in BY_GROUP:
        return Refusal("no_scope", found.role)
    return Refusal("own_scope", ref) if members.is_oneself(conn, staffer, ref) else None


def _unknown(
    standing: Snapshot, groups: frozenset[str] | None, indices: frozenset[str] | None
) -> Refusal | None:
    facts = standing.frameworks.values()
    strange = sorted((groups or frozenset()) - {one for each in facts for one in each.groups})
    if strange:
        return Refusal("unknown_group", strange[0])
    strange = sorted((indices or frozenset()) - {one for each in facts for one in each.indices})
    return Refusal("unknown_index", strange[0]) if strange else None


def _stored(wanted: frozenset[str] | None) -> str | None:
    """Nothing chosen is everything, as in a workbook's empty cell."""
    return words.join(wanted) if wanted else None


def _write(conn: Connection, ref: str, new: Mapping[str, Any]) -> None:
    number = int(ref[1:])
    if ref.startswith("m"):
        conn.execute(update(t.member).where(t.member.c.id == number).values(new))
        follow(conn, number, new)
    else:
        conn.execute(update(t.assignment).where(t.assignment.c.id == number).values(new))


def _note(conn: Connection, staffer: Staffer, ref: str, scopes: tuple[Scope, Scope], now: datetime) -> None:
    old, new = map(notices.scope_line, scopes)
    act = Act("scope_changed", members.subject(ref), old, new)
    record_act(conn, staffer.who, act, now, campaign=staffer.campaign)


def _tell(conn: Connection, found: Row[Any], ref: str, scope: Scope, now: datetime) -> None:
    """Whoever has joined."""
    mine = t.assignment.c.member_id if ref.startswith("m") else t.assignment.c.id
    held = select(t.assignment.c.person_id).where(mine == int(ref[1:]), t.assignment.c.revoked_at.is_(None))
    for person in conn.execute(held).scalars().all():
        said = notices.scope_changed(found.role, scope)
        errands.tell(conn, people.account_of(conn, person), (said,), now)
