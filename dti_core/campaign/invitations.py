"""Invitations: one link, one person. Only the hash of a token is kept; a button alone opens nothing."""

import hashlib
import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, insert, select, update

from dti_core.campaign import binding, deadlines, frameworks, marks, words
from dti_core.campaign.history import OPERATOR, Act, Who, record_act
from dti_core.campaign.people import Speaker
from dti_core.campaign.refusal import Code, Refusal
from dti_core.framework.framework import Framework
from dti_core.messages.consent import consent_hash
from dti_core.store import tables as t
from dti_core.survey.lobby import InvitationState, InvitationView

VALID_FOR = timedelta(days=14)
TRIES = 10
TRIES_WITHIN = timedelta(hours=1)
MINUTES_PER_CRITERION = 1.1

_REFUSED: dict[InvitationState, Code] = {
    "expired": "invitation_expired",
    "used": "invitation_used",
    "revoked": "invitation_revoked",
}


@dataclass(frozen=True)
class Reach:
    """What an invitation is to: a role in a campaign, and how far it goes (scopes as words, None: all)."""

    campaign: int
    role: str
    enrolment: int | None = None
    inputs: str | None = None
    groups: str | None = None
    indices: str | None = None
    in_charge: bool = True
    member: int | None = None
    """The roster's row of the person it is meant for."""


def issue(
    conn: Connection,
    enrolment: int,
    role: str,
    now: datetime,
    valid_for: timedelta = VALID_FOR,
    *,
    inputs: str | None = None,
    who: Who = OPERATOR,
) -> str:
    """An invitation to a unit; see `issue_for`."""
    of_unit = select(t.enrolment.c.campaign_id).where(t.enrolment.c.id == enrolment)
    reach = Reach(conn.execute(of_unit).scalar_one(), role, enrolment, inputs)
    return issue_for(conn, reach, now, valid_for, who=who)


def issue_for(
    conn: Connection,
    reach: Reach,
    now: datetime,
    valid_for: timedelta = VALID_FOR,
    *,
    who: Who = OPERATOR,
    token: str | None = None,
) -> str:
    """A new invitation; its token, the payload of a deep link (43 characters), is told this once.

    `token`: one that was made before, because it stands on a sheet that had to be made first.
    """
    token = token or new_token()
    row = {
        "token_hash": _hash(token),
        "campaign_id": reach.campaign,
        "enrolment_id": reach.enrolment,
        "role": reach.role,
        "scope_inputs": reach.inputs,
        "scope_group": reach.groups,
        "scope_indices": reach.indices,
        "in_charge": reach.in_charge,
        "member_id": reach.member,
        "created_at": now,
        "expires_at": now + valid_for,
    }
    new = conn.execute(insert(t.invitation).returning(t.invitation.c.id), row).scalar_one()
    act = Act("invitation_issued", f"invitation:{new}", new=reach.role)
    record_act(conn, who, act, now, campaign=reach.campaign, enrolment=reach.enrolment)
    return token


def new_token() -> str:
    """256 random bits that fit a link."""
    return secrets.token_urlsafe(32)


def too_many_tries(conn: Connection, person: int, now: datetime) -> bool:
    """Whether this person has tried so many wrong codes lately that they have to wait."""
    tries = select(func.count()).where(
        t.invitation_try.c.person_id == person,
        t.invitation_try.c.invitation_id.is_(None),
        t.invitation_try.c.at > now - TRIES_WITHIN,
    )
    return int(conn.execute(tries).scalar_one()) >= TRIES


def look_up(conn: Connection, payload: str, person: int, now: datetime) -> InvitationView:
    """The invitation behind a link, as this person may see it; who opened it or tried a wrong one is kept."""
    row = conn.execute(select(t.invitation).where(t.invitation.c.token_hash == _hash(payload))).one_or_none()
    opened = {"person_id": person, "invitation_id": None if row is None else row.id, "at": now}
    conn.execute(insert(t.invitation_try), opened)
    if row is None:
        return InvitationView(id=0, state="unknown")
    return _view(conn, row, _state(row, person, now, holds=_holds(conn, person, row)), person)


