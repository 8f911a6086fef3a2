"""Who is speaking: a person behind an account, and which of their roles they are working in."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError

from dti_core.campaign import marks
from dti_core.campaign.history import Act, Who, record_act
from dti_core.campaign.refusal import Refusal
from dti_core.store import tables as t


@dataclass(frozen=True)
class Speaker:
    """A person as they speak to us now, through one account. Every permission is decided from this."""

    person: int
    identity: int
    active_assignment: int | None
    channel: str
    name: str


_ACCOUNT = (
    select(t.identity, t.person.c.name, t.assignment.c.id.label("assignment_id"))
    .join(t.person, t.person.c.id == t.identity.c.person_id)
    .outerjoin(
        t.assignment,
        (t.assignment.c.person_id == t.person.c.id)
        & t.assignment.c.active
        & t.assignment.c.revoked_at.is_(None),
    )
    .where(
        t.identity.c.channel == bindparam("channel"),
        t.identity.c.bot == bindparam("bot"),
        t.identity.c.external_id == bindparam("external_id"),
    )
)


def resolve(
    conn: Connection, channel: str, bot: str, external_id: str, address: str, display_name: str, now: datetime
) -> Speaker:
    """The speaker behind an account; one that we never saw becomes a new person."""
    account = {"channel": channel, "bot": bot, "external_id": external_id}
    seen = {"address": address, "display_name": display_name}
    row = conn.execute(_ACCOUNT, account).one_or_none()
    if row is None:
        _meet(conn, {**account, **seen}, now)
        row = conn.execute(_ACCOUNT, account).one()
    elif (row.address, row.display_name, row.blocked_at) != (address, display_name, None):
        conn.execute(update(t.identity).where(t.identity.c.id == row.id).values(**seen, blocked_at=None))
    return Speaker(row.person_id, row.id, row.assignment_id, channel, row.name)


def _meet(conn: Connection, account: dict[str, str], now: datetime) -> None:
    """A new person with their account; a twin of this transaction may have been faster."""
    try:
        with conn.begin_nested():
            person = {"name": account["display_name"], "created_at": now}
            new = conn.execute(insert(t.person).returning(t.person.c.id), person).scalar_one()
            row = {**account, "person_id": new, "created_at": now}
            conn.execute(insert(t.identity), row)
    except IntegrityError:
        return


def switch(conn: Connection, speaker: Speaker, assignment: int, now: datetime) -> Refusal | None:
    """Work in another of one's own roles from now on; its status message comes to this account."""
    mine = (t.assignment.c.person_id == speaker.person) & t.assignment.c.revoked_at.is_(None)
    row = conn.execute(select(t.assignment).where(mine, t.assignment.c.id == assignment)).one_or_none()
    if row is None:
        return Refusal("not_allowed", str(assignment))
    conn.execute(update(t.assignment).where(mine, t.assignment.c.active).values(active=False))
    conn.execute(update(t.assignment).where(t.assignment.c.id == assignment).values(active=True))
    if row.enrolment_id is not None:
        marks.follow_status(conn, speaker.person, row.enrolment_id, speaker.identity)
    act = Act("assignment_switched", f"assignment:{assignment}", new=str(assignment))
    record_act(conn, Who(speaker.person, speaker.channel), act, now, campaign=row.campaign_id)
    return None


def block(conn: Connection, identity: int, now: datetime) -> None:
    """The account can no longer be reached (the bot was blocked, or the account is gone)."""
    reached = (t.identity.c.id == identity) & t.identity.c.blocked_at.is_(None)
    conn.execute(update(t.identity).where(reached).values(blocked_at=now))


def account_of(conn: Connection, person: int) -> int | None:
    """The account by which a person can be told something: the newest that has not blocked us."""
    reached = (t.identity.c.person_id == person, t.identity.c.blocked_at.is_(None))
    newest = select(t.identity.c.id).where(*reached).order_by(t.identity.c.id.desc()).limit(1)
    found = conn.execute(newest).scalar_one_or_none()
    return None if found is None else int(found)
