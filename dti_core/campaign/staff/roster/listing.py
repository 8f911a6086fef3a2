"""Reading the roster: who is on it, who has joined, who holds a link."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff.roster import snapshot
from dti_core.campaign.staff.roster.plan_staff import INVITED
from dti_core.campaign.staff.roster.snapshot import MemberFacts, Snapshot, UnitFacts, titled
from dti_core.campaign.staff.staffer import Staffer
from dti_core.messages.staff.roster_views import (
    UNINVITED,
    WAITING,
    GroupLine,
    PersonLine,
    RosterHead,
    Standing,
    UnitCard,
)
from dti_core.store import tables as t


class Roster:
    """One campaign's roster as one of the staff may see it, read once."""

    def __init__(self, conn: Connection, staffer: Staffer, now: datetime) -> None:
        self.now = now
        self.taken: Snapshot = snapshot.take(conn, staffer.campaign)
        self.links = _links(conn, staffer.campaign)
        self.since = _since(conn, staffer.campaign)
        zone = select(t.campaign.c.time_zone).where(t.campaign.c.id == staffer.campaign)
        self.zone: str = conn.execute(zone).scalar_one()
        self.groups = [
            (facts.id, group)
            for facts in self.taken.frameworks.values()
            for group in facts.groups
            if staffer.reaches(group)
        ]
        self.units = [unit for unit in self.taken.units if staffer.reaches(unit.group)]

    def cards(self, group: int | None = None) -> list[UnitCard]:
        """Every unit, or those of one group, by name."""
        wanted = None if group is None else self.groups[group]
        found = [u for u in self.units if wanted is None or (u.framework, u.group) == wanted]
        return sorted(map(self.card, found), key=lambda card: card.name)

    def card(self, unit: UnitFacts) -> UnitCard:
        """One unit."""
        here = [self.line(m) for m in self.taken.members if m.enrolment == unit.enrolment]
        if not any(person.role == "contact" for person in here):
            here.append(self._nobody(unit))
        people = sorted(here, key=lambda one: (one.role != "contact", not one.in_charge, one.name))
        group = self.groups.index((unit.framework, unit.group))
        return UnitCard(unit.enrolment, unit.name, group, tuple(people), self.zone, unit.volunteer)

    def staff(self) -> list[PersonLine]:
        """Those of the staff."""
        return [self.line(member) for member in self.taken.members if member.role in INVITED]

    def head(self) -> RosterHead:
        """Counts."""
        cards = self.cards()
        people = [person for card in cards for person in card.people] + self.staff()
        waiting = [person for person in people if person.standing in WAITING]
        lines = []
        for number, (framework, group) in enumerate(self.groups):
            inside = [card for card in cards if card.group == number]
            joined = sum(card.standing in ("joined", "blocked") for card in inside)
            lines.append(GroupLine(self.taken.frameworks[framework].groups[group], len(inside), joined))
        uninvited = sum(person.standing in UNINVITED for person in waiting)
        return RosterHead(tuple(lines), len(self.staff()), len(waiting), uninvited)

    def line(self, member: MemberFacts) -> PersonLine:
        """One person."""
        ref = f"a{member.assignment}" if member.id is None else f"m{member.id}"
        joined = self.since.get(member.assignment or 0)
        standing: Standing
        if joined is not None:
            standing, since = ("blocked" if joined.blocked else "joined"), joined.granted_at
        else:
            standing, since = self._link(("member", member.id))
        return PersonLine(
            ref=ref,
            name=member.name,
            role=member.role,
            in_charge=member.in_charge,
            standing=standing,
            phone=member.phone,
            email=member.email,
            office=member.office,
            scope=self._scope(member),
            since=since,
        )

    def _nobody(self, unit: UnitFacts) -> PersonLine:
        standing, since = self._link(("unit", unit.enrolment))
        return PersonLine(f"e{unit.enrolment}", "", "contact", True, standing, since=since)

    def _link(self, key: tuple[str, int | None]) -> tuple[Standing, datetime | None]:
        link = self.links.get(key)
        if link is None:
            return "none", None
        if link.declined_at is not None:
            return "declined", link.declined_at
        return ("invited" if link.expires_at > self.now else "expired"), link.expires_at

    def _scope(self, member: MemberFacts) -> str:
        scope = titled(self.taken, member.groups, member.indices)
        parts = (", ".join(scope.groups or ()), f"chỉ số {', '.join(scope.indices)}" if scope.indices else "")
        return "; ".join(part for part in parts if part)


def roster(conn: Connection, staffer: Staffer, now: datetime) -> Roster | Refusal:
    """The roster, for those who keep it."""
    return staffer.lacks("roster") or Roster(conn, staffer, now)


def _links(conn: Connection, campaign: int) -> Mapping[tuple[str, int | None], Row[Any]]:
    """The latest unused link of a person, or of a unit without a person."""
    unused = (t.invitation.c.used_at.is_(None), t.invitation.c.revoked_at.is_(None))
    rows = select(t.invitation).where(t.invitation.c.campaign_id == campaign, *unused)
    found: dict[tuple[str, int | None], Row[Any]] = {}
    for row in conn.execute(rows.order_by(t.invitation.c.expires_at, t.invitation.c.id)):
        if row.member_id is None and row.role != "contact":
            continue
        key = ("unit", row.enrolment_id) if row.member_id is None else ("member", row.member_id)
        found[key] = row
    return found


def _since(conn: Connection, campaign: int) -> Mapping[int, Row[Any]]:
    """When each role was joined, and whether its person can still be reached."""
    reached = select(t.identity.c.id).where(
        t.identity.c.person_id == t.assignment.c.person_id, t.identity.c.blocked_at.is_(None)
    )
    rows = select(t.assignment.c.id, t.assignment.c.granted_at, (~reached.exists()).label("blocked")).where(
        t.assignment.c.campaign_id == campaign, t.assignment.c.revoked_at.is_(None)
    )
    return {row.id: row for row in conn.execute(rows)}