def opened_again(conn: Connection, invitation: int, person: int, now: datetime) -> InvitationView | None:
    """An invitation that this very person opened before, as a button names it; None for anyone else."""
    row = binding.opened(conn, person, invitation)
    if row is None:
        return None
    return _view(conn, row, _state(row, person, now, holds=_holds(conn, person, row)), person)


def accept(
    conn: Connection, speaker: Speaker, invitation: int, consent_version: str, channel: str, now: datetime
) -> int | Refusal:
    """Join with consent: the new role, active at once. Who comes second is refused, who repeats is not."""
    row = binding.opened(conn, speaker.person, invitation)
    if row is None:
        return Refusal("unknown_invitation", str(invitation))
    held = _holds(conn, speaker.person, row)
    if held is not None:
        return held
    if _state(row, speaker.person, now) == "valid" and binding.wanted(conn, row, speaker.person):
        return Refusal("not_proven", str(invitation))
    if not _use(conn, invitation, speaker.person, now):
        state = _state(binding.opened(conn, speaker.person, invitation), speaker.person, now)
        return Refusal(_REFUSED.get(state, "invitation_used"), str(invitation))
    who = Who(speaker.person, channel)
    _consent(conn, who, row.campaign_id, consent_version, now)
    return _join(conn, speaker, row, who, now)


def decline(conn: Connection, speaker: Speaker, invitation: int, now: datetime) -> Refusal | None:
    """ "Không phải tôi": the invitation stays unused, and staff can see it."""
    row = binding.opened(conn, speaker.person, invitation)
    if row is None:
        return Refusal("unknown_invitation", str(invitation))
    conn.execute(update(t.invitation).where(*_unused(invitation)).values(declined_at=now))
    act = Act("invitation_declined", f"invitation:{invitation}")
    who = Who(speaker.person, speaker.channel)
    record_act(conn, who, act, now, campaign=row.campaign_id, enrolment=row.enrolment_id)
    return None


def revoke(conn: Connection, invitation: int, now: datetime, who: Who = OPERATOR) -> bool:
    """Make an unused invitation worthless; False where it had been used or revoked already."""
    unused = _unused(invitation)
    revoked = update(t.invitation).where(*unused).values(revoked_at=now).returning(t.invitation.c.campaign_id)
    campaign = conn.execute(revoked).scalar_one_or_none()
    if campaign is None:
        return False
    record_act(conn, who, Act("invitation_revoked", f"invitation:{invitation}"), now, campaign=campaign)
    return True


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _holds(conn: Connection, person: int, invitation: Row[Any]) -> int | None:
    """The person's live assignment of the kind that an invitation is to."""
    mine = select(t.assignment.c.id).where(
        t.assignment.c.person_id == person,
        t.assignment.c.campaign_id == invitation.campaign_id,
        t.assignment.c.enrolment_id == invitation.enrolment_id,
        t.assignment.c.role == invitation.role,
        t.assignment.c.revoked_at.is_(None),
    )
    return conn.execute(mine).scalar_one_or_none()


def _state(row: Row[Any] | None, person: int, now: datetime, *, holds: int | None = None) -> InvitationState:
    if row is None:
        return "unknown"
    if holds is not None:
        return "yours"
    if row.revoked_at is not None:
        return "revoked"
    if row.used_at is not None:
        return "yours" if row.used_by == person else "used"
    return "expired" if row.expires_at <= now else "valid"


def _unused(invitation: int) -> tuple[ColumnElement[bool], ...]:
    mine = t.invitation.c
    return (mine.id == invitation, mine.used_at.is_(None), mine.revoked_at.is_(None))


def _use(conn: Connection, invitation: int, person: int, now: datetime) -> bool:
    """Only one transaction ever gets a row out of this."""
    fresh = (*_unused(invitation), t.invitation.c.expires_at > now)
    return conn.execute(update(t.invitation).where(*fresh).values(used_at=now, used_by=person)).rowcount == 1


