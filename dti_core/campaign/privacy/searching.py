"""Finding a person for the operator: by a part of the name, a telephone number or an account's number."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, or_, select

from dti_core.campaign.staff.roster import names
from dti_core.store import tables as t

MOST = 50


@dataclass(frozen=True)
class Found:
    """A person with the roles that they hold, as "role unit"."""

    id: int
    name: str
    roles: tuple[str, ...]


def people(conn: Connection, text: str) -> Sequence[Found]:
    """Those whom a text may mean, fifty at most."""
    number = names.phone(text) or text.strip()
    listed = select(t.member.c.person_id).where(t.member.c.phone == number, t.member.c.person_id.is_not(None))
    accounts = select(t.identity.c.person_id).where(t.identity.c.external_id == text.strip())
    named = t.person.c.name.icontains(names.tidy(text), autoescape=True)
    query = select(t.person).where(or_(named, t.person.c.id.in_(listed.union(accounts))))
    rows = conn.execute(query.order_by(t.person.c.id).limit(MOST)).all()
    return [Found(row.id, row.name, _roles(conn, row.id)) for row in rows]


def _roles(conn: Connection, person: int) -> tuple[str, ...]:
    held = (
        select(t.assignment.c.role, t.unit.c.name)
        .outerjoin(t.enrolment, t.enrolment.c.id == t.assignment.c.enrolment_id)
        .outerjoin(t.unit, t.unit.c.id == t.enrolment.c.unit_id)
        .where(t.assignment.c.person_id == person, t.assignment.c.revoked_at.is_(None))
        .order_by(t.assignment.c.id)
    )
    return tuple(" ".join(filter(None, row)) for row in conn.execute(held))
