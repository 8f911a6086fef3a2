"""What came in and what goes out: stored before it is confirmed, sent after it is stored."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from dti_core.store.base import Base, check, one_of


class Conversation(Base, table=True):
    """Where a person stands, per assignment (`a17`) or before there is one (`lobby`). Also a row to lock."""

    __tablename__ = "conversation"
    __table_args__ = (UniqueConstraint("person_id", "slot"),)

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id")
    slot: str
    state: str
    """JSON of the dialogue's state."""
    asked_outbox: int | None = Field(default=None, foreign_key="outbox.id", ondelete="SET NULL")
    """The outgoing message that shows the current question."""
    updated_at: datetime


class Inbox(Base, table=True):
    """One update as the platform sent it; `id` is the order of arrival, `update_id` is a text."""

    __tablename__ = "inbox"
    __table_args__ = (
        UniqueConstraint("channel", "bot", "update_id"),
        one_of("state", "pending", "done", "quarantined"),
        Index("ix_inbox_state", "state", "id"),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    channel: str
    bot: str
    update_id: str
    conversation_key: str
    payload: str
    received_at: datetime
    state: str = "pending"
    attempts: int = 0
    error: str | None = None
    done_at: datetime | None = None


class Outbox(Base, table=True):
    """One message to one person. Lanes: 0 reply, 1 status, 2 notice, 3 bulk."""

    __tablename__ = "outbox"
    __table_args__ = (
        UniqueConstraint("inbox_id", "position"),
        one_of("state", "pending", "sending", "sent", "failed", "superseded"),
        check("lane_known", "lane BETWEEN 0 AND 3"),
        Index("ix_outbox_waiting", "state", "lane", "id"),
        Index("ix_outbox_identity", "identity_id", "state", "id"),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    channel: str
    bot: str
    identity_id: int = Field(foreign_key="identity.id")
    lane: int = 0
    payload: str
    inbox_id: int | None = Field(default=None, foreign_key="inbox.id", ondelete="SET NULL")
    position: int = 0
    state: str = "pending"
    attempts: int = 0
    fence: int | None = None
    """Of the sender that took it: a later sender sends again what an earlier one left half done."""
    not_before: datetime | None = None
    created_at: datetime
    sent_at: datetime | None = None
    message_ref: str | None = None
    edit_ref: str | None = None
    """The message of ours that it replaces, where the channel can."""
    error: str | None = None
    cause: str | None = None
    """The update that led to it, for the log (`dti_core.correlation`)."""


class StatusMessage(Base, table=True):
    """A person's one pinned message about an enrolment; due when `wanted_seq > sent_seq`."""

    __tablename__ = "status_message"
    __table_args__ = (UniqueConstraint("person_id", "enrolment_id"),)

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id")
    enrolment_id: int = Field(foreign_key="enrolment.id", index=True)
    identity_id: int = Field(foreign_key="identity.id")
    wanted_seq: int = 1
    sent_seq: int = 0
    message_ref: str | None = None
    text_hash: str | None = None
    not_before: datetime | None = None
    """Not due earlier; NULL: at once."""
    sent_at: datetime | None = None
    attempts: int = 0
    error: str | None = None
