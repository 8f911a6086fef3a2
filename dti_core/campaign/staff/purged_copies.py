"""Where else a file is: other units, messages that carry it, archives on their way; and who was sent it."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, or_, select, true, update

from dti_core.campaign import handouts, outbox
from dti_core.campaign.outbox import Manner, Target
from dti_core.messages import codec
from dti_core.messages.model import Attachment
from dti_core.messages.staff import purging as texts
from dti_core.store import tables as t

_e = t.evidence.c
BOOKS = (".zip", ".xlsx", ".pdf")
"""Kinds of files in which addresses of evidence may stand."""
ARCHIVE = '"kind": "archive"'
"""In the arguments of an export: the only books that hold bytes of evidence."""
NO_BYTES = ""
"""In place of the hash, on the tombstone of a link."""


def is_buried(conn: Connection, piece: int) -> bool:
    """Whether a piece was removed already."""
    p = t.evidence_purge.c
    return conn.execute(select(p.evidence_id).where(p.evidence_id == piece)).first() is not None


def elsewhere(conn: Connection, sha256: str, enrolment: int | None = None) -> tuple[str, ...]:
    """Units (but for one) whose live evidence or signed papers are the same bytes."""
    evidence = select(_e.enrolment_id).where(_e.file_sha256 == sha256, _e.withdrawn_at.is_(None))
    s, p, a = t.submission.c, t.paper_source.c, t.assignment.c
    signed = select(s.enrolment_id).where(s.signed_sha256 == sha256, s.withdrawn_at.is_(None))
    paper = (
        select(a.enrolment_id).join(t.paper_source, p.assignment_id == a.id).where(p.file_sha256 == sha256)
    )
    n = t.enrolment.c
    holds = or_(n.id.in_(evidence), n.id.in_(signed), n.id.in_(paper))
    named = select(t.unit.c.name).join(t.enrolment, n.unit_id == t.unit.c.id).where(holds)
    others = named if enrolment is None else named.where(n.id != enrolment)
    return tuple(conn.execute(others.distinct().order_by(t.unit.c.name)).scalars())


def sent_to(conn: Connection, words: str) -> tuple[str, ...]:
    """People in whose chats a file (by its path) or an address stands already: the platform keeps it."""
    o, i = t.outbox.c, t.identity.c
    people = (
        select(t.person.c.name)
        .join(t.identity, i.person_id == t.person.c.id)
        .join(t.outbox, o.identity_id == i.id)
        .where(o.state == "sent", o.payload.contains(words, autoescape=True))
    )
    return tuple(conn.execute(people.distinct().order_by(t.person.c.name)).scalars())


def stop(conn: Connection, path: str, now: datetime) -> int:
    """Messages that have not left yet do not leave with the file; archives are made anew without it."""
    o = t.outbox.c
    carries = or_(
        o.payload.contains(path, autoescape=True), o.payload.contains(f"{handouts.FOLDER}/", autoescape=True)
    )
    stopped = 0
    for row, sent in _on_their_way(conn, carries):
        if sent.path == path or sent.path.endswith(".zip"):
            stopped += _withdraw(conn, row, now, again=sent.path != path)
    _make_anew(conn, t.task.c.arguments.contains(ARCHIVE, autoescape=True))
    return stopped


def stop_books(conn: Connection, now: datetime) -> int:
    """No book or form that may name a link leaves any more; what is being made is made anew without it."""
    handed = t.outbox.c.payload.contains(f"{handouts.FOLDER}/", autoescape=True)
    waiting = [row for row, sent in _on_their_way(conn, handed) if sent.path.endswith(BOOKS)]
    stopped = sum(_withdraw(conn, row, now, again=True) for row in waiting)
    _make_anew(conn, true())
    return stopped


def _on_their_way(conn: Connection, which: ColumnElement[bool]) -> list[tuple[Any, Attachment]]:
    o = t.outbox.c
    found = select(o.id, o.payload, o.channel, o.bot, o.identity_id).where(o.state == "pending", which)
    rows = [(row, codec.load(row.payload).attachment) for row in conn.execute(found).all()]
    return [(row, sent) for row, sent in rows if sent is not None]


def _withdraw(conn: Connection, row: Any, now: datetime, *, again: bool) -> bool:
    """`again`: whoever waits for it is asked to have it made once more."""
    withdrawn = outbox.withdraw(conn, row.id, now)
    if withdrawn and again:
        whom = Target(row.channel, row.bot, row.identity_id)
        outbox.put(conn, whom, codec.dump(texts.EXPORT_AGAIN), now, manner=Manner(lane="notice"))
    return withdrawn


def _make_anew(conn: Connection, which: ColumnElement[bool]) -> None:
    running = update(t.task).where(t.task.c.state == "running", which)
    conn.execute(running.values(state="queued", claimed_until=None))
