"""Rounds, frameworks and units, as revision 0001 made them."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime


def create() -> None:
    """Make them, parents first."""
    _campaign()
    _framework_text()
    _unit()
    _campaign_framework()
    _enrolment()
    _enrolment_indices()


def _campaign() -> None:
    op.create_table(
        "campaign",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", AutoString(), nullable=False),
        sa.Column("title", AutoString(), nullable=False),
        sa.Column("coordinator", AutoString(), nullable=False),
        sa.Column("reference_year", sa.Integer(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=True),
        sa.Column("opens_at", UTCDateTime(), nullable=False),
        sa.Column("closes_at", UTCDateTime(), nullable=False),
        sa.Column("state", AutoString(), nullable=False),
        sa.Column("rank_visibility", AutoString(), nullable=False),
        sa.Column("time_zone", AutoString(), nullable=False),
        sa.Column("consent_version", AutoString(), nullable=True),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint(
            "rank_visibility IN ('always', 'after_submitting', 'never')",
            name=op.f("ck_campaign_rank_visibility_known"),
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'open', 'closed', 'published')", name=op.f("ck_campaign_state_known")
        ),
        sa.CheckConstraint("opens_at < closes_at", name=op.f("ck_campaign_opens_before_it_closes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign")),
        sa.UniqueConstraint("slug", name=op.f("uq_campaign_slug")),
    )


def _framework_text() -> None:
    op.create_table(
        "framework_text",
        sa.Column("content_hash", AutoString(), nullable=False),
        sa.Column("framework_id", AutoString(), nullable=False),
        sa.Column("text", AutoString(), nullable=False),
        sa.PrimaryKeyConstraint("content_hash", name=op.f("pk_framework_text")),
    )


def _unit() -> None:
    op.create_table(
        "unit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", AutoString(), nullable=False),
        sa.Column("name", AutoString(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
        sa.UniqueConstraint("slug", name=op.f("uq_unit_slug")),
    )


def _campaign_framework() -> None:
    op.create_table(
        "campaign_framework",
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("framework_id", AutoString(), nullable=False),
        sa.Column("content_hash", AutoString(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("adopted_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name=op.f("fk_campaign_framework_campaign_id")
        ),
        sa.ForeignKeyConstraint(
            ["content_hash"], ["framework_text.content_hash"], name=op.f("fk_campaign_framework_content_hash")
        ),
        sa.PrimaryKeyConstraint("campaign_id", "framework_id", name=op.f("pk_campaign_framework")),
    )


def _enrolment() -> None:
    op.create_table(
        "enrolment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("framework_id", AutoString(), nullable=False),
        sa.Column("content_hash", AutoString(), nullable=False),
        sa.Column("group_id", AutoString(), nullable=False),
        sa.Column("state", AutoString(), nullable=False),
        sa.Column("volunteer", sa.Boolean(), nullable=False),
        sa.Column("traits", AutoString(), nullable=False),
        sa.Column("wanted_version", sa.Integer(), nullable=False),
        sa.Column("scored_version", sa.Integer(), nullable=False),
        sa.Column("touched_at", UTCDateTime(), nullable=True),
        sa.Column("scored_at", UTCDateTime(), nullable=True),
        sa.Column("claimed_until", UTCDateTime(), nullable=True),
        sa.Column("submitted_at", UTCDateTime(), nullable=True),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        *_enrolment_constraints(),
    )


def _enrolment_constraints() -> tuple[sa.Constraint, ...]:
    return (
        sa.CheckConstraint(
            "state IN ('not_started', 'in_progress', 'submitted', 'in_review', "
            "'returned', 'resubmitted', 'verified', 'council_decided', 'published', 'closed_unsubmitted')",
            name=op.f("ck_enrolment_state_known"),
        ),
        sa.CheckConstraint("scored_version <= wanted_version", name=op.f("ck_enrolment_scored_not_ahead")),
        sa.ForeignKeyConstraint(
            ["campaign_id", "framework_id"],
            ["campaign_framework.campaign_id", "campaign_framework.framework_id"],
            name=op.f("fk_enrolment_campaign_id_framework_id"),
        ),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_enrolment_campaign_id")),
        sa.ForeignKeyConstraint(
            ["content_hash"], ["framework_text.content_hash"], name=op.f("fk_enrolment_content_hash")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_enrolment_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enrolment")),
        sa.UniqueConstraint(
            "campaign_id",
            "unit_id",
            "framework_id",
            name=op.f("uq_enrolment_campaign_id_unit_id_framework_id"),
        ),
    )


def _enrolment_indices() -> None:
    op.create_index(
        "ix_enrolment_group", "enrolment", ["campaign_id", "framework_id", "group_id"], unique=False
    )
    op.create_index(op.f("ix_enrolment_unit_id"), "enrolment", ["unit_id"], unique=False)
