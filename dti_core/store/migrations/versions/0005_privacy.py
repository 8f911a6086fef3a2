"""Wishes about one's own data, consents withdrawn, and when the daily upkeep was done."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Two tables and a column; nothing that was there changes its meaning."""
    op.add_column("consent", sa.Column("withdrawn_at", UTCDateTime(), nullable=True))
    op.create_table(
        "upkeep",
        sa.Column("name", AutoString(), nullable=False),
        sa.Column("done_at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_upkeep")),
    )
    _privacy_request()


def _privacy_request() -> None:
    op.create_table(
        "privacy_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("state", AutoString(), nullable=False),
        sa.Column("channel", AutoString(), nullable=False),
        sa.Column("requested_at", UTCDateTime(), nullable=False),
        sa.Column("answer_by", UTCDateTime(), nullable=False),
        sa.Column("decided_at", UTCDateTime(), nullable=True),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("reason", AutoString(), nullable=True),
        sa.Column("outbox_id", sa.Integer(), nullable=True),
        sa.Column("erased_at", UTCDateTime(), nullable=True),
        sa.CheckConstraint(
            "state IN ('requested', 'granted', 'refused', 'cancelled')",
            name=op.f("ck_privacy_request_state_known"),
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_privacy_request_person_id")),
        sa.ForeignKeyConstraint(["decided_by"], ["person.id"], name=op.f("fk_privacy_request_decided_by")),
        sa.ForeignKeyConstraint(
            ["outbox_id"], ["outbox.id"], name=op.f("fk_privacy_request_outbox_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_privacy_request")),
    )
    one_open = sa.text("state = 'requested'")
    op.create_index(
        "ix_privacy_request_one_open",
        "privacy_request",
        ["person_id"],
        unique=True,
        sqlite_where=one_open,
        postgresql_where=one_open,
    )