def _consent(conn: Connection, who: Who, campaign: int, version: str, now: datetime) -> None:
    told = select(t.campaign.c.coordinator, t.campaign.c.title).where(t.campaign.c.id == campaign)
    coordinator, title = conn.execute(told).one()
    row = {
        "person_id": who.person,
        "campaign_id": campaign,
        "version": version,
        "text_hash": consent_hash(coordinator, title),
        "channel": who.channel,
        "at": now,
    }
    conn.execute(insert(t.consent), row)


def _join(conn: Connection, speaker: Speaker, row: Row[Any], who: Who, now: datetime) -> int:
    mine = (t.assignment.c.person_id == speaker.person) & t.assignment.c.active
    conn.execute(update(t.assignment).where(mine).values(active=False))
    role = {
        "person_id": speaker.person,
        "campaign_id": row.campaign_id,
        "enrolment_id": row.enrolment_id,
        "role": row.role,
        "scope_inputs": row.scope_inputs,
        "scope_group": row.scope_group,
        "scope_indices": row.scope_indices,
        "in_charge": row.in_charge,
        "member_id": row.member_id,
        "active": True,
        "granted_at": now,
    }
    new = int(conn.execute(insert(t.assignment).returning(t.assignment.c.id), role).scalar_one())
    if row.enrolment_id is not None:
        marks.follow_status(conn, speaker.person, row.enrolment_id, speaker.identity)
    if row.member_id is not None:
        joined = update(t.member).where(t.member.c.id == row.member_id)
        conn.execute(joined.values(person_id=speaker.person))
    act = Act("invitation_accepted", f"invitation:{row.id}", new=f"assignment:{new}")
    record_act(conn, who, act, now, campaign=row.campaign_id, enrolment=row.enrolment_id)
    return new


def _view(conn: Connection, row: Row[Any], state: InvitationState, person: int) -> InvitationView:
    seen = _view_of_unit(conn, row, state) if row.enrolment_id else _view_for_staff(conn, row, state)
    wanted = binding.wanted(conn, row, person) if state == "valid" else None
    return replace(seen, proof=wanted.rule, ending=wanted.ending) if wanted else seen


def _view_for_staff(conn: Connection, row: Row[Any], state: InvitationState) -> InvitationView:
    """Staff are not bound to the deadline of the self-assessment."""
    found = conn.execute(select(t.campaign).where(t.campaign.c.id == row.campaign_id)).one()
    return InvitationView(
        id=row.id,
        state=state,
        role=row.role,
        campaign_title=found.title,
        coordinator=found.coordinator,
        reference_year=found.reference_year,
        time_zone=found.time_zone,
    )


def _view_of_unit(conn: Connection, row: Row[Any], state: InvitationState) -> InvitationView:
    unit = conn.execute(select(t.enrolment).where(t.enrolment.c.id == row.enrolment_id)).one()
    found = conn.execute(
        select(t.campaign, t.unit.c.name.label("unit_name"))
        .select_from(t.enrolment)
        .join(t.campaign, t.campaign.c.id == t.enrolment.c.campaign_id)
        .join(t.unit, t.unit.c.id == t.enrolment.c.unit_id)
        .where(t.enrolment.c.id == row.enrolment_id)
    ).one()
    criteria = _asked(frameworks.framework(conn, unit.content_hash), row.scope_inputs)
    return InvitationView(
        id=row.id,
        state=state,
        role=row.role,
        deputy=not row.in_charge,
        unit_name=found.unit_name,
        campaign_title=found.title,
        coordinator=found.coordinator,
        reference_year=found.reference_year,
        closes_at=deadlines.term(unit, found.closes_at),
        criteria=criteria,
        minutes=max(1, round(criteria * MINUTES_PER_CRITERION)),
        time_zone=found.time_zone,
    )


def _asked(framework: Framework, scope: str | None) -> int:
    """How many criteria somebody is asked: a provider those that take a figure of theirs."""
    asked = [node for node in framework.criteria if "self" in node.assessors]
    if scope is None:
        return len(asked)
    theirs = words.split(scope)
    return sum(1 for node in asked if any(f"{node.id}:{one.id}" in theirs for one in node.inputs))
