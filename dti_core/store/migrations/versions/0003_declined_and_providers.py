"""Invitations that were declined; reminders for those who give only some of the figures."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Columns only: nothing that was there changes its meaning."""
    op.add_column("invitation", sa.Column("declined_at", UTCDateTime(), nullable=True))
    for table in ("reminder_rule", "reminder"):
        op.add_column(
            table, sa.Column("to_providers", sa.Boolean(), nullable=False, server_default=sa.false())
        )
