"""An invitation is for one person, who shows that the roster's phone is theirs, or a code of the staff.

A phone is shown by the app's own sharing of one's number. Where that cannot be (another number, an app that
has no such thing), the staff pass on six digits, to the person whom they know, for this invitation alone.
"""

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal, cast

from sqlalchemy import ColumnElement, Connection, Row, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert  # SQLite speaks this one too

from dti_core.campaign.history import Act, Who, record_act
from dti_core.campaign.people import Speaker
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff.roster import names
from dti_core.store import sealing
from dti_core.store import tables as t

Rule = Literal["off", "phone", "phone_or_code"]
RULES: tuple[Rule, ...] = ("off", "phone", "phone_or_code")
USUAL: Rule = "phone_or_code"
CODE_TRIES = 5
CODE_VALID = timedelta(hours=24)
SHOWN_DIGITS = 3
"""Of the roster's number: enough for its owner to know it, of no use to anybody else."""
_code = t.invitation_code.c


@dataclass(frozen=True)
class Wanted:
    """What has still to be shown: by what rule, and how the number ends."""

    rule: Rule
    ending: str


def rule(conn: Connection, campaign: int) -> Rule:
    """How this campaign makes sure of whom it lets in."""
    kept = select(t.access_rules.c.binding).where(t.access_rules.c.campaign_id == campaign)
    return cast(Rule, conn.execute(kept).scalar_one_or_none() or USUAL)


def set_rule(conn: Connection, campaign: int, wanted: Rule, now: datetime, who: Who) -> None:
    """Change it; who is in stays in."""
    before = rule(conn, campaign)
    made = upsert(t.access_rules).values(campaign_id=campaign, binding=wanted)
    conn.execute(made.on_conflict_do_update(index_elements=["campaign_id"], set_={"binding": wanted}))
    if before != wanted:
        record_act(conn, who, Act("binding_set", "campaign", before, wanted), now, campaign=campaign)


def wanted(conn: Connection, invitation: Row[Any], person: int) -> Wanted | None:
    """What this person has to show before this invitation opens; None: nothing, or it was shown."""
    number = _number(conn, invitation)
    found = rule(conn, invitation.campaign_id)
    if number is None or found == "off":
        return None
    shown = (t.invitation_proof.c.invitation_id == invitation.id, t.invitation_proof.c.person_id == person)
    if conn.execute(select(t.invitation_proof.c.how).where(*shown)).first() is not None:
        return None
    return Wanted(found, number[-SHOWN_DIGITS:])


def opened(conn: Connection, person: int, invitation: int) -> Row[Any] | None:
    """An invitation whose token this very person has shown: its number in a button proves nothing."""
    tried = select(t.invitation_try.c.id).where(
        t.invitation_try.c.person_id == person, t.invitation_try.c.invitation_id == t.invitation.c.id
    )
    mine = select(t.invitation).where(t.invitation.c.id == invitation, tried.exists())
    return conn.execute(mine).one_or_none()


def show_phone(
    conn: Connection, speaker: Speaker, invitation: int, phone: str, own: bool, now: datetime
) -> Refusal | None:
    """A number was shared; `own`: the app vouches that it is the sender's."""
    row = opened(conn, speaker.person, invitation)
    if row is None:
        return Refusal("unknown_invitation", str(invitation))
    given, listed = names.phone(phone), _number(conn, row)
    if not own or given is None or given != listed:
        return Refusal("not_proven", "other_number" if own else "not_own")
    _prove(conn, speaker, row, "phone", now)
    return None


def show_code(
    conn: Connection, speaker: Speaker, invitation: int, code: str, now: datetime
) -> Refusal | None:
    """Six digits were typed; a wrong one counts against the code and against the person."""
    row = opened(conn, speaker.person, invitation)
    if row is None or rule(conn, row.campaign_id) != "phone_or_code":
        return Refusal("unknown_invitation", str(invitation))
    kept = conn.execute(select(t.invitation_code).where(_mine(row.id)).with_for_update()).one_or_none()
    if kept is None or kept.expires_at <= now or kept.tries >= CODE_TRIES:
        return Refusal("code_expired")
    try:
        right = sealing.of(conn).open(kept.sealed, _purpose(row.id))
    except sealing.Unsealable:
        return Refusal("code_expired")
    if not hmac.compare_digest(right, code.encode()):
        conn.execute(update(t.invitation_code).where(_mine(row.id)).values(tries=kept.tries + 1))
        conn.execute(insert(t.invitation_try), {"person_id": speaker.person, "at": now})
        left = CODE_TRIES - kept.tries - 1
        return Refusal("wrong_code", str(left)) if left else Refusal("code_expired")
    conn.execute(t.invitation_code.delete().where(_mine(row.id)))
    _prove(conn, speaker, row, "code", now)
    return None


def new_code(conn: Connection, invitation: int, now: datetime, who: Who) -> tuple[str, datetime]:
    """Six digits for an invitation, told this once, and until when; an earlier code is worthless."""
    code, until = f"{secrets.randbelow(10**6):06d}", now + CODE_VALID
    values = {
        "sealed": sealing.of(conn).seal(code.encode(), _purpose(invitation)),
        "issued_by": who.person,
        "created_at": now,
        "expires_at": until,
        "tries": 0,
    }
    made = upsert(t.invitation_code).values(invitation_id=invitation, **values)
    conn.execute(made.on_conflict_do_update(index_elements=["invitation_id"], set_=values))
    return code, until


def _number(conn: Connection, invitation: Row[Any]) -> str | None:
    """The phone of whom the roster means, in one form."""
    if invitation.member_id is None:
        return None
    listed = select(t.member.c.phone).where(t.member.c.id == invitation.member_id)
    return names.phone(conn.execute(listed).scalar_one_or_none() or "")


def _prove(conn: Connection, speaker: Speaker, invitation: Row[Any], how: str, now: datetime) -> None:
    row = {"invitation_id": invitation.id, "person_id": speaker.person, "how": how, "at": now}
    conn.execute(upsert(t.invitation_proof).on_conflict_do_nothing(), row)
    act = Act("invitation_proven", f"invitation:{invitation.id}", new=how)
    who, unit = Who(speaker.person, speaker.channel), invitation.enrolment_id
    record_act(conn, who, act, now, campaign=invitation.campaign_id, enrolment=unit)


def _mine(invitation: int) -> ColumnElement[bool]:
    return _code.invitation_id == invitation


def _purpose(invitation: int) -> str:
    return f"invitation:{invitation}"
