"""Access accounts as evidence of their own kind, sealed; links to pages that open once."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

OLD, NEW = "kind IN ('link', 'file')", "kind IN ('link', 'file', 'credential')"


def upgrade() -> None:
    """SQLite makes `evidence` anew from what it was: spelt out, since it cannot tell all of it."""
    with op.batch_alter_table("evidence", copy_from=_evidence()) as table:
        table.drop_constraint(op.f("ck_evidence_kind_known"), type_="check")
        table.create_check_constraint(op.f("ck_evidence_kind_known"), sa.text(NEW))
    op.create_table(
        "evidence_secret",
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.Column("sealed", AutoString(), nullable=True),
        sa.Column("by_envelope", sa.Boolean(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("purged_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["evidence_id"], ["evidence.id"], name=op.f("fk_evidence_secret_evidence_id")
        ),
        sa.PrimaryKeyConstraint("evidence_id", name=op.f("pk_evidence_secret")),
    )
    _page_pass()


def _page_pass() -> None:
    parents = {"enrolment_id": "enrolment", "evidence_id": "evidence", "person_id": "person",
               "assignment_id": "assignment", "identity_id": "identity"}  # fmt: skip
    op.create_table(
        "page_pass",
        sa.Column("token_hash", AutoString(), nullable=False),
        sa.Column("purpose", AutoString(), nullable=False),
        sa.Column("criterion", AutoString(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=name == "evidence_id") for name in parents),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("expires_at", UTCDateTime(), nullable=False),
        sa.Column("used_at", UTCDateTime(), nullable=True),
        sa.CheckConstraint("purpose IN ('enter', 'show')", name=op.f("ck_page_pass_purpose_known")),
        *(
            sa.ForeignKeyConstraint([name], [f"{parent}.id"], name=op.f(f"fk_page_pass_{name}"))
            for name, parent in parents.items()
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_page_pass")),
    )
    op.create_index(op.f("ix_page_pass_person_id"), "page_pass", ["person_id"])


def _evidence() -> sa.Table:
    texts = ("url", "file_sha256", "file_name", "mime")
    more = ("place", "document_number", "document_date", "note", "link_check")
    keys = {"added_by": "person.id", "enrolment_id": "enrolment.id", "file_sha256": "stored_file.sha256",
            "reused_from": "evidence.id", "withdrawn_by": "person.id"}  # fmt: skip
    return sa.Table(
        "evidence",
        sa.MetaData(),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        *(sa.Column(name, AutoString(), nullable=False) for name in ("criterion", "kind")),
        *(sa.Column(name, AutoString(), nullable=True) for name in texts),
        sa.Column("size", sa.Integer(), nullable=True),
        *(sa.Column(name, AutoString(), nullable=True) for name in more),
        sa.Column("checked_at", UTCDateTime(), nullable=True),
        sa.Column("added_by", sa.Integer(), nullable=True),
        sa.Column("channel", AutoString(), nullable=False),
        sa.Column("added_at", UTCDateTime(), nullable=False),
        sa.Column("withdrawn_at", UTCDateTime(), nullable=True),
        sa.Column("withdrawn_by", sa.Integer(), nullable=True),
        sa.Column("reused_from", sa.Integer(), nullable=True),
        sa.CheckConstraint("(kind = 'link') = (url IS NOT NULL)", name="ck_evidence_link_has_address"),
        sa.CheckConstraint("(kind = 'file') = (file_sha256 IS NOT NULL)", name="ck_evidence_file_has_bytes"),
        sa.CheckConstraint(OLD, name="ck_evidence_kind_known"),
        *(
            sa.ForeignKeyConstraint([name], [parent], name=f"fk_evidence_{name}")
            for name, parent in keys.items()
        ),
        sa.PrimaryKeyConstraint("id", name="pk_evidence"),
        sa.Index("ix_evidence_criterion", "enrolment_id", "criterion"),
        sa.Index("ix_evidence_file_sha256", "file_sha256"),
    )
