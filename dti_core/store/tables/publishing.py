"""What was handed in over a signature, and what was published under a decision."""

from datetime import date, datetime

from sqlalchemy import BigInteger, Column, Index, text
from sqlmodel import Field

from dti_core.store.base import Base


class Submission(Base, table=True):
    """One handing-in: who approved it, the document's number and date, the signed copy where there is one."""

    __tablename__ = "submission"
    __table_args__ = (Index("ix_submission_enrolment", "enrolment_id", "id"),)

    id: int | None = Field(default=None, primary_key=True)
    enrolment_id: int = Field(foreign_key="enrolment.id")
    approved_by: str | None = None
    document_number: str | None = None
    document_date: date | None = None
    signed_sha256: str | None = Field(default=None, foreign_key="stored_file.sha256")
    signed_name: str | None = None
    """What the file was called."""
    on_paper: bool = False
    """Staff answered for a unit that sent paper."""
    person_id: int | None = Field(default=None, foreign_key="person.id")
    channel: str
    at: datetime
    withdrawn_at: datetime | None = None


class PaperSource(Base, table=True):
    """The document from which a member of the staff (in the role `clerk`) answers for a unit."""

    __tablename__ = "paper_source"

    assignment_id: int = Field(foreign_key="assignment.id", primary_key=True)
    document_number: str
    document_date: date
    approved_by: str | None = None
    file_sha256: str | None = Field(default=None, foreign_key="stored_file.sha256")
    file_name: str | None = None
    at: datetime


class Publication(Base, table=True):
    """The result as it was decided: frozen word for word, under a checksum."""

    __tablename__ = "publication"
    __table_args__ = (
        Index(
            "ix_publication_one_live",
            "campaign_id",
            unique=True,
            sqlite_where=text("reopened_at IS NULL"),
            postgresql_where=text("reopened_at IS NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    campaign_id: int = Field(foreign_key="campaign.id")
    decision_number: str
    decision_date: date
    frozen: str
    """JSON of every unit's points, as published."""
    checksum: str
    person_id: int | None = Field(default=None, foreign_key="person.id")
    channel: str
    published_at: datetime
    reopened_at: datetime | None = None
    reopened_by: int | None = Field(default=None, foreign_key="person.id")
    reopen_reason: str | None = None


class Result(Base, table=True):
    """A unit's published result; `rank` NULL for volunteers."""

    __tablename__ = "result"

    publication_id: int = Field(foreign_key="publication.id", primary_key=True)
    enrolment_id: int = Field(foreign_key="enrolment.id", primary_key=True)
    rank: int | None = None
    points_micro: int = Field(sa_column=Column(BigInteger, nullable=False))
    score_micro: int = Field(sa_column=Column(BigInteger, nullable=False))
    attainable_micro: int = Field(sa_column=Column(BigInteger, nullable=False))
