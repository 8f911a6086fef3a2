"""Links as evidence are looked at: every look, asked for and found."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

OPEN = sa.text("at IS NULL")


def upgrade() -> None:
    """Make the table, and ask for a look at every link that was filed before."""
    op.create_table(
        "evidence_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("asked_at", UTCDateTime(), nullable=False),
        sa.Column("due_at", UTCDateTime(), nullable=False),
        sa.Column("identity_id", sa.Integer(), nullable=True),
        sa.Column("at", UTCDateTime(), nullable=True),
        *(sa.Column(name, AutoString(), nullable=True) for name in ("outcome", "reason")),
        sa.Column("status", sa.Integer(), nullable=True),
        *(sa.Column(name, AutoString(), nullable=True) for name in ("final_url", "title", "dated", "mime")),
        sa.Column("size", sa.Integer(), nullable=True),
        sa.Column("sha256", AutoString(), nullable=True),
        sa.Column("whole", sa.Boolean(), nullable=True),
        sa.Column("told_at", UTCDateTime(), nullable=True),
        sa.CheckConstraint(
            "outcome IN ('alive', 'restricted', 'failed', 'refused', 'unknown')",
            name=op.f("ck_evidence_check_outcome_known"),
        ),
        sa.CheckConstraint(
            "(at IS NULL) = (outcome IS NULL)", name=op.f("ck_evidence_check_done_has_outcome")
        ),
        sa.ForeignKeyConstraint(["evidence_id"], ["evidence.id"], name=op.f("fk_evidence_check_evidence_id")),
        sa.ForeignKeyConstraint(["identity_id"], ["identity.id"], name=op.f("fk_evidence_check_identity_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence_check")),
    )
    _index()
    op.execute(
        "INSERT INTO evidence_check (evidence_id, attempt, asked_at, due_at)"
        " SELECT id, 1, added_at, added_at FROM evidence WHERE kind = 'link' AND withdrawn_at IS NULL"
    )


def _index() -> None:
    op.create_index(
        "ix_evidence_check_one_open",
        "evidence_check",
        ["evidence_id"],
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )
    op.create_index(
        "ix_evidence_check_due", "evidence_check", ["due_at"], sqlite_where=OPEN, postgresql_where=OPEN
    )
    op.create_index("ix_evidence_check_evidence", "evidence_check", ["evidence_id", "id"])
