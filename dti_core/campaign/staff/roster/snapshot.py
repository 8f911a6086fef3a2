"""The roster as it stands: frameworks with their groups and traits, units, people on the list and joined."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, and_, select

from dti_core.campaign import frameworks, providers, words
from dti_core.framework.framework import Framework
from dti_core.messages.staff.roster_views import Scope
from dti_core.store import tables as t


@dataclass(frozen=True)
class FrameworkFacts:
    """What a roster may say about a framework: titles by id, and the keys that each office gives."""

    id: str
    title: str
    groups: Mapping[str, str]
    traits: Mapping[str, str]
    indices: Mapping[str, str]
    offices: Mapping[str, tuple[str, ...]]
    called: Mapping[str, str]
    """What people call an index: its code, with the pillar where codes repeat."""
    volunteers: bool
    """Whether the decision lets units take part unranked."""


@dataclass(frozen=True)
class UnitFacts:
    """A unit in the campaign."""

    enrolment: int
    slug: str
    name: str
    framework: str
    group: str
    traits: str
    volunteer: bool
    state: str


@dataclass(frozen=True)
class MemberFacts:
    """Somebody on the list, or (`id` None) who joined by an invitation without being on it."""

    id: int | None
    enrolment: int | None
    role: str
    name: str
    office: str | None = None
    phone: str | None = None
    email: str | None = None
    in_charge: bool = True
    groups: str | None = None
    indices: str | None = None
    inputs: str | None = None
    person: int | None = None
    assignment: int | None = None


@dataclass(frozen=True)
class Snapshot:
    """One campaign's roster."""

    state: str
    frameworks: Mapping[str, FrameworkFacts]
    units: tuple[UnitFacts, ...]
    members: tuple[MemberFacts, ...]


def take(conn: Connection, campaign: int, *, locked: bool = False) -> Snapshot:
    """Read it; `locked`: no other change of the roster goes on until this transaction ends."""
    row = select(t.campaign.c.state).where(t.campaign.c.id == campaign)
    state = conn.execute(row.with_for_update() if locked else row).scalar_one()
    pinned = t.campaign_framework.c
    known = select(pinned.content_hash).where(pinned.campaign_id == campaign).order_by(pinned.framework_id)
    found = [frameworks.framework(conn, one) for one in conn.execute(known).scalars()]
    facts = {one.id: facts_of(one) for one in found}
    return Snapshot(state, facts, units(conn, campaign), members(conn, campaign))


def titled(standing: Snapshot, groups: str | None, indices: str | None) -> Scope:
    """Stored scopes as people read them."""
    facts = standing.frameworks.values()
    titles = {one: title for each in facts for one, title in each.groups.items()}
    called = {one: name for each in facts for one, name in each.called.items()}
    return Scope(_named(groups, titles), _named(indices, called))


def facts_of(framework: Framework) -> FrameworkFacts:
    """What a roster needs of a framework."""
    spec = framework.spec
    return FrameworkFacts(
        id=framework.id,
        title=spec.title,
        groups={group.id: group.title for group in spec.groups},
        traits={trait.id: trait.title for trait in spec.traits},
        indices={node.id: node.title for node in framework.indices},
        offices=providers.offices(framework),
        called={node.id: node.name for node in framework.indices},
        volunteers=spec.volunteers is not None,
    )


def units(conn: Connection, campaign: int) -> tuple[UnitFacts, ...]:
    """Every unit, in the order in which they were enrolled."""
    rows = (
        select(t.enrolment, t.unit.c.slug, t.unit.c.name)
        .join(t.unit, t.unit.c.id == t.enrolment.c.unit_id)
        .where(t.enrolment.c.campaign_id == campaign)
        .order_by(t.enrolment.c.id)
    )
    return tuple(
        UnitFacts(
            row.id, row.slug, row.name, row.framework_id, row.group_id, row.traits, row.volunteer, row.state
        )
        for row in conn.execute(rows)
    )


def members(conn: Connection, campaign: int) -> tuple[MemberFacts, ...]:
    """Everybody on the list with the role they joined in, then who joined without being on it."""
    return (*map(_listed, conn.execute(_on_list(campaign))), *map(_unlisted, conn.execute(_beside(campaign))))


def _on_list(campaign: int) -> Any:
    live = and_(t.assignment.c.member_id == t.member.c.id, t.assignment.c.revoked_at.is_(None))
    return (
        select(t.member, t.assignment.c.id.label("assignment_id"))
        .outerjoin(t.assignment, live)
        .where(t.member.c.campaign_id == campaign, t.member.c.removed_at.is_(None))
        .order_by(t.member.c.id)
    )


def _beside(campaign: int) -> Any:
    return (
        select(t.assignment, t.person.c.name)
        .join(t.person, t.person.c.id == t.assignment.c.person_id)
        .where(
            t.assignment.c.campaign_id == campaign,
            t.assignment.c.member_id.is_(None),
            t.assignment.c.revoked_at.is_(None),
        )
        .order_by(t.assignment.c.id)
    )


def _listed(row: Row[Any]) -> MemberFacts:
    return MemberFacts(
        id=row.id,
        enrolment=row.enrolment_id,
        role=row.role,
        name=row.name,
        office=row.office,
        phone=row.phone,
        email=row.email,
        in_charge=row.in_charge,
        groups=row.scope_group,
        indices=row.scope_indices,
        inputs=row.scope_inputs,
        person=row.person_id,
        assignment=row.assignment_id,
    )


def _unlisted(row: Row[Any]) -> MemberFacts:
    return MemberFacts(
        id=None,
        enrolment=row.enrolment_id,
        role=row.role,
        name=row.name,
        in_charge=row.in_charge,
        groups=row.scope_group,
        indices=row.scope_indices,
        inputs=row.scope_inputs,
        person=row.person_id,
        assignment=row.id,
    )


def _named(stored: str | None, titles: Mapping[str, str]) -> tuple[str, ...] | None:
    if stored is None:
        return None
    kept = words.split(stored)
    return tuple(title for one, title in titles.items() if one in kept) + tuple(sorted(kept - {*titles}))
