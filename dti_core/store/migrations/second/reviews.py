"""Reviews and values of other systems, as revision 0002 made them."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime


def create() -> None:
    """Make them, parents first."""
    _review()
    _review_event()
    _reference_value()


def _review() -> None:
    op.create_table(
        "review",
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("criterion", AutoString(), nullable=False),
        sa.Column("state", AutoString(), nullable=False),
        sa.Column("reason", AutoString(), nullable=True),
        sa.Column("seen", AutoString(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.CheckConstraint(
            "state IN ('unreviewed', 'accepted', 'adjusted', 'returned', 'answered', 'contested', 'decided')",
            name=op.f("ck_review_state_known"),
        ),
        sa.ForeignKeyConstraint(["enrolment_id"], ["enrolment.id"], name=op.f("fk_review_enrolment_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_review_person_id")),
        sa.PrimaryKeyConstraint("enrolment_id", "criterion", name=op.f("pk_review")),
    )


def _review_event() -> None:
    op.create_table(
        "review_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("criterion", AutoString(), nullable=False),
        sa.Column("action", AutoString(), nullable=False),
        sa.Column("points_micro", sa.BigInteger(), nullable=True),
        sa.Column("reason", AutoString(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("channel", AutoString(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("told_at", UTCDateTime(), nullable=True),
        sa.CheckConstraint(
            "action IN ('accepted', 'adjusted', 'returned', 'commented', 'answered', 'contested',"
            " 'decided', 'reset')",
            name=op.f("ck_review_event_action_known"),
        ),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["enrolment.id"], name=op.f("fk_review_event_enrolment_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_review_event_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_event")),
    )
    op.create_index(
        op.f("ix_review_event_criterion"), "review_event", ["enrolment_id", "criterion"], unique=False
    )


def _reference_value() -> None:
    op.create_table(
        "reference_value",
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("input_key", AutoString(), nullable=False),
        sa.Column("origin", AutoString(), nullable=False),
        sa.Column("value", AutoString(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["enrolment.id"], name=op.f("fk_reference_value_enrolment_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_reference_value_person_id")),
        sa.PrimaryKeyConstraint("enrolment_id", "input_key", "origin", name=op.f("pk_reference_value")),
    )
