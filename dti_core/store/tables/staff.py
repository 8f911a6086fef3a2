"""Staff at work: who is on the roster, what is being computed for whom, what waits for a yes."""

from datetime import datetime

from sqlalchemy import Index, text
from sqlmodel import Field

from dti_core.store.base import Base, check, one_of
from dti_core.store.tables.people import ROLES

TASK_STATES = ("queued", "running", "done", "failed", "cancelled")


class Member(Base, table=True):
    """Somebody on the roster, before and after joining; a replaced person's row is removed, never altered."""

    __tablename__ = "member"
    __table_args__ = (
        one_of("role", *ROLES),
        check("needs_enrolment", "enrolment_id IS NOT NULL OR role NOT IN ('contact', 'provider')"),
        Index("ix_member_campaign", "campaign_id", "enrolment_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    campaign_id: int = Field(foreign_key="campaign.id")
    enrolment_id: int | None = Field(default=None, foreign_key="enrolment.id")
    role: str
    name: str
    office: str | None = None
    phone: str | None = None
    email: str | None = None
    in_charge: bool = True
    scope_group: str | None = None
    scope_indices: str | None = None
    scope_inputs: str | None = None
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    """Who joined with this row's invitation."""
    created_at: datetime
    removed_at: datetime | None = None


class Task(Base, table=True):
    """Something long that a worker does for a person (a book, a picture, an import), told in their chat."""

    __tablename__ = "task"
    __table_args__ = (
        one_of("state", *TASK_STATES),
        Index("ix_task_state", "state", "id"),
        Index(
            "ix_task_one_live",
            "mark",
            unique=True,
            sqlite_where=text("state IN ('queued', 'running') AND mark IS NOT NULL"),
            postgresql_where=text("state IN ('queued', 'running') AND mark IS NOT NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    campaign_id: int | None = Field(default=None, foreign_key="campaign.id")
    kind: str
    arguments: str = "{}"
    """JSON: names and ids, no content."""
    mark: str | None = None
    """Two live tasks of one mark are one: a second press waits for the first."""
    state: str = "queued"
    attempts: int = 0
    claimed_until: datetime | None = None
    person_id: int | None = Field(default=None, foreign_key="person.id")
    assignment_id: int | None = Field(default=None, foreign_key="assignment.id")
    identity_id: int | None = Field(default=None, foreign_key="identity.id")
    error: str | None = None
    created_at: datetime
    finished_at: datetime | None = None
    cause: str | None = None
    """The update that led to it, for the log (`dti_core.correlation`)."""


class Proposal(Base, table=True):
    """What an imported book would change: shown first, applied after a yes, never half."""

    __tablename__ = "proposal"
    __table_args__ = (one_of("state", "pending", "applied", "cancelled", "outdated"),)

    id: int | None = Field(default=None, primary_key=True)
    campaign_id: int = Field(foreign_key="campaign.id")
    enrolment_id: int | None = Field(default=None, foreign_key="enrolment.id", index=True)
    kind: str
    file_sha256: str | None = None
    file_name: str | None = None
    payload: str
    """JSON of the differences, as the kind understands them."""
    state: str = "pending"
    person_id: int | None = Field(default=None, foreign_key="person.id")
    channel: str
    created_at: datetime
    decided_at: datetime | None = None
