"""Assessments and computed scores, as revision 0001 made them."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime


def create() -> None:
    """Make them, parents first."""
    _assessment()
    _reference()
    _score()
    _criterion_score()
    _subtotal()
    _peer_value()
    _peer_best()
    _peer_group()


def _assessment() -> None:
    op.create_table(
        "assessment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("criterion", AutoString(), nullable=False),
        sa.Column("assessor", AutoString(), nullable=False),
        sa.Column("points_micro", sa.BigInteger(), nullable=False),
        sa.Column("reason", AutoString(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("channel", AutoString(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("replaced_at", UTCDateTime(), nullable=True),
        sa.CheckConstraint(
            "assessor IN ('department', 'online', 'expert', 'council')",
            name=op.f("ck_assessment_assessor_known"),
        ),
        sa.CheckConstraint("points_micro >= 0", name=op.f("ck_assessment_points_not_negative")),
        sa.ForeignKeyConstraint(["enrolment_id"], ["enrolment.id"], name=op.f("fk_assessment_enrolment_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_assessment_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment")),
    )
    op.create_index(
        "ix_assessment_criterion", "assessment", ["enrolment_id", "criterion", "assessor"], unique=False
    )


def _reference() -> None:
    op.create_table(
        "reference",
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("framework_id", AutoString(), nullable=False),
        sa.Column("criterion", AutoString(), nullable=False),
        sa.Column("value", AutoString(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_reference_campaign_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_reference_person_id")),
        sa.PrimaryKeyConstraint("campaign_id", "framework_id", "criterion", name=op.f("pk_reference")),
    )


def _score() -> None:
    op.create_table(
        "score",
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("framework_id", AutoString(), nullable=False),
        sa.Column("group_id", AutoString(), nullable=False),
        sa.Column("volunteer", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("points_micro", sa.BigInteger(), nullable=False),
        sa.Column("rank_points", sa.Integer(), nullable=False),
        sa.Column("score_micro", sa.BigInteger(), nullable=False),
        sa.Column("attainable_micro", sa.BigInteger(), nullable=False),
        sa.Column("answered", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("runs", sa.Integer(), nullable=False),
        sa.Column("computed_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint("points_micro >= 0", name=op.f("ck_score_points_not_negative")),
        sa.ForeignKeyConstraint(["enrolment_id"], ["enrolment.id"], name=op.f("fk_score_enrolment_id")),
        sa.PrimaryKeyConstraint("enrolment_id", name=op.f("pk_score")),
    )
    op.create_index(
        "ix_score_rank",
        "score",
        ["campaign_id", "framework_id", "group_id", "volunteer", "rank_points"],
        unique=False,
    )


def _criterion_score() -> None:
    op.create_table(
        "criterion_score",
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("criterion", AutoString(), nullable=False),
        sa.Column("points_micro", sa.BigInteger(), nullable=False),
        sa.Column("state", AutoString(), nullable=False),
        sa.Column("basis", AutoString(), nullable=False),
        sa.Column("explanation", AutoString(), nullable=False),
        sa.Column("arithmetic", AutoString(), nullable=False),
        sa.Column("flags", AutoString(), nullable=False),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["enrolment.id"], name=op.f("fk_criterion_score_enrolment_id")
        ),
        sa.PrimaryKeyConstraint("enrolment_id", "criterion", name=op.f("pk_criterion_score")),
    )


def _subtotal() -> None:
    op.create_table(
        "subtotal",
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("kind", AutoString(), nullable=False),
        sa.Column("node", AutoString(), nullable=False),
        sa.Column("points_micro", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("kind IN ('index', 'pillar')", name=op.f("ck_subtotal_kind_known")),
        sa.ForeignKeyConstraint(["enrolment_id"], ["enrolment.id"], name=op.f("fk_subtotal_enrolment_id")),
        sa.PrimaryKeyConstraint("enrolment_id", "kind", "node", name=op.f("pk_subtotal")),
    )


def _peer_value() -> None:
    op.create_table(
        "peer_value",
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("criterion", AutoString(), nullable=False),
        sa.Column("value", AutoString(), nullable=True),
        sa.Column("points", AutoString(), nullable=True),
        sa.ForeignKeyConstraint(["enrolment_id"], ["enrolment.id"], name=op.f("fk_peer_value_enrolment_id")),
        sa.PrimaryKeyConstraint("enrolment_id", "criterion", name=op.f("pk_peer_value")),
    )


def _peer_best() -> None:
    op.create_table(
        "peer_best",
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("framework_id", AutoString(), nullable=False),
        sa.Column("scope", AutoString(), nullable=False),
        sa.Column("criterion", AutoString(), nullable=False),
        sa.Column("value", AutoString(), nullable=True),
        sa.Column("points", AutoString(), nullable=True),
        sa.Column("peers", sa.Integer(), nullable=False),
        sa.Column("holders", AutoString(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_peer_best_campaign_id")),
        sa.PrimaryKeyConstraint(
            "campaign_id", "framework_id", "scope", "criterion", name=op.f("pk_peer_best")
        ),
    )


def _peer_group() -> None:
    op.create_table(
        "peer_group",
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("framework_id", AutoString(), nullable=False),
        sa.Column("wanted_version", sa.Integer(), nullable=False),
        sa.Column("computed_version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "computed_version <= wanted_version", name=op.f("ck_peer_group_computed_not_ahead")
        ),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_peer_group_campaign_id")),
        sa.PrimaryKeyConstraint("campaign_id", "framework_id", name=op.f("pk_peer_group")),
    )
