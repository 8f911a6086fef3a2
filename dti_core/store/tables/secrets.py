"""Secret evidence: what is sealed, and the one-time ways in and out."""

from datetime import datetime

from sqlmodel import Field

from dti_core.store.base import Base, one_of

PASS_PURPOSES = ("enter", "show")


class EvidenceSecret(Base, table=True):
    """An access account given as proof, sealed with the deployment's key; emptied once it is not needed."""

    __tablename__ = "evidence_secret"

    evidence_id: int = Field(foreign_key="evidence.id", primary_key=True)
    sealed: str | None = None
    """NULL: handed over in an envelope, or purged."""
    by_envelope: bool = False
    at: datetime
    purged_at: datetime | None = None


class PagePass(Base, table=True):
    """A link to a page that opens once, for one person and one purpose; only its hash is kept."""

    __tablename__ = "page_pass"
    __table_args__ = (one_of("purpose", *PASS_PURPOSES),)

    token_hash: str = Field(primary_key=True)
    purpose: str
    enrolment_id: int = Field(foreign_key="enrolment.id")
    criterion: str
    evidence_id: int | None = Field(default=None, foreign_key="evidence.id")
    person_id: int = Field(foreign_key="person.id", index=True)
    assignment_id: int = Field(foreign_key="assignment.id")
    identity_id: int = Field(foreign_key="identity.id")
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None = None
