"""For the operator: signs of life of every process, and what caused what, for the log."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

CAUSED = ("enrolment", "outbox", "task")


def upgrade() -> None:
    """Nothing that was there changes its meaning."""
    op.create_table(
        "heartbeat",
        sa.Column("holder", AutoString(), nullable=False),
        sa.Column("kind", AutoString(), nullable=False),
        sa.Column("started_at", UTCDateTime(), nullable=False),
        sa.Column("seen_at", UTCDateTime(), nullable=False),
        sa.Column("version", AutoString(), nullable=False),
        sa.Column("troubles", AutoString(), nullable=False),
        sa.Column("figures", AutoString(), nullable=False),
        sa.PrimaryKeyConstraint("holder", name="pk_heartbeat"),
    )
    op.create_index("ix_heartbeat_kind", "heartbeat", ["kind", "seen_at"])
    for table in CAUSED:
        op.add_column(table, sa.Column("cause", AutoString(), nullable=True))
