"""Links to pages that open once: 32 random bytes, only their hash is kept, good for a quarter of an hour."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import Connection, Row, insert, select, update

from dti_core.campaign import bots
from dti_core.campaign.people import Speaker
from dti_core.store import tables as t

GOOD_FOR = timedelta(minutes=15)
SEEN_WITHIN = timedelta(minutes=5)
WEB = "web"
"""Under this channel the web process introduces itself by its public address, as bots do by their names."""
Purpose = Literal["enter", "show"]
_p = t.page_pass.c


@dataclass(frozen=True)
class Place:
    """What a link is for."""

    purpose: Purpose
    enrolment: int
    criterion: str
    evidence: int | None = None


def introduce(conn: Connection, address: str, now: datetime) -> None:
    """The web process says where it is reached, and that it lives."""
    bots.note(conn, WEB, WEB, address, now)


def address(conn: Connection, now: datetime) -> str | None:
    """Where pages are reached; None where no web process runs."""
    b = t.bot_account.c
    found = select(b.name).where(b.channel == WEB, b.seen_at > now - SEEN_WITHIN)
    name: str | None = conn.execute(found).scalar_one_or_none()
    return name


def issue(conn: Connection, speaker: Speaker, place: Place, now: datetime) -> str:
    """A new token; the person's earlier ones for the same purpose are void."""
    token = secrets.token_urlsafe(32)
    mine = update(t.page_pass).where(_p.person_id == speaker.person, _p.purpose == place.purpose)
    conn.execute(mine.where(_p.used_at.is_(None)).values(used_at=now))
    row = {
        "token_hash": _hash(token),
        "purpose": place.purpose,
        "enrolment_id": place.enrolment,
        "criterion": place.criterion,
        "evidence_id": place.evidence,
        "person_id": speaker.person,
        "assignment_id": speaker.active_assignment,
        "identity_id": speaker.identity,
        "created_at": now,
        "expires_at": now + GOOD_FOR,
    }
    conn.execute(insert(t.page_pass), row)
    return token


def look(conn: Connection, token: str, now: datetime) -> Row[Any] | None:
    """What a live token is for, without using it up."""
    live = (_p.token_hash == _hash(token), _p.used_at.is_(None), _p.expires_at > now)
    return conn.execute(select(t.page_pass).where(*live)).one_or_none()


def use(conn: Connection, token: str, now: datetime) -> Row[Any] | None:
    """Use a live token up; None for one that is used, run out or unknown. Two at once: one gets it."""
    live = (_p.token_hash == _hash(token), _p.used_at.is_(None), _p.expires_at > now)
    used = update(t.page_pass).where(*live).values(used_at=now).returning(*t.page_pass.c)
    return conn.execute(used).one_or_none()


def holder(conn: Connection, row: Row[Any]) -> Speaker:
    """Whose link it is, in the role in which it was asked for."""
    account = conn.execute(select(t.identity).where(t.identity.c.id == row.identity_id)).one()
    return Speaker(row.person_id, row.identity_id, row.assignment_id, account.channel, account.display_name)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
