"""What comes in and goes out, acts and leases, as revision 0001 made them."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime


def create() -> None:
    """Make them, parents first."""
    _inbox()
    _outbox()
    _conversation()
    _status_message()
    _audit()
    _lease()


def _inbox() -> None:
    op.create_table(
        "inbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("channel", AutoString(), nullable=False),
        sa.Column("bot", AutoString(), nullable=False),
        sa.Column("update_id", AutoString(), nullable=False),
        sa.Column("conversation_key", AutoString(), nullable=False),
        sa.Column("payload", AutoString(), nullable=False),
        sa.Column("received_at", UTCDateTime(), nullable=False),
        sa.Column("state", AutoString(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("error", AutoString(), nullable=True),
        sa.Column("done_at", UTCDateTime(), nullable=True),
        sa.CheckConstraint("state IN ('pending', 'done', 'quarantined')", name=op.f("ck_inbox_state_known")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbox")),
        sa.UniqueConstraint("channel", "bot", "update_id", name=op.f("uq_inbox_channel_bot_update_id")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_inbox_state", "inbox", ["state", "id"], unique=False)


def _outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("channel", AutoString(), nullable=False),
        sa.Column("bot", AutoString(), nullable=False),
        sa.Column("identity_id", sa.Integer(), nullable=False),
        sa.Column("lane", sa.Integer(), nullable=False),
        sa.Column("payload", AutoString(), nullable=False),
        sa.Column("inbox_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("state", AutoString(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("fence", sa.Integer(), nullable=True),
        sa.Column("not_before", UTCDateTime(), nullable=True),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("sent_at", UTCDateTime(), nullable=True),
        sa.Column("message_ref", AutoString(), nullable=True),
        sa.Column("edit_ref", AutoString(), nullable=True),
        sa.Column("error", AutoString(), nullable=True),
        sa.CheckConstraint(
            "state IN ('pending', 'sending', 'sent', 'failed', 'superseded')",
            name=op.f("ck_outbox_state_known"),
        ),
        sa.CheckConstraint("lane BETWEEN 0 AND 3", name=op.f("ck_outbox_lane_known")),
        sa.ForeignKeyConstraint(["identity_id"], ["identity.id"], name=op.f("fk_outbox_identity_id")),
        sa.ForeignKeyConstraint(
            ["inbox_id"], ["inbox.id"], name=op.f("fk_outbox_inbox_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("inbox_id", "position", name=op.f("uq_outbox_inbox_id_position")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_outbox_identity", "outbox", ["identity_id", "state", "id"], unique=False)
    op.create_index("ix_outbox_waiting", "outbox", ["state", "lane", "id"], unique=False)


def _conversation() -> None:
    op.create_table(
        "conversation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("slot", AutoString(), nullable=False),
        sa.Column("state", AutoString(), nullable=False),
        sa.Column("asked_outbox", sa.Integer(), nullable=True),
        sa.Column("updated_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["asked_outbox"], ["outbox.id"], name=op.f("fk_conversation_asked_outbox"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_conversation_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conversation")),
        sa.UniqueConstraint("person_id", "slot", name=op.f("uq_conversation_person_id_slot")),
    )


def _status_message() -> None:
    op.create_table(
        "status_message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("identity_id", sa.Integer(), nullable=False),
        sa.Column("wanted_seq", sa.Integer(), nullable=False),
        sa.Column("sent_seq", sa.Integer(), nullable=False),
        sa.Column("message_ref", AutoString(), nullable=True),
        sa.Column("text_hash", AutoString(), nullable=True),
        sa.Column("not_before", UTCDateTime(), nullable=True),
        sa.Column("sent_at", UTCDateTime(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("error", AutoString(), nullable=True),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["enrolment.id"], name=op.f("fk_status_message_enrolment_id")
        ),
        sa.ForeignKeyConstraint(["identity_id"], ["identity.id"], name=op.f("fk_status_message_identity_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_status_message_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_status_message")),
        sa.UniqueConstraint(
            "person_id", "enrolment_id", name=op.f("uq_status_message_person_id_enrolment_id")
        ),
    )
    op.create_index(op.f("ix_status_message_enrolment_id"), "status_message", ["enrolment_id"], unique=False)


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=True),
        sa.Column("enrolment_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("channel", AutoString(), nullable=False),
        sa.Column("action", AutoString(), nullable=False),
        sa.Column("subject", AutoString(), nullable=False),
        sa.Column("old", AutoString(), nullable=True),
        sa.Column("new", AutoString(), nullable=True),
        sa.Column("reason", AutoString(), nullable=True),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_audit_campaign_id")),
        sa.ForeignKeyConstraint(["enrolment_id"], ["enrolment.id"], name=op.f("fk_audit_enrolment_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_audit_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    op.create_index(op.f("ix_audit_enrolment_id"), "audit", ["enrolment_id"], unique=False)
    op.create_index("ix_audit_subject", "audit", ["campaign_id", "subject"], unique=False)


def _lease() -> None:
    op.create_table(
        "lease",
        sa.Column("name", AutoString(), nullable=False),
        sa.Column("holder", AutoString(), nullable=False),
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.Column("expires_at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_lease")),
    )
