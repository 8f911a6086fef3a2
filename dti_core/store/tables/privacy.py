"""What people ask about their own data, and the upkeep that forgets what has been kept long enough."""

from datetime import datetime

from sqlalchemy import Index, text
from sqlmodel import Field

from dti_core.store.base import Base, one_of


class PrivacyRequest(Base, table=True):
    """A person wants to be forgotten: decided by staff, since the unit's answers have to stay."""

    __tablename__ = "privacy_request"
    __table_args__ = (
        one_of("state", "requested", "granted", "refused", "cancelled"),
        Index(
            "ix_privacy_request_one_open",
            "person_id",
            unique=True,
            sqlite_where=text("state = 'requested'"),
            postgresql_where=text("state = 'requested'"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id")
    state: str = "requested"
    channel: str
    requested_at: datetime
    answer_by: datetime
    """When the law wants an answer (two working days)."""
    decided_at: datetime | None = None
    decided_by: int | None = Field(default=None, foreign_key="person.id")
    reason: str | None = None
    outbox_id: int | None = Field(default=None, foreign_key="outbox.id", ondelete="SET NULL")
    """The message that tells of the decision: who is to be forgotten is told first."""
    erased_at: datetime | None = None


class Upkeep(Base, table=True):
    """When something that is done once a day was done last."""

    __tablename__ = "upkeep"

    name: str = Field(primary_key=True)
    done_at: datetime
