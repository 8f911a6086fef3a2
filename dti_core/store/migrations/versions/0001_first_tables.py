"""The first tables."""

from dti_core.store.migrations.first import answers, campaigns, delivery, people, scores

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make every table of the first version."""
    for part in (campaigns, people, answers, scores, delivery):
        part.create()
