"""Evidence: links and files that prove an answer."""

from datetime import datetime

from sqlalchemy import Index, text
from sqlmodel import Field

from dti_core.store.base import Base, check, one_of


class StoredFile(Base, table=True):
    """Bytes that are safely on disk, under their SHA-256 (hex); `path` is below the data folder."""

    __tablename__ = "stored_file"
    __table_args__ = (check("size_positive", "size > 0"), check("hash_is_hex", "length(sha256) = 64"))

    sha256: str = Field(primary_key=True)
    size: int
    mime: str
    path: str
    stored_at: datetime


class Evidence(Base, table=True):
    """One link, file or access account filed under a criterion; withdrawn, it stays as history."""

    __tablename__ = "evidence"
    __table_args__ = (
        one_of("kind", "link", "file", "credential"),
        check("link_has_address", "(kind = 'link') = (url IS NOT NULL)"),
        check("file_has_bytes", "(kind = 'file') = (file_sha256 IS NOT NULL)"),
        Index("ix_evidence_criterion", "enrolment_id", "criterion"),
    )

    id: int | None = Field(default=None, primary_key=True)
    enrolment_id: int = Field(foreign_key="enrolment.id")
    criterion: str
    kind: str
    url: str | None = None
    file_sha256: str | None = Field(default=None, foreign_key="stored_file.sha256", index=True)
    file_name: str | None = None
    mime: str | None = None
    size: int | None = None
    place: str | None = None
    document_number: str | None = None
    document_date: str | None = None
    note: str | None = None
    link_check: str | None = None
    checked_at: datetime | None = None
    added_by: int | None = Field(default=None, foreign_key="person.id")
    channel: str
    added_at: datetime
    withdrawn_at: datetime | None = None
    withdrawn_by: int | None = Field(default=None, foreign_key="person.id")
    reused_from: int | None = Field(default=None, foreign_key="evidence.id")


class EvidencePurge(Base, table=True):
    """The tombstone of a file that was removed: whose hand, when, why, and which bytes they were."""

    __tablename__ = "evidence_purge"

    evidence_id: int = Field(foreign_key="evidence.id", primary_key=True)
    sha256: str = Field(index=True)
    person_id: int | None = Field(default=None, foreign_key="person.id")
    channel: str
    reason: str
    at: datetime
    removed_at: datetime | None = None
    """When the bytes were gone from our disk; NULL: not yet, or another unit's evidence is the same file."""


LINK_OUTCOMES = ("alive", "restricted", "failed", "refused", "unknown")


class EvidenceCheck(Base, table=True):
    """One look at a link: asked for (`at` NULL), later what was found; never altered afterwards."""

    __tablename__ = "evidence_check"
    __table_args__ = (
        one_of("outcome", *LINK_OUTCOMES),
        check("done_has_outcome", "(at IS NULL) = (outcome IS NULL)"),
        Index(
            "ix_evidence_check_one_open",
            "evidence_id",
            unique=True,
            sqlite_where=text("at IS NULL"),
            postgresql_where=text("at IS NULL"),
        ),
        Index(
            "ix_evidence_check_due",
            "due_at",
            sqlite_where=text("at IS NULL"),
            postgresql_where=text("at IS NULL"),
        ),
        Index("ix_evidence_check_evidence", "evidence_id", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    evidence_id: int = Field(foreign_key="evidence.id")
    attempt: int = 1
    asked_at: datetime
    due_at: datetime
    identity_id: int | None = Field(default=None, foreign_key="identity.id")
    """The account of the reviewer who asked, to be told; NULL: nobody in particular."""
    at: datetime | None = None
    outcome: str | None = None
    reason: str | None = None
    status: int | None = None
    final_url: str | None = None
    title: str | None = None
    dated: str | None = None
    """ISO date that the page or its server gives."""
    mime: str | None = None
    size: int | None = None
    sha256: str | None = None
    """Of the first megabyte of what was there."""
    whole: bool | None = None
    told_at: datetime | None = None
    """When the unit was told that it does not open."""
