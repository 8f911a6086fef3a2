"""The staff's tables: roster, tasks, review, reminders, publishing; more roles; deadlines per unit."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import UTCDateTime

from dti_core.store.migrations.second import publishing, reminders, reviews, roles, staff

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what staff need; nothing that was there changes its meaning."""
    for column in ("closes_at", "returned_until"):
        op.add_column("enrolment", sa.Column(column, UTCDateTime(), nullable=True))
    staff.create()
    roles.change()
    staff.create_tasks()
    for part in (reviews, reminders, publishing):
        part.create()
