"""The code that the staff pass on to somebody whose phone cannot be confirmed by the app."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from dti_core.campaign import binding
from dti_core.campaign.history import Act, record_act
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff.roster import members
from dti_core.campaign.staff.staffer import Staffer
from dti_core.store import tables as t


@dataclass(frozen=True)
class Code:
    """Six digits for one person's invitation, told this once."""

    digits: str
    until: datetime
    name: str


def issue(conn: Connection, staffer: Staffer, ref: str, now: datetime) -> Code | Refusal:
    """A new code for the live invitation of somebody on the roster."""
    if refusal := staffer.lacks("invite"):
        return refusal
    found = members.find(conn, staffer, ref)
    if isinstance(found, Refusal):
        return found
    if not ref.startswith("m") or not found.phone or binding.rule(conn, staffer.campaign) != "phone_or_code":
        return Refusal("no_code_needed", ref)
    mine = t.invitation.c
    live = (mine.member_id == found.id, mine.used_at.is_(None), mine.revoked_at.is_(None))
    newest = select(mine.id).where(*live, mine.expires_at > now).order_by(mine.id.desc()).limit(1)
    invitation = conn.execute(newest).scalar_one_or_none()
    if invitation is None:
        return Refusal("no_invitation", ref)
    digits, until = binding.new_code(conn, invitation, now, staffer.who)
    act = Act("invitation_code_issued", f"invitation:{invitation}", new=found.name)
    record_act(conn, staffer.who, act, now, campaign=staffer.campaign, enrolment=found.enrolment_id)
    return Code(digits, until, found.name)
