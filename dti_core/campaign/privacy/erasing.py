"""Forgetting a person: name, telephone, addresses, accounts, drafts and messages go.

The unit's answers, their history and the audit stay, under a pseudonym.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, delete, or_, select, update

from dti_core.campaign import inbox, outbox, second_factor
from dti_core.campaign.history import Act, Who, record_act
from dti_core.campaign.privacy import traces
from dti_core.campaign.staff.roster import leaving
from dti_core.messages import codec
from dti_core.messages.privacy.words import ERASED, pseudonym
from dti_core.store import tables as t
from dti_core.store.database import Database

CLOCK = "clock"
EMPTY = codec.dump(ERASED)
"""What stands in place of the messages that were sent to them."""


FAREWELL = timedelta(minutes=10)
"""How long the message of the decision is waited for."""


def due(conn: Connection, now: datetime) -> bool:
    """Whether somebody who was told so is to be forgotten now."""
    return bool(_waiting(conn, now))


def run(db: Database, now: datetime) -> None:
    """Forget whoever is due, each in a transaction of their own."""
    with db.read() as conn:
        waiting = _waiting(conn, now)
    for request in waiting:
        with db.write() as conn:
            mine = (t.privacy_request.c.id == request, t.privacy_request.c.erased_at.is_(None))
            done = update(t.privacy_request).where(*mine).values(erased_at=now)
            row = conn.execute(done.returning(t.privacy_request)).one_or_none()
            if row is not None:
                erase(conn, row.person_id, Who(row.decided_by, CLOCK), now)


def _waiting(conn: Connection, now: datetime) -> Sequence[int]:
    asked = t.privacy_request.c
    told = or_(
        t.outbox.c.id.is_(None),
        t.outbox.c.state.not_in(("pending", "sending")),
        asked.decided_at < now - FAREWELL,
    )
    query = (
        select(asked.id)
        .outerjoin(t.outbox, t.outbox.c.id == asked.outbox_id)
        .where(asked.state == "granted", asked.erased_at.is_(None), told)
    )
    return conn.execute(query).scalars().all()


def erase(conn: Connection, person: int, who: Who, now: datetime) -> None:
    """Forget them, at once and for good; who of theirs writes again is somebody new."""
    known = traces.known_as(conn, person)
    _end_roles(conn, person, who, now)
    _forget_conversations(conn, person, now)
    second_factor.reset(conn, person, now, who)
    conn.execute(delete(t.upload).where(t.upload.c.person_id == person))
    _forget_names(conn, person, now)
    traces.replace(conn, known, pseudonym(person))
    _consents(conn, person, now)
    record_act(conn, who, Act("person_erased", f"person:{person}"), now)


def _end_roles(conn: Connection, person: int, who: Who, now: datetime) -> None:
    leaving.revoke_assignments(conn, who, t.assignment.c.person_id == person, now, tell=False)
    listed = select(t.member.c.id).where(t.member.c.person_id == person)
    leaving.revoke_invitations(conn, who, t.invitation.c.member_id.in_(listed), now)


def _forget_conversations(conn: Connection, person: int, now: datetime) -> None:
    accounts = conn.execute(select(t.identity).where(t.identity.c.person_id == person)).all()
    conn.execute(delete(t.conversation).where(t.conversation.c.person_id == person))
    conn.execute(delete(t.status_message).where(t.status_message.c.person_id == person))
    for account in accounts:
        outbox.block(conn, account.id, "the person was erased", now)
        sent = update(t.outbox).where(t.outbox.c.identity_id == account.id)
        conn.execute(sent.values(payload=EMPTY, message_ref=None, edit_ref=None, error=None))
        key = inbox.conversation_key(account.channel, account.bot, account.external_id)
        applied = (t.inbox.c.conversation_key == key, t.inbox.c.state != "pending")
        conn.execute(update(t.outbox).where(_caused_by(*applied)).values(inbox_id=None))
        conn.execute(delete(t.inbox).where(*applied))


def _caused_by(*which: ColumnElement[bool]) -> ColumnElement[bool]:
    return t.outbox.c.inbox_id.in_(select(t.inbox.c.id).where(*which))


def _forget_names(conn: Connection, person: int, now: datetime) -> None:
    named = pseudonym(person)
    conn.execute(update(t.person).where(t.person.c.id == person).values(name=named))
    mine = select(t.identity.c.id).where(t.identity.c.person_id == person)
    for account in conn.execute(mine).scalars().all():
        gone = {"external_id": f"erased-{account}", "address": "", "display_name": named, "blocked_at": now}
        conn.execute(update(t.identity).where(t.identity.c.id == account).values(gone))
    left = {"name": named, "office": None, "phone": None, "email": None}
    conn.execute(update(t.member).where(t.member.c.person_id == person).values(left))
    on_list = (t.member.c.person_id == person, t.member.c.removed_at.is_(None))
    conn.execute(update(t.member).where(*on_list).values(removed_at=now))


def _consents(conn: Connection, person: int, now: datetime) -> None:
    given = (t.consent.c.person_id == person, t.consent.c.withdrawn_at.is_(None))
    conn.execute(update(t.consent).where(*given).values(withdrawn_at=now))
