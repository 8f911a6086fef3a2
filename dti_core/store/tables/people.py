"""Who talks to us, for whom, and with what consent."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field

from dti_core.store.base import Base, check, one_of

ROLES = (
    "contact", "provider", "clerk", "reviewer", "council", "expert", "observer", "manager", "operator",
)  # fmt: skip
"""`clerk`: one of the staff who answers for a unit that sent paper, while they do so."""


class Person(Base, table=True):
    """Somebody, whatever the channel; the name is the one they go by."""

    __tablename__ = "person"

    id: int | None = Field(default=None, primary_key=True)
    name: str
    created_at: datetime


class Identity(Base, table=True):
    """One account of a person on a channel, as one bot sees it; `address` is where messages go."""

    __tablename__ = "identity"
    __table_args__ = (UniqueConstraint("channel", "bot", "external_id"),)

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    channel: str
    bot: str
    external_id: str
    address: str
    display_name: str
    created_at: datetime
    blocked_at: datetime | None = None


class Assignment(Base, table=True):
    """A role of a person in a campaign, for an enrolment (all of it or some inputs) or a ranking group."""

    __tablename__ = "assignment"
    __table_args__ = (
        one_of("role", *ROLES),
        check("needs_enrolment", "enrolment_id IS NOT NULL OR role NOT IN ('contact', 'provider')"),
        Index(
            "ix_assignment_one_active",
            "person_id",
            unique=True,
            sqlite_where=text("active AND revoked_at IS NULL"),
            postgresql_where=text("active AND revoked_at IS NULL"),
        ),
        Index(
            "ix_assignment_one_of_a_kind",
            "person_id",
            "enrolment_id",
            "role",
            unique=True,
            sqlite_where=text("revoked_at IS NULL"),
            postgresql_where=text("revoked_at IS NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id")
    campaign_id: int = Field(foreign_key="campaign.id")
    enrolment_id: int | None = Field(default=None, foreign_key="enrolment.id", index=True)
    role: str
    scope_group: str | None = None
    """For staff: ids of ranking groups, separated by spaces; NULL means all."""
    scope_inputs: str | None = None
    """Input keys, separated by spaces; NULL means all."""
    scope_indices: str | None = None
    """For a reviewer: ids of indices, separated by spaces; NULL means all."""
    in_charge: bool = True
    """For a contact: False for a deputy."""
    member_id: int | None = Field(default=None, foreign_key="member.id", index=True)
    active: bool = False
    """Whether this is what the person is working on now; at most one."""
    granted_at: datetime
    revoked_at: datetime | None = None


class Invitation(Base, table=True):
    """A way in, good for one person; only the hash of its token is kept."""

    __tablename__ = "invitation"
    __table_args__ = (one_of("role", *ROLES),)

    id: int | None = Field(default=None, primary_key=True)
    token_hash: str = Field(unique=True)
    campaign_id: int = Field(foreign_key="campaign.id")
    enrolment_id: int | None = Field(default=None, foreign_key="enrolment.id", index=True)
    role: str
    scope_inputs: str | None = None
    scope_group: str | None = None
    scope_indices: str | None = None
    in_charge: bool = True
    member_id: int | None = Field(default=None, foreign_key="member.id", index=True)
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None = None
    used_by: int | None = Field(default=None, foreign_key="person.id")
    declined_at: datetime | None = None
    """When somebody who opened it said that it was not meant for them; it stays usable."""
    revoked_at: datetime | None = None


class InvitationTry(Base, table=True):
    """A person opened an invitation, or tried a code that opens nothing (NULL); too many: they wait."""

    __tablename__ = "invitation_try"

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    invitation_id: int | None = Field(default=None, foreign_key="invitation.id")
    at: datetime


class Consent(Base, table=True):
    """Which text on personal data a person agreed to, and when."""

    __tablename__ = "consent"

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    campaign_id: int = Field(foreign_key="campaign.id")
    version: str
    text_hash: str | None = None
    """SHA-256 of the very words that were shown."""
    channel: str
    at: datetime
    withdrawn_at: datetime | None = None
