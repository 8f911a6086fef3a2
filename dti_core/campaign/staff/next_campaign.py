"""Next year's campaign from this one: the same units and people, states anew, last year's figures offered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from dti_core.campaign import frameworks, setup, words
from dti_core.campaign.history import Act, record_act
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.setup import CampaignPlan, UnitPlan
from dti_core.campaign.staff import powers
from dti_core.campaign.staff.staffer import Staffer
from dti_core.framework.framework import Framework
from dti_core.store import tables as t

PEOPLE = ("contact", "provider")
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
    """What was set up. `dropped`: traits (unit, trait) that the new framework does not know."""

    campaign: int
    units: int
    people: int
    staff: int
    dropped: tuple[tuple[str, str], ...] = ()


def begin(conn: Connection, staffer: Staffer, plan: NextPlan, now: datetime) -> Begun | Refusal:
    """Set it up, all or nothing. Raises `SetupProblem` (a name that is taken, a group that is gone).

    Staff keep their roles. Contacts stand on the new roster and are invited anew: consent is per campaign.
    """
    if refusal := staffer.lacks("schedule") or staffer.lacks("roster"):
        return refusal
    old = conn.execute(select(t.campaign).where(t.campaign.c.id == staffer.campaign)).one()
    new = setup.create_campaign(conn, _campaign(old, plan), now)
    adopted = _adopt(conn, old.id, new, plan, now)
    signed = select(t.campaign_rules.c.signed_copy).where(t.campaign_rules.c.campaign_id == old.id)
    copy = conn.execute(signed).scalar_one_or_none() or "optional"
    conn.execute(insert(t.campaign_rules), {"campaign_id": new, "signed_copy": copy, "previous_id": old.id})
    units, dropped = _enrol(conn, old.id, new, adopted, now)
    people = _members(conn, old.id, new, units, now)
    act = Act("campaign_continued", "campaign", old.slug, plan.slug)
    record_act(conn, staffer.who, act, now, campaign=new)
    return Begun(new, len(units), len(people), _staff(conn, old.id, new, people, now), dropped)


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


def _adopt(conn: Connection, old: int, new: int, plan: NextPlan, now: datetime) -> dict[str, Framework]:
    """This year's framework → the one that follows it."""
    pinned = select(t.campaign_framework.c.framework_id, t.framework_text.c.text).join(
        t.framework_text, t.framework_text.c.content_hash == t.campaign_framework.c.content_hash
    )
    found: dict[str, Framework] = {}
    for row in conn.execute(pinned.where(t.campaign_framework.c.campaign_id == old)).all():
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


def _members(conn: Connection, old: int, new: int, units: Mapping[int, int], now: datetime) -> dict[int, int]:
    """Everybody on the roster, and contacts who joined without being on it: old row → new row.

    A contact's row starts without a person: they join when they accept the new invitation. What a provider
    gives is not carried, since inputs may have changed.
    """
    found: dict[int, int] = {}
    mine = (_m.campaign_id == old, _m.removed_at.is_(None), _m.role != "provider")
    for row in conn.execute(select(t.member).where(*mine).order_by(_m.id)).all():
        kept = {name: value for name, value in row._mapping.items() if name != "id"}
        person = None if row.role in PEOPLE else row.person_id
        here = {"campaign_id": new, "enrolment_id": units.get(row.enrolment_id), "created_at": now}
        found[row.id] = _insert(conn, {**kept, **here, "person_id": person})
    beside = (_a.campaign_id == old, _a.role == "contact", _a.member_id.is_(None), _a.revoked_at.is_(None))
    joined = select(t.assignment, t.person.c.name).join(t.person, t.person.c.id == _a.person_id)
    for row in conn.execute(joined.where(*beside).order_by(_a.id)).all():
        person = {"role": "contact", "name": row.name, "in_charge": row.in_charge, "created_at": now}
        _place = {"campaign_id": new, "enrolment_id": units[row.enrolment_id]}
        found[-row.id] = _insert(conn, {**person, **_place})
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
