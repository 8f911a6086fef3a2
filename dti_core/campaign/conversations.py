"""Where each conversation of a person stands: dialogue state, and which outgoing message shows the current
question."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, and_, case, insert, literal, select, update
from sqlalchemy import String as Text

from dti_core.campaign.outbox import Fate
from dti_core.store.tables import assignment, conversation, identity, outbox, person

LOBBY = "lobby"


@dataclass(frozen=True)
class Standing:
    """A stored conversation: the dialogue's state as text (None: not begun) and the message that asks."""

    state: str | None = None
    asked: int | None = None


def slot_of(assignment_id: int | None) -> str:
    """The conversation about an assignment; without one, the lobby."""
    return LOBBY if assignment_id is None else f"a{assignment_id}"


def lock(conn: Connection, channel: str, bot: str, external_id: str) -> None:
    """One update of a person at a time, through whatever account (SQLite has one writer anyway)."""
    account = (identity.c.channel == channel, identity.c.bot == bot, identity.c.external_id == external_id)
    behind = select(person.c.id).join(identity, identity.c.person_id == person.c.id).where(*account)
    conn.execute(behind.with_for_update(of=person))


def load(conn: Connection, person_id: int, slot: str) -> Standing:
    """Where the conversation stands."""
    found = select(conversation.c.state, conversation.c.asked_outbox).where(
        conversation.c.person_id == person_id, conversation.c.slot == slot
    )
    row = conn.execute(found).first()
    return Standing() if row is None else Standing(row.state, row.asked_outbox)


def save(conn: Connection, person_id: int, slot: str, state: str, asked: int | None, now: datetime) -> None:
    """Keep the state; `asked` None leaves the asking message as it was."""
    values: dict[str, object] = {"state": state, "updated_at": now}
    if asked is not None:
        values["asked_outbox"] = asked
    here = update(conversation).where(conversation.c.person_id == person_id, conversation.c.slot == slot)
    if conn.execute(here.values(**values)).rowcount == 0:
        conn.execute(insert(conversation).values(person_id=person_id, slot=slot, **values))


def active_assignment(conn: Connection, person_id: int) -> int | None:
    """What the person is working on now."""
    mine = (
        assignment.c.person_id == person_id,
        assignment.c.active.is_(True),
        assignment.c.revoked_at.is_(None),
    )
    return conn.execute(select(assignment.c.id).where(*mine)).scalar()


def identity_of(conn: Connection, channel: str, bot: str, external_id: str) -> int | None:
    """The account, if it was ever met."""
    account = (identity.c.channel == channel, identity.c.bot == bot, identity.c.external_id == external_id)
    return conn.execute(select(identity.c.id).where(*account)).scalar()


def person_of(conn: Connection, channel: str, bot: str, external_id: str) -> int | None:
    """Whose account it is, if it was ever met."""
    account = (identity.c.channel == channel, identity.c.bot == bot, identity.c.external_id == external_id)
    return conn.execute(select(identity.c.person_id).where(*account)).scalar()


def question_on_its_way(conn: Connection, channel: str, bot: str, external_id: str) -> Fate | None:
    """What became of the message that asks this person's current question; None where nothing was asked."""
    slot = case((assignment.c.id.is_(None), literal(LOBBY)), else_=literal("a") + assignment.c.id.cast(Text))
    found = (
        select(outbox)
        .select_from(identity)
        .outerjoin(
            assignment,
            and_(
                assignment.c.person_id == identity.c.person_id,
                assignment.c.active.is_(True),
                assignment.c.revoked_at.is_(None),
            ),
        )
        .join(
            conversation, and_(conversation.c.person_id == identity.c.person_id, conversation.c.slot == slot)
        )
        .join(outbox, outbox.c.id == conversation.c.asked_outbox)
        .where(identity.c.channel == channel, identity.c.bot == bot, identity.c.external_id == external_id)
    )
    row = conn.execute(found).first()
    return (
        None if row is None else Fate(row.state, row.created_at, row.sent_at, row.message_ref, row.edit_ref)
    )
