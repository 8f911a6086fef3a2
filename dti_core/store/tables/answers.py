"""What people told us: values with their history, and what they put off, asked for or explained."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field

from dti_core.store.base import Base, check, one_of


class Answer(Base, table=True):
    """The current value of one input from one source: canonical text (`StoredAnswer`), NULL once cleared."""

    __tablename__ = "answer"
    __table_args__ = (check("revision_counts", "revision >= 1"),)

    enrolment_id: int = Field(foreign_key="enrolment.id", primary_key=True)
    input_key: str = Field(primary_key=True)
    source: str = Field(default="", primary_key=True)
    """Which provider gives it; empty for the unit itself."""
    value: str | None
    revision: int
    person_id: int | None = Field(default=None, foreign_key="person.id")
    channel: str
    at: datetime


class AnswerRevision(Base, table=True):
    """Every change of an answer, never altered."""

    __tablename__ = "answer_revision"
    __table_args__ = (UniqueConstraint("enrolment_id", "input_key", "source", "revision"),)

    id: int | None = Field(default=None, primary_key=True)
    enrolment_id: int = Field(foreign_key="enrolment.id")
    input_key: str
    source: str = ""
    revision: int
    old_value: str | None
    new_value: str | None
    person_id: int | None = Field(default=None, foreign_key="person.id")
    channel: str
    at: datetime
    reason: str | None = None


class Deferral(Base, table=True):
    """A criterion or info key put off ("để sau")."""

    __tablename__ = "deferral"

    enrolment_id: int = Field(foreign_key="enrolment.id", primary_key=True)
    subject: str = Field(primary_key=True)
    person_id: int | None = Field(default=None, foreign_key="person.id")
    at: datetime


class ExemptionRequest(Base, table=True):
    """ "Không áp dụng": asked by the contact with a reason, worth nothing until staff grant it."""

    __tablename__ = "exemption_request"
    __table_args__ = (
        one_of("state", "requested", "granted", "refused", "cancelled"),
        check("granted_with_a_kind", "state <> 'granted' OR kind IS NOT NULL"),
        Index(
            "ix_exemption_request_one_live",
            "enrolment_id",
            "criterion",
            unique=True,
            sqlite_where=text("state IN ('requested', 'granted')"),
            postgresql_where=text("state IN ('requested', 'granted')"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    enrolment_id: int = Field(foreign_key="enrolment.id")
    criterion: str
    reason: str
    state: str = "requested"
    kind: str | None = None
    requested_by: int | None = Field(default=None, foreign_key="person.id")
    channel: str
    requested_at: datetime
    decided_by: int | None = Field(default=None, foreign_key="person.id")
    decided_at: datetime | None = None
    decision_reason: str | None = None


class Justification(Base, table=True):
    """The contact's own words on a criterion; the last one holds, all are kept."""

    __tablename__ = "justification"
    __table_args__ = (Index("ix_justification_criterion", "enrolment_id", "criterion"),)

    id: int | None = Field(default=None, primary_key=True)
    enrolment_id: int = Field(foreign_key="enrolment.id")
    criterion: str
    text: str
    person_id: int | None = Field(default=None, foreign_key="person.id")
    channel: str
    at: datetime
    replaced_at: datetime | None = None
