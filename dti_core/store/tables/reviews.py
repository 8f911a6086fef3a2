"""Verification: what reviewers said of each criterion, and values that others already have."""

from datetime import datetime

from sqlalchemy import BigInteger, Column, Index
from sqlmodel import Field

from dti_core.store.base import Base, one_of

REVIEW_STATES = ("unreviewed", "accepted", "adjusted", "returned", "answered", "contested", "decided")
REVIEW_ACTIONS = (
    "accepted",
    "adjusted",
    "returned",
    "commented",
    "answered",
    "contested",
    "decided",
    "reset",
)


class Review(Base, table=True):
    """Where the review of a criterion stands. `seen`: a digest of what was looked at, which may change."""

    __tablename__ = "review"
    __table_args__ = (one_of("state", *REVIEW_STATES),)

    enrolment_id: int = Field(foreign_key="enrolment.id", primary_key=True)
    criterion: str = Field(primary_key=True)
    state: str = "unreviewed"
    reason: str | None = None
    seen: str | None = None
    person_id: int | None = Field(default=None, foreign_key="person.id")
    at: datetime


class ReviewEvent(Base, table=True):
    """Everything that was said in the review of a criterion, never altered."""

    __tablename__ = "review_event"
    __table_args__ = (
        one_of("action", *REVIEW_ACTIONS),
        Index("ix_review_event_criterion", "enrolment_id", "criterion"),
    )

    id: int | None = Field(default=None, primary_key=True)
    enrolment_id: int = Field(foreign_key="enrolment.id")
    criterion: str
    action: str
    points_micro: int | None = Field(default=None, sa_column=Column(BigInteger, nullable=True))
    reason: str | None = None
    person_id: int | None = Field(default=None, foreign_key="person.id")
    channel: str
    at: datetime
    told_at: datetime | None = None
    """When the unit was told of it, in one message for a whole batch."""


class ReferenceValue(Base, table=True):
    """What another system says about an input: shown as a difference, never taken over silently."""

    __tablename__ = "reference_value"

    enrolment_id: int = Field(foreign_key="enrolment.id", primary_key=True)
    input_key: str = Field(primary_key=True)
    origin: str = Field(primary_key=True)
    value: str
    person_id: int | None = Field(default=None, foreign_key="person.id")
    at: datetime
