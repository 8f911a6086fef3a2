"""What the worker computed and what assessors gave. Points are whole micro-points (1 point = 1,000,000)."""

from datetime import datetime

from sqlalchemy import BigInteger, Column, Index
from sqlmodel import Field

from dti_core.store.base import Base, check, one_of


def micro(*, nullable: bool = False) -> Column[int]:
    """A column of micro-points."""
    return Column(BigInteger, nullable=nullable)


class Assessment(Base, table=True):
    """Points given by an assessor; one row per decision, the last one holds."""

    __tablename__ = "assessment"
    __table_args__ = (
        one_of("assessor", "department", "online", "expert", "council"),
        check("points_not_negative", "points_micro >= 0"),
        Index("ix_assessment_criterion", "enrolment_id", "criterion", "assessor"),
    )

    id: int | None = Field(default=None, primary_key=True)
    enrolment_id: int = Field(foreign_key="enrolment.id")
    criterion: str
    assessor: str
    points_micro: int = Field(sa_column=micro())
    reason: str | None = None
    person_id: int | None = Field(default=None, foreign_key="person.id")
    channel: str
    at: datetime
    replaced_at: datetime | None = None


class Reference(Base, table=True):
    """The best value known from outside (other provinces) for a relative criterion, exact "n/d"."""

    __tablename__ = "reference"

    campaign_id: int = Field(foreign_key="campaign.id", primary_key=True)
    framework_id: str = Field(primary_key=True)
    criterion: str = Field(primary_key=True)
    value: str
    person_id: int | None = Field(default=None, foreign_key="person.id")
    at: datetime


class Score(Base, table=True):
    """The last computed score. `rank_points`: hundredths of a point, rounded half up; ranks compare them."""

    __tablename__ = "score"
    __table_args__ = (
        Index("ix_score_rank", "campaign_id", "framework_id", "group_id", "volunteer", "rank_points"),
        check("points_not_negative", "points_micro >= 0"),
    )

    enrolment_id: int = Field(foreign_key="enrolment.id", primary_key=True)
    campaign_id: int
    framework_id: str
    group_id: str
    volunteer: bool
    version: int
    points_micro: int = Field(sa_column=micro())
    rank_points: int
    score_micro: int = Field(sa_column=micro())
    attainable_micro: int = Field(sa_column=micro())
    answered: int
    total: int
    runs: int = 1
    """How often it has been computed: what the benchmark counts."""
    computed_at: datetime


class CriterionScore(Base, table=True):
    """Points of one criterion, with the sentence that explains them."""

    __tablename__ = "criterion_score"

    enrolment_id: int = Field(foreign_key="enrolment.id", primary_key=True)
    criterion: str = Field(primary_key=True)
    points_micro: int = Field(sa_column=micro())
    state: str
    basis: str
    explanation: str
    arithmetic: str = ""
    flags: str = ""
    """Warnings, separated by spaces."""


class Subtotal(Base, table=True):
    """Points of one index or pillar."""

    __tablename__ = "subtotal"
    __table_args__ = (one_of("kind", "index", "pillar"),)

    enrolment_id: int = Field(foreign_key="enrolment.id", primary_key=True)
    kind: str = Field(primary_key=True)
    node: str = Field(primary_key=True)
    points_micro: int = Field(sa_column=micro())


class PeerValue(Base, table=True):
    """What a unit shows its peers for one criterion; exact "n/d"."""

    __tablename__ = "peer_value"

    enrolment_id: int = Field(foreign_key="enrolment.id", primary_key=True)
    criterion: str = Field(primary_key=True)
    value: str | None = None
    points: str | None = None


class PeerBest(Base, table=True):
    """The best among the peers of a scope (a group, or "*" for all); exact "n/d"."""

    __tablename__ = "peer_best"

    campaign_id: int = Field(foreign_key="campaign.id", primary_key=True)
    framework_id: str = Field(primary_key=True)
    scope: str = Field(primary_key=True)
    criterion: str = Field(primary_key=True)
    value: str | None = None
    points: str | None = None
    peers: int = 0
    """How many show a value."""
    holders: str = ""
    """Enrolments that show a value, two at most, separated by spaces."""


class PeerGroup(Base, table=True):
    """Versions of a campaign's bests: raised when a unit's peer value moved, followed by the group pass."""

    __tablename__ = "peer_group"
    __table_args__ = (check("computed_not_ahead", "computed_version <= wanted_version"),)

    campaign_id: int = Field(foreign_key="campaign.id", primary_key=True)
    framework_id: str = Field(primary_key=True)
    wanted_version: int = 0
    computed_version: int = 0
