"""Links for many at once: whom they are for, one fresh token each, the earlier unused ones made worthless.

The tokens are made before the sheets that show them, and stored (as hashes) only together with the message
that hands the sheets over: a sheet that was never made leaves no link behind.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection, and_, select

from dti_core.campaign import invitations
from dti_core.campaign.invitations import VALID_FOR, Reach
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import powers
from dti_core.campaign.staff.roster import leaving
from dti_core.campaign.staff.roster.listing import Roster
from dti_core.campaign.staff.roster.snapshot import MemberFacts
from dti_core.campaign.staff.staffer import WORKERS_PATIENCE, Staffer
from dti_core.messages.staff.roster_views import UNINVITED, WAITING, PersonLine
from dti_core.store import tables as t


@dataclass(frozen=True)
class Wanted:
    """Whom to invite: of those who have not joined all, or those without a live link; of everywhere, one
    group (its number on the roster), some units, or named people (`refs` as on the roster)."""

    only_uninvited: bool = False
    group: int | None = None
    refs: tuple[str, ...] = ()
    enrolments: frozenset[int] | None = None


@dataclass(frozen=True)
class Guest:
    """Somebody to invite; without a name the unit's contact, whoever that will be."""

    reach: Reach
    line: PersonLine
    unit: str = ""


@dataclass(frozen=True)
class Ticket:
    """A guest with the token that opens the door, known only until the sheet is made."""

    guest: Guest
    until: datetime
    token: str = field(default_factory=invitations.new_token, repr=False)


def guests(conn: Connection, staffer: Staffer, wanted: Wanted, now: datetime) -> tuple[Guest, ...] | Refusal:
    """Whom an order is for; people who have joined need no link."""
    if refusal := staffer.lacks("invite"):
        return refusal
    roster = Roster(conn, staffer, now)
    members = {f"m{m.id}": m for m in roster.taken.members if m.id is not None}
    if wanted.group is not None and not 0 <= wanted.group < len(roster.groups):
        return ()
    states = UNINVITED if wanted.only_uninvited else WAITING
    return tuple(
        Guest(_reach(staffer.campaign, line, members.get(line.ref)), line, unit)
        for unit, line in _people(roster, staffer, wanted)
        if line.standing in states and (not wanted.refs or line.ref in wanted.refs)
    )


def unproven(staffer: Staffer, invited: Iterable[Guest], now: datetime) -> Refusal | None:
    """Links that make somebody one of the staff take a second factor; a worker makes them a little later."""
    if not any(guest.reach.role in powers.STAFF_ROLES for guest in invited):
        return None
    return staffer.unproven(now, WORKERS_PATIENCE)


def tickets(
    invited: Iterable[Guest], now: datetime, time_zone: str, valid_for: timedelta = VALID_FOR
) -> tuple[Ticket, ...]:
    """A fresh token for each, good until the end of its last day where the campaign is."""
    last = (now + valid_for).astimezone(ZoneInfo(time_zone))
    until = last.replace(hour=23, minute=59, second=0, microsecond=0).astimezone(UTC)
    return tuple(Ticket(guest, until) for guest in invited)


def issue(conn: Connection, staffer: Staffer, made: Sequence[Ticket], now: datetime) -> int | Refusal:
    """Store the links of sheets that are about to be handed over; how many. Who has joined or left meanwhile
    gets none, and what stands on their sheet opens nothing."""
    if refusal := staffer.lacks("invite") or unproven(staffer, [one.guest for one in made], now):
        return refusal
    issued = 0
    for ticket in made:
        reach = ticket.guest.reach
        if not _still_wanted(conn, reach):
            continue
        leaving.revoke_invitations(conn, staffer.who, _earlier(reach), now)
        valid = ticket.until - now
        invitations.issue_for(conn, reach, now, valid, who=staffer.who, token=ticket.token)
        issued += 1
    return issued


def revoke(conn: Connection, staffer: Staffer, ref: str, now: datetime) -> int | Refusal:
    """Make the unused links of a person, or of a unit without a person, worthless."""
    if refusal := staffer.lacks("invite"):
        return refusal
    roster = Roster(conn, staffer, now)
    everybody = _people(roster, staffer, Wanted())
    line = next((line for _, line in everybody if line.ref == ref), None)
    if line is None:
        return Refusal("unknown_member", ref)
    if ref.startswith("a"):
        return Refusal("nothing_to_revoke", ref)
    members = {f"m{m.id}": m for m in roster.taken.members}
    which = _earlier(_reach(staffer.campaign, line, members.get(ref)))
    gone = leaving.revoke_invitations(conn, staffer.who, which, now)
    return gone or Refusal("nothing_to_revoke", ref)


def _people(roster: Roster, staffer: Staffer, wanted: Wanted) -> Iterator[tuple[str, PersonLine]]:
    for card in roster.cards(wanted.group):
        if wanted.enrolments is None or card.enrolment in wanted.enrolments:
            yield from ((card.name, line) for line in card.people)
    if wanted.group is None and wanted.enrolments is None and staffer.groups is None:
        for line in roster.staff():
            yield "", line


def _reach(campaign: int, line: PersonLine, member: MemberFacts | None) -> Reach:
    if member is None:
        return Reach(campaign, "contact", int(line.ref[1:]))
    return Reach(
        campaign,
        member.role,
        member.enrolment,
        member.inputs,
        member.groups,
        member.indices,
        member.in_charge,
        member.id,
    )


def _earlier(reach: Reach) -> ColumnElement[bool]:
    if reach.member is not None:
        return t.invitation.c.member_id == reach.member
    return and_(
        t.invitation.c.enrolment_id == reach.enrolment,
        t.invitation.c.role == "contact",
        t.invitation.c.member_id.is_(None),
    )


def _still_wanted(conn: Connection, reach: Reach) -> bool:
    live = select(t.assignment.c.id).where(t.assignment.c.revoked_at.is_(None))
    if reach.member is None:
        mine = (t.assignment.c.enrolment_id == reach.enrolment, t.assignment.c.role == "contact")
        return conn.execute(live.where(*mine)).first() is None
    listed = select(t.member.c.id).where(t.member.c.id == reach.member, t.member.c.removed_at.is_(None))
    joined = live.where(t.assignment.c.member_id == reach.member)
    return conn.execute(listed).first() is not None and conn.execute(joined).first() is None
