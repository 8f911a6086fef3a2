"""Reminders: what was planned, what was sent to whom, and what came of it."""

from datetime import datetime

from sqlalchemy import Index, text
from sqlmodel import Field

from dti_core.store.base import Base, check, one_of

REMINDER_KINDS = (
    "not_joined", "not_started", "stalled", "evidence_missing", "not_submitted", "returned",
)  # fmt: skip
REMINDER_RESULTS = ("queued", "delivered", "blocked", "failed", "not_joined", "settled")


class ReminderRule(Base, table=True):
    """Send by itself, so many days before the deadline (NULL: every working day), at an hour of the day."""

    __tablename__ = "reminder_rule"
    __table_args__ = (
        one_of("kind", *REMINDER_KINDS),
        check("hour_of_a_day", "hour BETWEEN 0 AND 23"),
    )

    id: int | None = Field(default=None, primary_key=True)
    campaign_id: int = Field(foreign_key="campaign.id", index=True)
    kind: str
    to_providers: bool = False
    """Whether it is for those who give only some of the figures, not for contacts."""
    days_before: int | None = None
    stalled_days: int | None = None
    scope_group: str | None = None
    """Ids of ranking groups, separated by spaces; NULL means all."""
    hour: int = 8
    text: str | None = None
    active: bool = True
    last_day: str | None = None
    """The last local day whose run was made: missed runs are made up once, not many times."""
    person_id: int | None = Field(default=None, foreign_key="person.id")
    identity_id: int | None = Field(default=None, foreign_key="identity.id")
    """The account that is told what came of its runs."""
    created_at: datetime


class Reminder(Base, table=True):
    """One round of reminders: by hand, planned for later, or by a rule."""

    __tablename__ = "reminder"
    __table_args__ = (
        one_of("kind", *REMINDER_KINDS),
        one_of("state", "planned", "sending", "sent", "cancelled"),
        Index("ix_reminder_state", "state", "planned_for"),
    )

    id: int | None = Field(default=None, primary_key=True)
    campaign_id: int = Field(foreign_key="campaign.id")
    rule_id: int | None = Field(default=None, foreign_key="reminder_rule.id")
    kind: str
    to_providers: bool = False
    """Whether it is for those who give only some of the figures, not for contacts."""
    text: str
    scope_group: str | None = None
    scope_enrolments: str | None = None
    """Ids of the only enrolments that are meant, separated by spaces; NULL: whoever is in the state."""
    stalled_days: int | None = None
    state: str = "planned"
    planned_for: datetime
    person_id: int | None = Field(default=None, foreign_key="person.id")
    identity_id: int | None = Field(default=None, foreign_key="identity.id")
    created_at: datetime
    told_at: datetime | None = None
    """When who sent it was told what came of it."""


class ReminderSent(Base, table=True):
    """A reminder to one person on one local day; the database itself allows no second one."""

    __tablename__ = "reminder_sent"
    __table_args__ = (
        one_of("result", *REMINDER_RESULTS),
        Index(
            "ix_reminder_sent_one_a_day",
            "person_id",
            "day",
            unique=True,
            sqlite_where=text("person_id IS NOT NULL"),
            postgresql_where=text("person_id IS NOT NULL"),
        ),
        Index("ix_reminder_sent_reminder", "reminder_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    reminder_id: int = Field(foreign_key="reminder.id")
    enrolment_id: int | None = Field(default=None, foreign_key="enrolment.id")
    member_id: int | None = Field(default=None, foreign_key="member.id")
    person_id: int | None = Field(default=None, foreign_key="person.id")
    day: str
    outbox_id: int | None = Field(default=None, foreign_key="outbox.id", ondelete="SET NULL")
    result: str = "queued"
    error: str | None = None
    at: datetime
