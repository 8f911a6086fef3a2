"""Reminders, as revision 0002 made them."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

KINDS = "kind IN ('not_joined', 'not_started', 'stalled', 'evidence_missing', 'not_submitted', 'returned')"


def create() -> None:
    """Make them, parents first."""
    _reminder_rule()
    _reminder()
    _reminder_sent()


def _reminder_rule() -> None:
    op.create_table(
        "reminder_rule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("kind", AutoString(), nullable=False),
        sa.Column("days_before", sa.Integer(), nullable=True),
        sa.Column("stalled_days", sa.Integer(), nullable=True),
        sa.Column("scope_group", AutoString(), nullable=True),
        sa.Column("hour", sa.Integer(), nullable=False),
        sa.Column("text", AutoString(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("last_day", AutoString(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("identity_id", sa.Integer(), nullable=True),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.CheckConstraint("hour BETWEEN 0 AND 23", name=op.f("ck_reminder_rule_hour_of_a_day")),
        sa.CheckConstraint(
            KINDS,
            name=op.f("ck_reminder_rule_kind_known"),
        ),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_reminder_rule_campaign_id")),
        sa.ForeignKeyConstraint(["identity_id"], ["identity.id"], name=op.f("fk_reminder_rule_identity_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_reminder_rule_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder_rule")),
    )
    op.create_index(op.f("ix_reminder_rule_campaign_id"), "reminder_rule", ["campaign_id"], unique=False)


def _reminder() -> None:
    op.create_table(
        "reminder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("rule_id", sa.Integer(), nullable=True),
        sa.Column("kind", AutoString(), nullable=False),
        sa.Column("text", AutoString(), nullable=False),
        sa.Column("scope_group", AutoString(), nullable=True),
        sa.Column("scope_enrolments", AutoString(), nullable=True),
        sa.Column("stalled_days", sa.Integer(), nullable=True),
        sa.Column("state", AutoString(), nullable=False),
        sa.Column("planned_for", UTCDateTime(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("identity_id", sa.Integer(), nullable=True),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("told_at", UTCDateTime(), nullable=True),
        sa.CheckConstraint(
            KINDS,
            name=op.f("ck_reminder_kind_known"),
        ),
        sa.CheckConstraint(
            "state IN ('planned', 'sending', 'sent', 'cancelled')", name=op.f("ck_reminder_state_known")
        ),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_reminder_campaign_id")),
        sa.ForeignKeyConstraint(["identity_id"], ["identity.id"], name=op.f("fk_reminder_identity_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_reminder_person_id")),
        sa.ForeignKeyConstraint(["rule_id"], ["reminder_rule.id"], name=op.f("fk_reminder_rule_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder")),
    )
    op.create_index(op.f("ix_reminder_state"), "reminder", ["state", "planned_for"], unique=False)


def _reminder_sent() -> None:
    op.create_table(
        "reminder_sent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reminder_id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=True),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("day", AutoString(), nullable=False),
        sa.Column("outbox_id", sa.Integer(), nullable=True),
        sa.Column("result", AutoString(), nullable=False),
        sa.Column("error", AutoString(), nullable=True),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.CheckConstraint(
            "result IN ('queued', 'delivered', 'blocked', 'failed', 'not_joined', 'settled')",
            name=op.f("ck_reminder_sent_result_known"),
        ),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["enrolment.id"], name=op.f("fk_reminder_sent_enrolment_id")
        ),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_reminder_sent_member_id")),
        sa.ForeignKeyConstraint(
            ["outbox_id"], ["outbox.id"], name=op.f("fk_reminder_sent_outbox_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_reminder_sent_person_id")),
        sa.ForeignKeyConstraint(["reminder_id"], ["reminder.id"], name=op.f("fk_reminder_sent_reminder_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder_sent")),
    )
    op.create_index(
        op.f("ix_reminder_sent_one_a_day"),
        "reminder_sent",
        ["person_id", "day"],
        unique=True,
        sqlite_where=sa.text("person_id IS NOT NULL"),
        postgresql_where=sa.text("person_id IS NOT NULL"),
    )
    op.create_index(op.f("ix_reminder_sent_reminder"), "reminder_sent", ["reminder_id"], unique=False)
