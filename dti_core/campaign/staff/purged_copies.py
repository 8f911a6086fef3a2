"""Where else a file is: other units, messages that carry it, archives on their way; and who was sent it."""

from datetime import datetime

from sqlalchemy import Connection, or_, select, update

from dti_core.campaign import handouts, outbox
from dti_core.campaign.outbox import Manner, Target
from dti_core.messages import codec
from dti_core.messages.staff import purging as texts
from dti_core.store import tables as t

_e = t.evidence.c
ARCHIVE = '"kind": "archive"'
"""In the arguments of an export: the only books that hold bytes of evidence."""


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


def sent_to(conn: Connection, path: str) -> tuple[str, ...]:
    """People in whose chats the file already lies: the platform keeps it there."""
    o, i = t.outbox.c, t.identity.c
    people = (
        select(t.person.c.name)
        .join(t.identity, i.person_id == t.person.c.id)
        .join(t.outbox, o.identity_id == i.id)
        .where(o.state == "sent", o.payload.contains(path, autoescape=True))
    )
    return tuple(conn.execute(people.distinct().order_by(t.person.c.name)).scalars())


def stop(conn: Connection, path: str, now: datetime) -> int:
    """Messages that have not left yet do not leave with the file; archives are made anew without it."""
    o = t.outbox.c
    carries = or_(
        o.payload.contains(path, autoescape=True), o.payload.contains(f"{handouts.FOLDER}/", autoescape=True)
    )
    stopped = 0
    for row in conn.execute(
        select(o.id, o.payload, o.channel, o.bot, o.identity_id).where(o.state == "pending", carries)
    ).all():
        sent = codec.load(row.payload).attachment
        if sent is not None and (sent.path == path or sent.path.endswith(".zip")):
            stopped += outbox.withdraw(conn, row.id, now)
            if sent.path != path:
                whom = Target(row.channel, row.bot, row.identity_id)
                outbox.put(conn, whom, codec.dump(texts.EXPORT_AGAIN), now, manner=Manner(lane="notice"))
    k = t.task.c
    running = update(t.task).where(k.state == "running", k.arguments.contains(ARCHIVE, autoescape=True))
    conn.execute(running.values(state="queued", claimed_until=None))
    return stopped
