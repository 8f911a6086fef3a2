"""What the product has stored, as plain values for the checker."""

import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from dti_core.campaign import desk
from dti_core.store import tables as t
from dti_core.store.database import Database
from dti_core.survey.questionnaire import Questionnaire


@dataclass(frozen=True)
class Revision:
    """One change of one answer."""

    revision: int
    old: str | None
    new: str | None
    is_played: bool
    """It belongs to the play, not to the time before."""


@dataclass(frozen=True)
class Current:
    """An answer as it holds now."""

    value: str | None
    revision: int


@dataclass(frozen=True)
class Piece:
    """One link or file of evidence."""

    criterion: str
    title: str
    sha256: str | None
    path: str | None


@dataclass(frozen=True)
class Unit:
    """One enrolment with its contact's chat."""

    chat: int
    enrolment: int
    view: Questionnaire
    revisions: dict[str, list[Revision]]
    current: dict[str, Current]
    evidence: list[Piece]
    inbox: dict[str, list[str]]
    """Key of an act → states of the inbox rows that hold it."""
    sent: dict[int, str]
    """Number of every message known to be sent (or edited), with the state of its row."""
    unsent: list[str]
    status: "Status | None"


@dataclass(frozen=True)
class Status:
    """The pinned message: which one, and whether it should show the present."""

    message: int | None
    is_current: bool


def marks(db: Database) -> tuple[int, int]:
    """The last revision and piece of evidence so far."""
    with db.read() as conn:
        revision, piece = (
            int(conn.exec_driver_sql(f"SELECT coalesce(max(id), 0) FROM {table}").scalar_one())
            for table in ("answer_revision", "evidence")
        )
        return revision, piece


def read(db: Database, since: tuple[int, int] = (0, 0)) -> list[Unit]:
    """Every unit whose contact has an account; what is older than `since` is nobody's doing."""
    with db.read() as conn:
        people = conn.execute(
            select(t.identity.c.external_id, t.identity.c.id, t.assignment.c.enrolment_id)
            .join(t.assignment, t.assignment.c.person_id == t.identity.c.person_id)
            .where(t.assignment.c.enrolment_id.is_not(None), t.assignment.c.role == "contact")
        ).all()
        return [_unit(conn, int(p.external_id), p.id, p.enrolment_id, since) for p in people]


def _unit(conn: Connection, chat: int, identity: int, enrolment: int, since: tuple[int, int]) -> Unit:
    return Unit(
        chat=chat,
        enrolment=enrolment,
        view=desk.of_unit(conn, enrolment),
        revisions=_revisions(conn, enrolment, since[0]),
        current=_current(conn, enrolment),
        evidence=_evidence(conn, enrolment, since[1]),
        inbox=_inbox(conn, chat),
        sent=_sent(conn, identity),
        unsent=_unsent(conn, identity),
        status=_status(conn, enrolment, identity),
    )


def _revisions(conn: Connection, enrolment: int, since: int) -> dict[str, list[Revision]]:
    rows = conn.execute(
        select(t.answer_revision)
        .where(t.answer_revision.c.enrolment_id == enrolment)
        .order_by(t.answer_revision.c.id)
    )
    found: dict[str, list[Revision]] = defaultdict(list)
    for row in rows:
        change = Revision(row.revision, row.old_value, row.new_value, row.id > since)
        found[row.input_key].append(change)
    return dict(found)


def _current(conn: Connection, enrolment: int) -> dict[str, Current]:
    rows = conn.execute(select(t.answer).where(t.answer.c.enrolment_id == enrolment))
    return {row.input_key: Current(row.value, row.revision) for row in rows}


def _evidence(conn: Connection, enrolment: int, since: int) -> list[Piece]:
    rows = conn.execute(
        select(t.evidence, t.stored_file.c.path)
        .outerjoin(t.stored_file, t.stored_file.c.sha256 == t.evidence.c.file_sha256)
        .where(t.evidence.c.enrolment_id == enrolment, t.evidence.c.id > since)
        .order_by(t.evidence.c.id)
    )
    return [Piece(r.criterion, r.url or r.file_name or "", r.file_sha256, r.path) for r in rows]


def _inbox(conn: Connection, chat: int) -> dict[str, list[str]]:
    """By the message or press that the stored update is about; others (blocked, edited) are left out."""
    key = t.inbox.c.conversation_key
    found: dict[str, list[str]] = defaultdict(list)
    for row in conn.execute(select(t.inbox.c.payload, t.inbox.c.state).where(key == f"telegram:1:{chat}")):
        if name := _act_of(json.loads(row.payload)):
            found[name].append(row.state)
    return dict(found)


def _act_of(update: dict[str, Any]) -> str | None:
    if "message" in update:
        return f"m{update['message']['message_id']}"
    return f"c{update['callback_query']['id']}" if "callback_query" in update else None


def _sent(conn: Connection, identity: int) -> dict[int, str]:
    rows = conn.execute(select(t.outbox).where(t.outbox.c.identity_id == identity))
    refs = {ref: row.state for row in rows for ref in (row.message_ref, row.edit_ref) if ref}
    return {int(ref): state for ref, state in refs.items() if ref.isdecimal()}


def _unsent(conn: Connection, identity: int) -> list[str]:
    rows = conn.execute(
        select(t.outbox.c.id, t.outbox.c.state, t.outbox.c.error).where(
            t.outbox.c.identity_id == identity, t.outbox.c.state != "sent", t.outbox.c.inbox_id.is_not(None)
        )
    )
    return [f"message {row.id} is {row.state}: {row.error}" for row in rows]


def _status(conn: Connection, enrolment: int, identity: int) -> Status | None:
    s = t.status_message.c
    row = conn.execute(select(s).where(s.enrolment_id == enrolment, s.identity_id == identity)).first()
    if row is None:
        return None
    return Status(int(row.message_ref) if row.message_ref else None, row.wanted_seq == row.sent_seq)


def size_and_hash(data_dir: Path, piece: Piece) -> str | None:
    """What the file on the disk really hashes to; None where it is not there."""
    import hashlib

    path = data_dir / str(piece.path)
    return hashlib.sha256(path.read_bytes()).hexdigest() if piece.path and path.exists() else None
