"""More roles, and how far each reaches: `assignment` and `invitation` as revision 0002 changed them."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

OLD = "role IN ('contact', 'provider', 'reviewer', 'council', 'manager', 'operator')"
NEW = OLD.replace("'reviewer'", "'clerk', 'reviewer'").replace("'manager'", "'expert', 'observer', 'manager'")
LIVE = "revoked_at IS NULL"
ACTIVE = "active AND revoked_at IS NULL"


def change() -> None:
    """SQLite makes both tables anew from what they were: spelt out, since it cannot tell all of it."""
    for before in (_assignment(), _invitation()):
        name = before.name
        with op.batch_alter_table(name, copy_from=before) as table:
            table.drop_constraint(op.f(f"ck_{name}_role_known"), type_="check")
            table.create_check_constraint(op.f(f"ck_{name}_role_known"), sa.text(NEW))
            if name == "invitation":
                table.add_column(sa.Column("scope_group", AutoString(), nullable=True))
            table.add_column(sa.Column("scope_indices", AutoString(), nullable=True))
            table.add_column(sa.Column("in_charge", sa.Boolean(), nullable=False, server_default=sa.true()))
            table.add_column(sa.Column("member_id", sa.Integer(), nullable=True))
            table.create_foreign_key(op.f(f"fk_{name}_member_id"), "member", ["member_id"], ["id"])
        op.create_index(op.f(f"ix_{name}_member_id"), name, ["member_id"], unique=False)


def _assignment() -> sa.Table:
    return sa.Table(
        "assignment",
        sa.MetaData(),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=True),
        sa.Column("role", AutoString(), nullable=False),
        sa.Column("scope_group", AutoString(), nullable=True),
        sa.Column("scope_inputs", AutoString(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("granted_at", UTCDateTime(), nullable=False),
        sa.Column("revoked_at", UTCDateTime(), nullable=True),
        sa.CheckConstraint(
            "enrolment_id IS NOT NULL OR role NOT IN ('contact', 'provider')",
            name="ck_assignment_needs_enrolment",
        ),
        sa.CheckConstraint(OLD, name="ck_assignment_role_known"),
        _key("assignment", "campaign_id", "campaign"),
        _key("assignment", "enrolment_id", "enrolment"),
        _key("assignment", "person_id", "person"),
        sa.PrimaryKeyConstraint("id", name="pk_assignment"),
        sa.Index("ix_assignment_enrolment_id", "enrolment_id"),
        _partial("ix_assignment_one_active", "person_id", where=ACTIVE),
        _partial("ix_assignment_one_of_a_kind", "person_id", "enrolment_id", "role", where=LIVE),
    )


def _invitation() -> sa.Table:
    return sa.Table(
        "invitation",
        sa.MetaData(),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_hash", AutoString(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=True),
        sa.Column("role", AutoString(), nullable=False),
        sa.Column("scope_inputs", AutoString(), nullable=True),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("expires_at", UTCDateTime(), nullable=False),
        sa.Column("used_at", UTCDateTime(), nullable=True),
        sa.Column("used_by", sa.Integer(), nullable=True),
        sa.Column("revoked_at", UTCDateTime(), nullable=True),
        sa.CheckConstraint(OLD, name="ck_invitation_role_known"),
        _key("invitation", "campaign_id", "campaign"),
        _key("invitation", "enrolment_id", "enrolment"),
        _key("invitation", "used_by", "person"),
        sa.PrimaryKeyConstraint("id", name="pk_invitation"),
        sa.UniqueConstraint("token_hash", name="uq_invitation_token_hash"),
        sa.Index("ix_invitation_enrolment_id", "enrolment_id"),
    )


def _key(table: str, column: str, parent: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{parent}.id"], name=f"fk_{table}_{column}")


def _partial(name: str, *columns: str, where: str) -> sa.Index:
    condition = sa.text(where)
    return sa.Index(name, *columns, unique=True, sqlite_where=condition, postgresql_where=condition)
