"""Who has proved to be who they say: bound invitations, second factors; what each person has sent lately."""

from datetime import datetime

from sqlmodel import Field

from dti_core.store.base import Base, one_of

BINDINGS = ("off", "phone", "phone_or_code")
PROOFS = ("phone", "code")


class AccessRules(Base, table=True):
    """How a campaign makes sure of whom it lets in; without a row the defaults hold."""

    __tablename__ = "access_rules"
    __table_args__ = (one_of("binding", *BINDINGS),)

    campaign_id: int = Field(foreign_key="campaign.id", primary_key=True)
    binding: str = "phone_or_code"
    """How somebody whose phone stands in the roster shows that the invitation is theirs."""


class InvitationCode(Base, table=True):
    """Six digits that the staff pass on by phone, sealed: for one invitation, a while, and a few tries."""

    __tablename__ = "invitation_code"

    invitation_id: int = Field(foreign_key="invitation.id", primary_key=True)
    sealed: str
    issued_by: int | None = Field(default=None, foreign_key="person.id")
    created_at: datetime
    expires_at: datetime
    tries: int = 0


class InvitationProof(Base, table=True):
    """A person has shown that an invitation is meant for them, and how."""

    __tablename__ = "invitation_proof"
    __table_args__ = (one_of("how", *PROOFS),)

    invitation_id: int = Field(foreign_key="invitation.id", primary_key=True)
    person_id: int = Field(foreign_key="person.id", primary_key=True)
    how: str
    at: datetime


class SecondFactor(Base, table=True):
    """A person's secret for one-time codes, sealed. Without `confirmed_at` it is not in force yet."""

    __tablename__ = "second_factor"

    person_id: int = Field(foreign_key="person.id", primary_key=True)
    sealed: str
    created_at: datetime
    confirmed_at: datetime | None = None
    last_step: int = 0
    """The newest half minute whose code was used: no code works twice."""
    failures: int = 0
    locked_until: datetime | None = None


class FactorPass(Base, table=True):
    """In this chat a code was given lately: until then no other is asked for."""

    __tablename__ = "factor_pass"

    identity_id: int = Field(foreign_key="identity.id", primary_key=True)
    good_until: datetime


class Upload(Base, table=True):
    """A file that a person sent, whatever became of it; only for counting, forgotten after two days."""

    __tablename__ = "upload"

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    size: int
    at: datetime
