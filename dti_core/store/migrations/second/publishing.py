"""Rules, submissions and publications, as revision 0002 made them."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime


def create() -> None:
    """Make them, parents first."""
    _campaign_rules()
    _submission()
    _paper_source()
    _publication()
    _result()


def _campaign_rules() -> None:
    op.create_table(
        "campaign_rules",
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("signed_copy", AutoString(), nullable=False),
        sa.Column("review_closes_at", UTCDateTime(), nullable=True),
        sa.Column("contest_until", UTCDateTime(), nullable=True),
        sa.Column("previous_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "signed_copy IN ('required', 'optional')", name=op.f("ck_campaign_rules_signed_copy_known")
        ),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_campaign_rules_campaign_id")),
        sa.ForeignKeyConstraint(["previous_id"], ["campaign.id"], name=op.f("fk_campaign_rules_previous_id")),
        sa.PrimaryKeyConstraint("campaign_id", name=op.f("pk_campaign_rules")),
    )


def _submission() -> None:
    op.create_table(
        "submission",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("approved_by", AutoString(), nullable=True),
        sa.Column("document_number", AutoString(), nullable=True),
        sa.Column("document_date", sa.Date(), nullable=True),
        sa.Column("signed_sha256", AutoString(), nullable=True),
        sa.Column("signed_name", AutoString(), nullable=True),
        sa.Column("on_paper", sa.Boolean(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("channel", AutoString(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("withdrawn_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["enrolment_id"], ["enrolment.id"], name=op.f("fk_submission_enrolment_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_submission_person_id")),
        sa.ForeignKeyConstraint(
            ["signed_sha256"], ["stored_file.sha256"], name=op.f("fk_submission_signed_sha256")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission")),
    )
    op.create_index(op.f("ix_submission_enrolment"), "submission", ["enrolment_id", "id"], unique=False)


def _paper_source() -> None:
    op.create_table(
        "paper_source",
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("document_number", AutoString(), nullable=False),
        sa.Column("document_date", sa.Date(), nullable=False),
        sa.Column("approved_by", AutoString(), nullable=True),
        sa.Column("file_sha256", AutoString(), nullable=True),
        sa.Column("file_name", AutoString(), nullable=True),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignment.id"], name=op.f("fk_paper_source_assignment_id")
        ),
        sa.ForeignKeyConstraint(
            ["file_sha256"], ["stored_file.sha256"], name=op.f("fk_paper_source_file_sha256")
        ),
        sa.PrimaryKeyConstraint("assignment_id", name=op.f("pk_paper_source")),
    )


def _publication() -> None:
    op.create_table(
        "publication",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("decision_number", AutoString(), nullable=False),
        sa.Column("decision_date", sa.Date(), nullable=False),
        sa.Column("frozen", AutoString(), nullable=False),
        sa.Column("checksum", AutoString(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("channel", AutoString(), nullable=False),
        sa.Column("published_at", UTCDateTime(), nullable=False),
        sa.Column("reopened_at", UTCDateTime(), nullable=True),
        sa.Column("reopened_by", sa.Integer(), nullable=True),
        sa.Column("reopen_reason", AutoString(), nullable=True),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_publication_campaign_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_publication_person_id")),
        sa.ForeignKeyConstraint(["reopened_by"], ["person.id"], name=op.f("fk_publication_reopened_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publication")),
    )
    op.create_index(
        op.f("ix_publication_one_live"),
        "publication",
        ["campaign_id"],
        unique=True,
        sqlite_where=sa.text("reopened_at IS NULL"),
        postgresql_where=sa.text("reopened_at IS NULL"),
    )


def _result() -> None:
    op.create_table(
        "result",
        sa.Column("publication_id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column("points_micro", sa.BigInteger(), nullable=False),
        sa.Column("score_micro", sa.BigInteger(), nullable=False),
        sa.Column("attainable_micro", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["enrolment_id"], ["enrolment.id"], name=op.f("fk_result_enrolment_id")),
        sa.ForeignKeyConstraint(
            ["publication_id"], ["publication.id"], name=op.f("fk_result_publication_id")
        ),
        sa.PrimaryKeyConstraint("publication_id", "enrolment_id", name=op.f("pk_result")),
    )
