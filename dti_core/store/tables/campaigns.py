"""Rounds, the exact frameworks they use, and the units in them."""

from datetime import date, datetime

from sqlalchemy import ForeignKeyConstraint, Index, UniqueConstraint
from sqlmodel import Field

from dti_core.store.base import Base, check, one_of

ENROLMENT_STATES = (
    "not_started", "in_progress", "submitted", "in_review", "returned", "resubmitted", "verified",
    "council_decided", "published", "closed_unsubmitted",
)  # fmt: skip


class Unit(Base, table=True):
    """A Sở, district or province that gets a score."""

    __tablename__ = "unit"

    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(unique=True)
    name: str


class Campaign(Base, table=True):
    """One round of assessment; `coordinator` is a name, never hard-coded."""

    __tablename__ = "campaign"
    __table_args__ = (
        one_of("state", "draft", "open", "closed", "published"),
        one_of("rank_visibility", "always", "after_submitting", "never"),
        check("opens_before_it_closes", "opens_at < closes_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(unique=True)
    title: str
    coordinator: str
    reference_year: int
    as_of: date | None = None
    opens_at: datetime
    closes_at: datetime
    state: str = "open"
    rank_visibility: str = "always"
    time_zone: str = "Asia/Ho_Chi_Minh"
    consent_version: str | None = None
    created_at: datetime


class CampaignRules(Base, table=True):
    """What the coordinator decides about a round beyond its dates; without a row the defaults hold."""

    __tablename__ = "campaign_rules"
    __table_args__ = (one_of("signed_copy", "required", "optional"),)

    campaign_id: int = Field(foreign_key="campaign.id", primary_key=True)
    signed_copy: str = "optional"
    """Whether handing in needs the signed and sealed form."""
    review_closes_at: datetime | None = None
    contest_until: datetime | None = None
    previous_id: int | None = Field(default=None, foreign_key="campaign.id")
    """Last year's round, whose answers are offered as suggestions."""


class FrameworkText(Base, table=True):
    """The text of a framework file, word for word, under its SHA-256."""

    __tablename__ = "framework_text"

    content_hash: str = Field(primary_key=True)
    framework_id: str
    text: str


class CampaignFramework(Base, table=True):
    """The text that a campaign uses for a framework; `version` counts corrected texts adopted since."""

    __tablename__ = "campaign_framework"

    campaign_id: int = Field(foreign_key="campaign.id", primary_key=True)
    framework_id: str = Field(primary_key=True)
    content_hash: str = Field(foreign_key="framework_text.content_hash")
    version: int = 1
    adopted_at: datetime


class Enrolment(Base, table=True):
    """A unit in a campaign. What can change its points raises `wanted_version`; `scored_version` follows."""

    __tablename__ = "enrolment"
    __table_args__ = (
        UniqueConstraint("campaign_id", "unit_id", "framework_id"),
        ForeignKeyConstraint(
            ["campaign_id", "framework_id"],
            ["campaign_framework.campaign_id", "campaign_framework.framework_id"],
        ),
        one_of("state", *ENROLMENT_STATES),
        check("scored_not_ahead", "scored_version <= wanted_version"),
        Index("ix_enrolment_group", "campaign_id", "framework_id", "group_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    campaign_id: int = Field(foreign_key="campaign.id")
    unit_id: int = Field(foreign_key="unit.id", index=True)
    framework_id: str
    content_hash: str = Field(foreign_key="framework_text.content_hash")
    group_id: str
    state: str = "not_started"
    volunteer: bool = False
    traits: str = ""
    """Names of traits, sorted, separated by spaces."""
    wanted_version: int = 1
    scored_version: int = 0
    touched_at: datetime | None = None
    """When a person last changed something that earns points: how busy the campaign is."""
    scored_at: datetime | None = None
    claimed_until: datetime | None = None
    """A worker is computing it until then; past that time it is anybody's."""
    cause: str | None = None
    """The update that last changed something that earns points, for the log (`dti_core.correlation`)."""
    submitted_at: datetime | None = None
    closes_at: datetime | None = None
    """An extension of its own: it holds where it is later than the campaign's deadline."""
    returned_until: datetime | None = None
    """The term for what was sent back; NULL: none of its own, the campaign's deadline does not end it."""
    created_at: datetime
