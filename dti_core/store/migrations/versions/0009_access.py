"""Proofs of who somebody is: bound invitations and second factors; what each person sent lately."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """New tables only."""
    _rules()
    _code()
    _proof()
    _factor()
    _upload()


def _rules() -> None:
    op.create_table(
        "access_rules",
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("binding", AutoString(), nullable=False),
        sa.CheckConstraint(
            "binding IN ('off', 'phone', 'phone_or_code')", name=op.f("ck_access_rules_binding_known")
        ),
        _key("access_rules", "campaign_id", "campaign"),
        sa.PrimaryKeyConstraint("campaign_id", name=op.f("pk_access_rules")),
    )


def _code() -> None:
    op.create_table(
        "invitation_code",
        sa.Column("invitation_id", sa.Integer(), nullable=False),
        sa.Column("sealed", AutoString(), nullable=False),
        sa.Column("issued_by", sa.Integer(), nullable=True),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("expires_at", UTCDateTime(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        _key("invitation_code", "invitation_id", "invitation"),
        _key("invitation_code", "issued_by", "person"),
        sa.PrimaryKeyConstraint("invitation_id", name=op.f("pk_invitation_code")),
    )


def _proof() -> None:
    op.create_table(
        "invitation_proof",
        sa.Column("invitation_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("how", AutoString(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.CheckConstraint("how IN ('phone', 'code')", name=op.f("ck_invitation_proof_how_known")),
        _key("invitation_proof", "invitation_id", "invitation"),
        _key("invitation_proof", "person_id", "person"),
        sa.PrimaryKeyConstraint("invitation_id", "person_id", name=op.f("pk_invitation_proof")),
    )


def _factor() -> None:
    op.create_table(
        "second_factor",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("sealed", AutoString(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("confirmed_at", UTCDateTime(), nullable=True),
        sa.Column("last_step", sa.Integer(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("locked_until", UTCDateTime(), nullable=True),
        _key("second_factor", "person_id", "person"),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_second_factor")),
    )
    op.create_table(
        "factor_pass",
        sa.Column("identity_id", sa.Integer(), nullable=False),
        sa.Column("good_until", UTCDateTime(), nullable=False),
        _key("factor_pass", "identity_id", "identity"),
        sa.PrimaryKeyConstraint("identity_id", name=op.f("pk_factor_pass")),
    )


def _upload() -> None:
    op.create_table(
        "upload",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        _key("upload", "person_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_upload")),
    )
    op.create_index(op.f("ix_upload_person_id"), "upload", ["person_id"], unique=False)


def _key(table: str, column: str, parent: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{parent}.id"], name=op.f(f"fk_{table}_{column}"))
