"""Next year's campaign from this one: the same units and people, states anew, last year's figures offered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from dti_core.campaign import frameworks, setup, words
from dti_core.campaign.history import Act, record_act
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.setup import CampaignPlan, UnitPlan
from dti_core.campaign.staff import next_people, powers
from dti_core.campaign.staff.next_people import Taken
from dti_core.campaign.staff.staffer import Staffer
from dti_core.framework.framework import Framework
from dti_core.store import tables as t

_m, _a = t.member.c, t.assignment.c


@dataclass(frozen=True)
class NextPlan:
    """The round to be. `texts`: framework of this year → text of the next; one not named stays as it is."""

    slug: str
    title: str
    reference_year: int
    opens_at: datetime
    closes_at: datetime
    texts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Begun:
    """What was set up. `dropped`: traits (unit, trait) that the new framework does not know; `idle`: who gave
    figures of which none is asked any more, and is left out."""

    campaign: int
    units: int
    people: int
    staff: int
    dropped: tuple[tuple[str, str], ...] = ()
    idle: tuple[str, ...] = ()


def refused(staffer: Staffer) -> Refusal | None:
    """Why somebody may not begin the next round: a whole campaign's dates and roster are theirs, or not."""
    if staffer.groups is not None:
        return Refusal("out_of_reach")
    return staffer.lacks_for_all("schedule") or staffer.lacks("roster")


def begin(conn: Connection, staffer: Staffer, plan: NextPlan, now: datetime) -> Begun | Refusal:
    """Set it up, all or nothing. Raises `SetupProblem` (a name that is taken, a group that is gone).

    Staff keep their roles. Contacts stand on the new roster and are invited anew: consent is per campaign.
    """
    if refusal := refused(staffer):
        return refusal
    mine = t.campaign.c.id == staffer.campaign
    old = conn.execute(select(t.campaign).where(mine).with_for_update()).one()
    new = setup.create_campaign(conn, _campaign(old, plan), now)
    adopted = _adopt(conn, old.id, new, plan, now)
    signed = select(t.campaign_rules.c.signed_copy).where(t.campaign_rules.c.campaign_id == old.id)
    copy = conn.execute(signed).scalar_one_or_none() or "optional"
    conn.execute(insert(t.campaign_rules), {"campaign_id": new, "signed_copy": copy, "previous_id": old.id})
    units, dropped = _enrol(conn, old.id, new, adopted, now)
    taken, idle = next_people.taken(conn, old.id, adopted)
    people = _members(conn, new, taken, units, now)
    act = Act("campaign_continued", "campaign", old.slug, plan.slug)
    record_act(conn, staffer.who, act, now, campaign=new)
    return Begun(new, len(units), len(people), _staff(conn, old.id, new, people, now), dropped, idle)


def _campaign(old: Row[Any], plan: NextPlan) -> CampaignPlan:
    return CampaignPlan(
        slug=plan.slug,
        title=plan.title,
        coordinator=old.coordinator,
        reference_year=plan.reference_year,
        opens_at=plan.opens_at,
        closes_at=plan.closes_at,
        rank_visibility=old.rank_visibility,
        time_zone=old.time_zone,
    )


def pinned(conn: Connection, campaign: int) -> list[Row[Any]]:
    """The frameworks of a round with their hashes and texts, by id."""
    mine, kept = t.campaign_framework.c, t.framework_text.c
    rows = select(mine.framework_id, mine.content_hash, kept.text)
    joined = rows.join(t.framework_text, kept.content_hash == mine.content_hash)
    return list(conn.execute(joined.where(mine.campaign_id == campaign).order_by(mine.framework_id)))


def seat_of(conn: Connection, campaign: int, person: int, role: str) -> int | None:
    """The assignment of a person who holds a role of the staff there."""
    mine = (_a.campaign_id == campaign, _a.person_id == person, _a.role == role, _a.revoked_at.is_(None))
    return conn.execute(select(_a.id).where(*mine).order_by(_a.id).limit(1)).scalar_one_or_none()


def _adopt(conn: Connection, old: int, new: int, plan: NextPlan, now: datetime) -> dict[str, Framework]:
    """This year's framework → the one that follows it."""
    found: dict[str, Framework] = {}
    for row in pinned(conn, old):
        text = plan.texts.get(row.framework_id, row.text)
        following = frameworks.parse(text)
        if following.id not in {one.id for one in found.values()}:
            setup.adopt_framework(conn, new, text, now)
        found[row.framework_id] = following
    return found


def _enrol(
    conn: Connection, old: int, new: int, adopted: Mapping[str, Framework], now: datetime
) -> tuple[dict[int, int], tuple[tuple[str, str], ...]]:
    """Old enrolment → new one, and the traits that are known no more."""
    rows = select(t.enrolment, t.unit.c.slug, t.unit.c.name).join(
        t.unit, t.unit.c.id == t.enrolment.c.unit_id
    )
    found, dropped = {}, []
    for row in conn.execute(rows.where(t.enrolment.c.campaign_id == old).order_by(t.enrolment.c.id)).all():
        framework = adopted[row.framework_id]
        known = {one.id for one in framework.spec.traits}
        traits = words.split(row.traits)
        unit = UnitPlan(row.slug, row.name, row.group_id, traits & known, row.volunteer)
        found[row.id] = setup.enrol(conn, new, framework.id, unit, now)
        dropped += [(row.name, trait) for trait in sorted(traits - known)]
    return found, tuple(dropped)


def _members(
    conn: Connection, new: int, taken: Sequence[Taken], units: Mapping[int, int], now: datetime
) -> dict[int, int]:
    """The lines of the new roster: old one → new one."""
    found: dict[int, int] = {}
    for one in taken:
        place = {"campaign_id": new, "enrolment_id": units.get(one.enrolment or 0), "created_at": now}
        found[one.number] = _insert(conn, {**one.line, **place})
    return found


def _insert(conn: Connection, row: dict[str, Any]) -> int:
    return int(conn.execute(insert(t.member).returning(_m.id), row).scalar_one())


def _staff(conn: Connection, old: int, new: int, people: Mapping[int, int], now: datetime) -> int:
    """The staff's roles, none of them the one that they work in now."""
    mine = (_a.campaign_id == old, _a.role.in_(powers.STAFF_ROLES), _a.revoked_at.is_(None))
    rows = conn.execute(select(t.assignment).where(*mine).order_by(_a.id)).all()
    for row in rows:
        kept = {name: value for name, value in row._mapping.items() if name != "id"}
        here = {"campaign_id": new, "member_id": people.get(row.member_id), "active": False}
        conn.execute(insert(t.assignment), {**kept, **here, "granted_at": now})
    return len(rows)
