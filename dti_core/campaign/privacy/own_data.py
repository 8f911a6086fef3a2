"""Everything the system knows about one person, for that person: the right to know and to see.

Luật 91/2025/QH15.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, select

from dti_core.store import tables as t

Rows = Sequence[dict[str, Any]]


@dataclass(frozen=True)
class OwnData:
    """By kind; every row is plain values, named as in the store."""

    person: dict[str, Any]
    accounts: Rows
    roster: Rows
    roles: Rows
    consents: Rows
    answers: Rows
    justifications: Rows
    evidence: Rows
    reminders: Rows
    acts: Rows
    requests: Rows

    @property
    def sections(self) -> tuple[tuple[str, Rows], ...]:
        """Kind and rows, in the order in which they are told."""
        return tuple(
            (name, [self.person] if name == "person" else getattr(self, name))
            for name in self.__dataclass_fields__
        )


def of(conn: Connection, person: int) -> OwnData | None:
    """What is stored about a person; None where there is no such person."""
    found = _rows(conn, select(t.person).where(t.person.c.id == person))
    if not found:
        return None
    return OwnData(person=found[0], **{name: _rows(conn, query) for name, query in _queries(person).items()})


def _queries(person: int) -> dict[str, Select[Any]]:
    return {
        "accounts": _of(t.identity, t.identity.c.person_id, person),
        "roster": _of(t.member, t.member.c.person_id, person),
        "roles": _roles(person),
        "consents": _consents(person),
        "answers": _unit_rows(
            t.answer_revision, "input_key", "revision", "old_value", "new_value", person=person
        ),
        "justifications": _unit_rows(t.justification, "criterion", "text", person=person),
        "evidence": _evidence(person),
        "reminders": _of(t.reminder_sent, t.reminder_sent.c.person_id, person),
        "acts": _acts(person),
        "requests": _of(t.privacy_request, t.privacy_request.c.person_id, person),
    }


def _of(table: Any, owner: Any, person: int) -> Select[Any]:
    return select(table).where(owner == person).order_by(*table.primary_key.columns)


def _roles(person: int) -> Select[Any]:
    mine = t.assignment.c
    return (
        select(mine.id, t.campaign.c.title.label("campaign"), t.unit.c.name.label("unit"), mine.role,
               mine.in_charge, mine.granted_at, mine.revoked_at)
        .join(t.campaign, t.campaign.c.id == mine.campaign_id)
        .outerjoin(t.enrolment, t.enrolment.c.id == mine.enrolment_id)
        .outerjoin(t.unit, t.unit.c.id == t.enrolment.c.unit_id)
        .where(mine.person_id == person)
        .order_by(mine.id)
    )  # fmt: skip


def _consents(person: int) -> Select[Any]:
    given = t.consent.c
    return (
        select(t.campaign.c.title.label("campaign"), given.version, given.text_hash, given.channel, given.at,
               given.withdrawn_at)
        .join(t.campaign, t.campaign.c.id == given.campaign_id)
        .where(given.person_id == person)
        .order_by(given.id)
    )  # fmt: skip


def _unit_rows(table: Any, *names: str, person: int) -> Select[Any]:
    return (
        select(t.unit.c.name.label("unit"), *(table.c[name] for name in names), table.c.channel, table.c.at)
        .join(t.enrolment, t.enrolment.c.id == table.c.enrolment_id)
        .join(t.unit, t.unit.c.id == t.enrolment.c.unit_id)
        .where(table.c.person_id == person)
        .order_by(table.c.id)
    )


def _evidence(person: int) -> Select[Any]:
    piece = t.evidence.c
    told = (piece.criterion, piece.kind, piece.url, piece.file_name, piece.size, piece.place,
            piece.document_number, piece.document_date, piece.note, piece.channel, piece.added_at,
            piece.withdrawn_at)  # fmt: skip
    return (
        select(t.unit.c.name.label("unit"), *told)
        .join(t.enrolment, t.enrolment.c.id == piece.enrolment_id)
        .join(t.unit, t.unit.c.id == t.enrolment.c.unit_id)
        .where(piece.added_by == person)
        .order_by(piece.id)
    )


def _acts(person: int) -> Select[Any]:
    act = t.audit.c
    return (
        select(act.at, act.channel, act.action, act.subject, act.old, act.new, act.reason)
        .where(act.person_id == person)
        .order_by(act.id)
    )


def _rows(conn: Connection, query: Select[Any]) -> list[dict[str, Any]]:
    return [{name: _plain(value) for name, value in row.items()} for row in conn.execute(query).mappings()]


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value
