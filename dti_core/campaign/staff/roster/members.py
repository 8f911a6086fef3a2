"""Changes of one person by hand: whose turn it is to be in charge, who leaves, who takes their place."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from dti_core.campaign import errands, people
from dti_core.campaign.history import Act, record_act
from dti_core.campaign.invitations import Reach
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import powers
from dti_core.campaign.staff.roster import leaving, names
from dti_core.campaign.staff.staffer import Staffer
from dti_core.messages.staff import roster_notices as notices
from dti_core.store import tables as t


@dataclass(frozen=True)
class Newcomer:
    """Who comes."""

    name: str
    phone: str | None = None
    email: str | None = None


def newcomer(text: str) -> Newcomer | None:
    """ "Trần Văn Minh, 0912 345 678, minh@…": a name, then a phone and an address in any order."""
    first, *rest = (part.strip() for part in text.replace("\n", ",").replace(";", ",").split(","))
    name = names.tidy(first)
    if not 2 <= len(name) <= names.LONGEST or names.phone(name) or any(c.isdigit() for c in name):
        return None
    number = next((found for part in rest if (found := names.phone(part))), None)
    address = next((found for part in rest if (found := names.email(part))), None)
    known = sum(bool(part) for part in rest)
    return Newcomer(name, number, address) if known == (number is not None) + (address is not None) else None


def put_in_charge(conn: Connection, staffer: Staffer, ref: str, now: datetime) -> Refusal | None:
    """This contact leads from now on, who led becomes a deputy; both are told."""
    found = find(conn, staffer, ref)
    if isinstance(found, Refusal):
        return found
    if found.role != "contact":
        return Refusal("unknown_member", ref)
    for table, name in ((t.member, "removed_at"), (t.assignment, "revoked_at"), (t.invitation, "revoked_at")):
        mine = (
            table.c.enrolment_id == found.enrolment_id,
            table.c.role == "contact",
            table.c[name].is_(None),
        )
        conn.execute(update(table).where(*mine).values(in_charge=False))
        chief = _rows_of(table, ref)
        if chief is not None:
            conn.execute(update(table).where(*mine, chief).values(in_charge=True))
    act = Act("in_charge_changed", subject(ref), new=found.name)
    record_act(conn, staffer.who, act, now, campaign=staffer.campaign, enrolment=found.enrolment_id)
    _tell_lead(conn, found.enrolment_id, now)
    return None


def remove(conn: Connection, staffer: Staffer, ref: str, now: datetime) -> Refusal | None:
    """Off the list, access ended, links revoked; nobody removes themselves."""
    found = find(conn, staffer, ref)
    if isinstance(found, Refusal):
        return found
    if is_oneself(conn, staffer, ref):
        return Refusal("oneself", ref)
    _leave(conn, staffer, ref, now)
    return None


def replace(conn: Connection, staffer: Staffer, ref: str, comes: Newcomer, now: datetime) -> int | Refusal:
    """Somebody else in the same role; the unit's answers stay. The new member's id."""
    found = find(conn, staffer, ref)
    if isinstance(found, Refusal):
        return found
    if found.role in powers.STAFF_ROLES and (refusal := staffer.unproven(now)):
        return refusal
    _leave(conn, staffer, ref, now, comes.name)
    reach = Reach(
        staffer.campaign,
        found.role,
        found.enrolment_id,
        found.scope_inputs,
        found.scope_group,
        found.scope_indices,
        found.in_charge,
    )
    return put(conn, staffer, reach, comes, now, getattr(found, "office", None))


def add(
    conn: Connection,
    staffer: Staffer,
    reach: Reach,
    comes: Newcomer,
    now: datetime,
    office: str | None = None,
) -> int | Refusal:
    """Somebody new on the roster, to be invited; who stands there already in this role is that line."""
    if refusal := staffer.lacks("roster"):
        return refusal
    if _is_published(conn, staffer.campaign):
        return Refusal("published")
    if reach.enrolment is not None and not _is_of(conn, staffer, reach.enrolment):
        return Refusal("unknown_unit", str(reach.enrolment))
    if reach.enrolment is None and staffer.groups is not None:
        return Refusal("out_of_reach")
    return listed(conn, reach, comes) or put(conn, staffer, reach, comes, now, office)


def listed(conn: Connection, reach: Reach, comes: Newcomer) -> int | None:
    """Who is on the roster already under this name, in this role."""
    mine = t.member.c
    here = (mine.campaign_id == reach.campaign, mine.role == reach.role, mine.removed_at.is_(None))
    rows = conn.execute(select(t.member).where(*here, mine.enrolment_id == reach.enrolment))
    return next((row.id for row in rows if names.folded(row.name) == names.folded(comes.name)), None)


def put(
    conn: Connection,
    staffer: Staffer,
    reach: Reach,
    comes: Newcomer,
    now: datetime,
    office: str | None = None,
) -> int:
    """A new line of the roster; its id."""
    row = {
        "campaign_id": reach.campaign,
        "enrolment_id": reach.enrolment,
        "role": reach.role,
        "office": office,
        "in_charge": reach.in_charge,
        "scope_group": reach.groups,
        "scope_indices": reach.indices,
        "scope_inputs": reach.inputs,
        "name": comes.name,
        "phone": comes.phone,
        "email": comes.email,
        "created_at": now,
    }
    new = int(conn.execute(insert(t.member).returning(t.member.c.id), row).scalar_one())
    act = Act("member_added", f"member:{new}", new=comes.name)
    record_act(conn, staffer.who, act, now, campaign=staffer.campaign, enrolment=reach.enrolment)
    return new


def _is_published(conn: Connection, campaign: int) -> bool:
    state = select(t.campaign.c.state).where(t.campaign.c.id == campaign)
    return bool(conn.execute(state).scalar_one() == "published")


def _is_of(conn: Connection, staffer: Staffer, enrolment: int) -> bool:
    here = (t.enrolment.c.id == enrolment, t.enrolment.c.campaign_id == staffer.campaign)
    known = conn.execute(select(t.enrolment.c.id).where(*here)).scalar_one_or_none()
    return known is not None and _within(conn, staffer, enrolment)


def is_staff(conn: Connection, staffer: Staffer, ref: str) -> bool:
    """Whether this is one of the staff, whose place takes a second factor to fill."""
    found = find(conn, staffer, ref)
    return not isinstance(found, Refusal) and found.role in powers.STAFF_ROLES


def is_oneself(conn: Connection, staffer: Staffer, ref: str) -> bool:
    """Whether this is the one who is at work."""
    held = t.assignment.c.id == staffer.assignment
    mine = (t.assignment.c.id, t.assignment.c.member_id)
    own = None if staffer.assignment is None else conn.execute(select(*mine).where(held)).one_or_none()
    return own is not None and ref in (f"a{own.id}", f"m{own.member_id}")


def _leave(conn: Connection, staffer: Staffer, ref: str, now: datetime, successor: str | None = None) -> None:
    if ref.startswith("m"):
        leaving.remove_member(conn, staffer.who, int(ref[1:]), now, successor)
    else:
        leaving.revoke_assignments(conn, staffer.who, t.assignment.c.id == int(ref[1:]), now)


def find(conn: Connection, staffer: Staffer, ref: str) -> Row[Any] | Refusal:
    """Somebody of this campaign, within reach, who has not left (`m…`: on the list, `a…`: a role)."""
    if refusal := staffer.lacks("roster"):
        return refusal
    kind, number = ref[:1], ref[1:]
    if kind not in ("m", "a") or not number.isdecimal() or len(number) > 9:
        return Refusal("unknown_member", ref)
    if kind == "m":
        query = select(t.member).where(t.member.c.id == int(number), t.member.c.removed_at.is_(None))
    else:
        joined = t.person.c.id == t.assignment.c.person_id
        query = select(t.assignment, t.person.c.name).join(t.person, joined)
        query = query.where(t.assignment.c.id == int(number), t.assignment.c.revoked_at.is_(None))
    row = conn.execute(query).one_or_none()
    if row is None or row.campaign_id != staffer.campaign or not _within(conn, staffer, row.enrolment_id):
        return Refusal("unknown_member", ref)
    return row


def _within(conn: Connection, staffer: Staffer, enrolment: int | None) -> bool:
    if staffer.groups is None:
        return True
    group = select(t.enrolment.c.group_id).where(t.enrolment.c.id == enrolment)
    found = conn.execute(group).scalar_one_or_none()
    return found is not None and staffer.reaches(found)


def subject(ref: str) -> str:
    """What the history calls somebody."""
    return f"member:{ref[1:]}" if ref.startswith("m") else f"assignment:{ref[1:]}"


def _rows_of(table: Any, ref: str) -> Any:
    """Where a person stands in a table of the list, of roles or of links."""
    number = int(ref[1:])
    if ref.startswith("m"):
        return table.c.id == number if table is t.member else table.c.member_id == number
    return table.c.id == number if table is t.assignment else None


def _tell_lead(conn: Connection, enrolment: int, now: datetime) -> None:
    unit = (
        select(t.unit.c.name)
        .join(t.enrolment, t.enrolment.c.unit_id == t.unit.c.id)
        .where(t.enrolment.c.id == enrolment)
    )
    name = conn.execute(unit).scalar_one()
    held = select(t.assignment).where(
        t.assignment.c.enrolment_id == enrolment,
        t.assignment.c.role == "contact",
        t.assignment.c.revoked_at.is_(None),
    )
    for row in conn.execute(held).all():
        said = notices.in_charge(name, row.in_charge)
        errands.tell(conn, people.account_of(conn, row.person_id), (said,), now)
