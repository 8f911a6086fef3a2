"""Who did what, and who may do what only one may do."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field

from dti_core.store.base import Base


class Audit(Base, table=True):
    """One act: who, when, which channel, on what, old and new value, why. Answers have their own history."""

    __tablename__ = "audit"
    __table_args__ = (Index("ix_audit_subject", "campaign_id", "subject"),)

    id: int | None = Field(default=None, primary_key=True)
    at: datetime
    campaign_id: int | None = Field(default=None, foreign_key="campaign.id")
    enrolment_id: int | None = Field(default=None, foreign_key="enrolment.id", index=True)
    person_id: int | None = Field(default=None, foreign_key="person.id")
    channel: str
    action: str
    subject: str
    old: str | None = None
    new: str | None = None
    reason: str | None = None


class BotAccount(Base, table=True):
    """What one of our bots is called on its channel, as the platform told when it started."""

    __tablename__ = "bot_account"

    channel: str = Field(primary_key=True)
    bot: str = Field(primary_key=True)
    name: str
    seen_at: datetime


class Heartbeat(Base, table=True):
    """A running process: last sign of life, what troubles it, and its figures since it started (JSON)."""

    __tablename__ = "heartbeat"
    __table_args__ = (Index("ix_heartbeat_kind", "kind", "seen_at"),)

    holder: str = Field(primary_key=True)
    """Machine and process."""
    kind: str
    started_at: datetime
    seen_at: datetime
    version: str
    troubles: str = ""
    """Codes, separated by spaces."""
    figures: str = "{}"


class Lease(Base, table=True):
    """A right that only one process holds at a time; `fence` rises with every new holder."""

    __tablename__ = "lease"

    name: str = Field(primary_key=True)
    holder: str
    fence: int
    expires_at: datetime
