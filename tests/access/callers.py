"""Everybody who might call a contact's use case, and one unit that is foreign to all of them."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, select, update

from dti_core.campaign import behalf, invitations, requests
from dti_core.campaign.forms import proposals
from dti_core.campaign.forms.proposals import Proposed
from dti_core.campaign.history import Who
from dti_core.campaign.invitations import Reach
from dti_core.campaign.people import Speaker
from dti_core.campaign.refusal import Refusal
from dti_core.store import tables as t
from dti_core.store.database import Database
from dti_core.survey.dossier import Paper
from tests.access.house import MARK, House, book, build, kept, own, writes
from tests.campaign.world import CONSENT, SMALL, World
from tests.staff.office import staff

FRAMEWORK = SMALL.replace("[link, document]", "[link, document, credential]")
PAPER = Paper("1/BC", "2026-02-01")
OWN_ROLE = ("assignment", "audit")
"""Tables where a row of somebody at the unit is theirs: they may leave."""
STATES = ("in_progress", "submitted", "verified")


@dataclass
class Street:
    """The house and those around it: `owner` is of the unit, the others have nothing to do with it."""

    house: House
    owner: Speaker
    seated: dict[str, Speaker] = field(default_factory=dict)
    """They answer for a unit of their own."""
    standing: dict[str, Speaker] = field(default_factory=dict)
    """They answer for none (any more)."""
    within: dict[str, Speaker] = field(default_factory=dict)
    """Of the unit itself, with less than everything."""

    def of(self, speaker: Speaker, name: str, rows: Mapping[str, Any]) -> list[Any]:
        """The foreign unit's rows of a table, but for the speaker's own role in it."""
        found = own(name, rows, (self.house.mine.campaign, self.house.unit, self.house.ids))
        theirs = ("person_id", speaker.person)
        return [row for row in found if not (name in OWN_ROLE and theirs in row)]

    @contextmanager
    def as_(self, state: str) -> Iterator["Scene"]:
        """The foreign unit in a state; whatever happens is undone."""
        with self.house.db.write() as conn:
            point = conn.begin_nested()
            conn.execute(update(t.enrolment).where(t.enrolment.c.id == self.house.unit).values(state=state))
            yield Scene(self, conn, kept(conn))
            point.rollback()


@dataclass
class Scene:
    """One state, in which everybody tries everything."""

    street: Street
    conn: Connection
    before: Mapping[str, Any]

    def attempt(self, speaker: Speaker, call: Any) -> tuple[Any, list[str], str]:
        """What came back, which tables of the foreign unit changed, and what the speaker was told."""
        point, written = self.conn.begin_nested(), writes(self.conn)
        result = call()
        now = self.before if writes(self.conn) == written else kept(self.conn)
        point.rollback()
        return result, self._changed(speaker, now), self._told(speaker, now)

    def _changed(self, speaker: Speaker, now: Mapping[str, Any]) -> list[str]:
        if now is self.before:
            return []
        return [
            name
            for name in now
            if self.street.of(speaker, name, self.before) != self.street.of(speaker, name, now)
        ]

    def _told(self, speaker: Speaker, now: Mapping[str, Any]) -> str:
        new = [dict(row) for row in now["outbox"][len(self.before["outbox"]) :]]
        return " ".join(row["payload"] for row in new if row["identity_id"] == speaker.identity)


def gather(db: Database) -> Street:
    """The house, the owner's things that others will name, and everybody else."""
    house = build(db, FRAMEWORK)
    mine, other = house.mine, house.other
    street = Street(house, mine.speakers[MARK])
    with db.write() as conn:
        _open(conn, house, street.owner)
    street.seated = {
        "contact": mine.speakers["khac"],
        "deputy": _joins(mine, Reach(mine.campaign, "contact", mine.units["khac"], in_charge=False)),
        "provider": _joins(mine, Reach(mine.campaign, "provider", mine.units["khac"], "1.2:a")),
        "clerk": _clerk(mine, "khac"),
        "neighbour": other.unit("gan"),
    }
    street.standing = _nobodies(mine, street.owner)
    street.within = {
        "deputy": _joins(mine, Reach(mine.campaign, "contact", house.unit, in_charge=False)),
        "provider": _joins(mine, Reach(mine.campaign, "provider", house.unit, "1.2:a")),
    }
    return street


def _nobodies(mine: World, owner: Speaker) -> dict[str, Speaker]:
    gone, unseated = _joins(mine, Reach(mine.campaign, "contact", mine.units[MARK])), _clerk(mine, MARK)
    with mine.db.write() as conn:
        _revoke(conn, mine, t.assignment.c.id == gone.active_assignment)
        _revoke(
            conn, mine, (t.assignment.c.person_id == unseated.person) & (t.assignment.c.role == "manager")
        )
    return {
        "revoked": gone,
        "clerk who left the staff": unseated,
        "stranger": mine.stranger(),
        "staff": staff(mine, "manager").speaker,
        "stranger in another's role": replace(mine.stranger(), active_assignment=owner.active_assignment),
    }


def _open(conn: Connection, house: House, owner: Speaker) -> None:
    """The unit is open again, with a request and a book that wait; its contest window is open."""
    mine = house.mine
    conn.execute(update(t.enrolment).where(t.enrolment.c.id == house.unit).values(state="in_progress"))
    assert requests.request(conn, owner, "1.3", "Lý do", mine.now) is None
    found = proposals.propose(conn, owner, book(), proposals.Source("a.xlsx", ""), mine.now)
    assert isinstance(found, Proposed), found
    house.ids |= {"proposal": found.id, "digest": found.comparison.digest}
    rules = t.campaign_rules.c
    until = {"contest_until": mine.now + timedelta(days=9)}
    if not conn.execute(
        update(t.campaign_rules).where(rules.campaign_id == mine.campaign).values(until)
    ).rowcount:
        conn.execute(t.campaign_rules.insert(), {"campaign_id": mine.campaign, **until})
    review = {"enrolment_id": house.unit, "criterion": "1.1", "state": "contested", "at": mine.now}
    conn.execute(t.review.insert(), review)


def _joins(world: World, reach: Reach) -> Speaker:
    speaker = world.stranger()
    with world.db.write() as conn:
        token = invitations.issue_for(conn, reach, world.now)
        view = invitations.look_up(conn, token, speaker.person, world.now)
        held = invitations.accept(conn, speaker, view.id, CONSENT, speaker.channel, world.now)
    assert not isinstance(held, Refusal), held
    return replace(speaker, active_assignment=held)


def _clerk(world: World, slug: str) -> Speaker:
    """One of the staff who answers for a unit that sent paper, in their first seat there."""
    speaker = staff(world, "manager").speaker
    with world.db.write() as conn:
        who = Who(speaker.person, speaker.channel)
        seat = behalf.begin(conn, who, world.campaign, world.units[slug], PAPER, world.now)
        assert conn.execute(select(t.assignment.c.active).where(t.assignment.c.id == seat)).scalar_one()
    return replace(speaker, active_assignment=seat)


def _revoke(conn: Connection, world: World, which: Any) -> None:
    conn.execute(update(t.assignment).where(which).values(revoked_at=world.now, active=False))
