"""The roster, tasks and proposals, as revision 0002 made them."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime


def create() -> None:
    """Make the roster, to which roles refer."""
    _member()


def create_tasks() -> None:
    """Make what refers to roles."""
    _task()
    _proposal()
    _bot_account()


def _member() -> None:
    op.create_table(
        "member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=True),
        sa.Column("role", AutoString(), nullable=False),
        sa.Column("name", AutoString(), nullable=False),
        sa.Column("office", AutoString(), nullable=True),
        sa.Column("phone", AutoString(), nullable=True),
        sa.Column("email", AutoString(), nullable=True),
        sa.Column("in_charge", sa.Boolean(), nullable=False),
        sa.Column("scope_group", AutoString(), nullable=True),
        sa.Column("scope_indices", AutoString(), nullable=True),
        sa.Column("scope_inputs", AutoString(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("removed_at", UTCDateTime(), nullable=True),
        sa.CheckConstraint(
            "enrolment_id IS NOT NULL OR role NOT IN ('contact', 'provider')",
            name=op.f("ck_member_needs_enrolment"),
        ),
        sa.CheckConstraint(
            "role IN ('contact', 'provider', 'reviewer', 'council', 'expert', 'observer', 'manager',"
            " 'operator')",
            name=op.f("ck_member_role_known"),
        ),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_member_campaign_id")),
        sa.ForeignKeyConstraint(["enrolment_id"], ["enrolment.id"], name=op.f("fk_member_enrolment_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_member_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member")),
    )
    op.create_index(op.f("ix_member_campaign"), "member", ["campaign_id", "enrolment_id"], unique=False)
    op.create_index(op.f("ix_member_person_id"), "member", ["person_id"], unique=False)


def _task() -> None:
    op.create_table(
        "task",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=True),
        sa.Column("kind", AutoString(), nullable=False),
        sa.Column("arguments", AutoString(), nullable=False),
        sa.Column("mark", AutoString(), nullable=True),
        sa.Column("state", AutoString(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("claimed_until", UTCDateTime(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("assignment_id", sa.Integer(), nullable=True),
        sa.Column("identity_id", sa.Integer(), nullable=True),
        sa.Column("error", AutoString(), nullable=True),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("finished_at", UTCDateTime(), nullable=True),
        sa.CheckConstraint(
            "state IN ('queued', 'running', 'done', 'failed', 'cancelled')", name=op.f("ck_task_state_known")
        ),
        sa.ForeignKeyConstraint(["assignment_id"], ["assignment.id"], name=op.f("fk_task_assignment_id")),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_task_campaign_id")),
        sa.ForeignKeyConstraint(["identity_id"], ["identity.id"], name=op.f("fk_task_identity_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_task_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task")),
    )
    op.create_index(
        op.f("ix_task_one_live"),
        "task",
        ["mark"],
        unique=True,
        sqlite_where=sa.text("state IN ('queued', 'running') AND mark IS NOT NULL"),
        postgresql_where=sa.text("state IN ('queued', 'running') AND mark IS NOT NULL"),
    )
    op.create_index(op.f("ix_task_state"), "task", ["state", "id"], unique=False)


def _proposal() -> None:
    op.create_table(
        "proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=True),
        sa.Column("kind", AutoString(), nullable=False),
        sa.Column("file_sha256", AutoString(), nullable=True),
        sa.Column("file_name", AutoString(), nullable=True),
        sa.Column("payload", AutoString(), nullable=False),
        sa.Column("state", AutoString(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("channel", AutoString(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("decided_at", UTCDateTime(), nullable=True),
        sa.CheckConstraint(
            "state IN ('pending', 'applied', 'cancelled', 'outdated')", name=op.f("ck_proposal_state_known")
        ),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_proposal_campaign_id")),
        sa.ForeignKeyConstraint(["enrolment_id"], ["enrolment.id"], name=op.f("fk_proposal_enrolment_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_proposal_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
    )
    op.create_index(op.f("ix_proposal_enrolment_id"), "proposal", ["enrolment_id"], unique=False)


def _bot_account() -> None:
    op.create_table(
        "bot_account",
        sa.Column("channel", AutoString(), nullable=False),
        sa.Column("bot", AutoString(), nullable=False),
        sa.Column("name", AutoString(), nullable=False),
        sa.Column("seen_at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("channel", "bot", name=op.f("pk_bot_account")),
    )
