"""Answers with their history, and evidence, as revision 0001 made them."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime


def create() -> None:
    """Make them, parents first."""
    _answer()
    _answer_revision()
    _deferral()
    _exemption_request()
    _justification()
    _stored_file()
    _evidence()


def _answer() -> None:
    op.create_table(
        "answer",
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("input_key", AutoString(), nullable=False),
        sa.Column("source", AutoString(), nullable=False),
        sa.Column("value", AutoString(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("channel", AutoString(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.CheckConstraint("revision >= 1", name=op.f("ck_answer_revision_counts")),
        sa.ForeignKeyConstraint(["enrolment_id"], ["enrolment.id"], name=op.f("fk_answer_enrolment_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_answer_person_id")),
        sa.PrimaryKeyConstraint("enrolment_id", "input_key", "source", name=op.f("pk_answer")),
    )


def _answer_revision() -> None:
    op.create_table(
        "answer_revision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("input_key", AutoString(), nullable=False),
        sa.Column("source", AutoString(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("old_value", AutoString(), nullable=True),
        sa.Column("new_value", AutoString(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("channel", AutoString(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("reason", AutoString(), nullable=True),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["enrolment.id"], name=op.f("fk_answer_revision_enrolment_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_answer_revision_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_revision")),
        sa.UniqueConstraint(
            "enrolment_id",
            "input_key",
            "source",
            "revision",
            name=op.f("uq_answer_revision_enrolment_id_input_key_source_revision"),
        ),
    )


def _deferral() -> None:
    op.create_table(
        "deferral",
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("subject", AutoString(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["enrolment_id"], ["enrolment.id"], name=op.f("fk_deferral_enrolment_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_deferral_person_id")),
        sa.PrimaryKeyConstraint("enrolment_id", "subject", name=op.f("pk_deferral")),
    )


def _exemption_request() -> None:
    op.create_table(
        "exemption_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("criterion", AutoString(), nullable=False),
        sa.Column("reason", AutoString(), nullable=False),
        sa.Column("state", AutoString(), nullable=False),
        sa.Column("kind", AutoString(), nullable=True),
        sa.Column("requested_by", sa.Integer(), nullable=True),
        sa.Column("channel", AutoString(), nullable=False),
        sa.Column("requested_at", UTCDateTime(), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", UTCDateTime(), nullable=True),
        sa.Column("decision_reason", AutoString(), nullable=True),
        sa.CheckConstraint(
            "state <> 'granted' OR kind IS NOT NULL", name=op.f("ck_exemption_request_granted_with_a_kind")
        ),
        sa.CheckConstraint(
            "state IN ('requested', 'granted', 'refused', 'cancelled')",
            name=op.f("ck_exemption_request_state_known"),
        ),
        sa.ForeignKeyConstraint(["decided_by"], ["person.id"], name=op.f("fk_exemption_request_decided_by")),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["enrolment.id"], name=op.f("fk_exemption_request_enrolment_id")
        ),
        sa.ForeignKeyConstraint(
            ["requested_by"], ["person.id"], name=op.f("fk_exemption_request_requested_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exemption_request")),
    )
    op.create_index(
        "ix_exemption_request_one_live",
        "exemption_request",
        ["enrolment_id", "criterion"],
        unique=True,
        sqlite_where=sa.text("state IN ('requested', 'granted')"),
        postgresql_where=sa.text("state IN ('requested', 'granted')"),
    )


def _justification() -> None:
    op.create_table(
        "justification",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("criterion", AutoString(), nullable=False),
        sa.Column("text", AutoString(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("channel", AutoString(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("replaced_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["enrolment.id"], name=op.f("fk_justification_enrolment_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_justification_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_justification")),
    )
    op.create_index(
        "ix_justification_criterion", "justification", ["enrolment_id", "criterion"], unique=False
    )


def _stored_file() -> None:
    op.create_table(
        "stored_file",
        sa.Column("sha256", AutoString(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("mime", AutoString(), nullable=False),
        sa.Column("path", AutoString(), nullable=False),
        sa.Column("stored_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_stored_file_hash_is_hex")),
        sa.CheckConstraint("size > 0", name=op.f("ck_stored_file_size_positive")),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_stored_file")),
    )


def _evidence() -> None:
    op.create_table(
        "evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("criterion", AutoString(), nullable=False),
        sa.Column("kind", AutoString(), nullable=False),
        sa.Column("url", AutoString(), nullable=True),
        sa.Column("file_sha256", AutoString(), nullable=True),
        sa.Column("file_name", AutoString(), nullable=True),
        sa.Column("mime", AutoString(), nullable=True),
        sa.Column("size", sa.Integer(), nullable=True),
        sa.Column("place", AutoString(), nullable=True),
        sa.Column("document_number", AutoString(), nullable=True),
        sa.Column("document_date", AutoString(), nullable=True),
        sa.Column("note", AutoString(), nullable=True),
        sa.Column("link_check", AutoString(), nullable=True),
        sa.Column("checked_at", UTCDateTime(), nullable=True),
        sa.Column("added_by", sa.Integer(), nullable=True),
        sa.Column("channel", AutoString(), nullable=False),
        sa.Column("added_at", UTCDateTime(), nullable=False),
        sa.Column("withdrawn_at", UTCDateTime(), nullable=True),
        sa.Column("withdrawn_by", sa.Integer(), nullable=True),
        sa.Column("reused_from", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(kind = 'file') = (file_sha256 IS NOT NULL)", name=op.f("ck_evidence_file_has_bytes")
        ),
        sa.CheckConstraint("(kind = 'link') = (url IS NOT NULL)", name=op.f("ck_evidence_link_has_address")),
        sa.CheckConstraint("kind IN ('link', 'file')", name=op.f("ck_evidence_kind_known")),
        sa.ForeignKeyConstraint(["added_by"], ["person.id"], name=op.f("fk_evidence_added_by")),
        sa.ForeignKeyConstraint(["enrolment_id"], ["enrolment.id"], name=op.f("fk_evidence_enrolment_id")),
        sa.ForeignKeyConstraint(
            ["file_sha256"], ["stored_file.sha256"], name=op.f("fk_evidence_file_sha256")
        ),
        sa.ForeignKeyConstraint(["reused_from"], ["evidence.id"], name=op.f("fk_evidence_reused_from")),
        sa.ForeignKeyConstraint(["withdrawn_by"], ["person.id"], name=op.f("fk_evidence_withdrawn_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
    )
    op.create_index("ix_evidence_criterion", "evidence", ["enrolment_id", "criterion"], unique=False)
    op.create_index(op.f("ix_evidence_file_sha256"), "evidence", ["file_sha256"], unique=False)
