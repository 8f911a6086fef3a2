"""Setting a campaign up: its dates, the exact framework, and its units."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, insert, select
from sqlalchemy.dialects.postgresql import insert as upsert  # SQLite speaks this one too

from dti_core.campaign import frameworks, providers, words
from dti_core.campaign.frameworks import parse
from dti_core.campaign.history import OPERATOR, Act, Who, record_act
from dti_core.campaign.values import keys_of
from dti_core.framework.framework import Framework
from dti_core.framework.problems import nearest
from dti_core.store import tables as t
from dti_core.survey.questionnaire import RankVisibility


@dataclass(frozen=True)
class CampaignPlan:
    """A campaign to be: times are aware, `slug` is its name in commands."""

    slug: str
    title: str
    coordinator: str
    reference_year: int
    opens_at: datetime
    closes_at: datetime
    rank_visibility: RankVisibility = "always"
    as_of: date | None = None
    time_zone: str = "Asia/Ho_Chi_Minh"


@dataclass(frozen=True)
class UnitPlan:
    """A unit to be assessed; `group` None is the framework's first ranking group."""

    slug: str
    name: str
    group: str | None = None
    traits: frozenset[str] = frozenset()
    volunteer: bool = False


class SetupProblem(ValueError):
    """What was asked for cannot be set up. `code` is for the one who says it to the operator."""

    def __init__(self, code: str, value: str, known: tuple[str, ...] = (), guess: str | None = None) -> None:
        super().__init__(f"{code}: {value}")
        self.code, self.value, self.known, self.guess = code, value, known, guess


def create_campaign(conn: Connection, plan: CampaignPlan, now: datetime) -> int:
    """A new campaign, open from its date on; its id. Raises `SetupProblem`."""
    if find_campaign(conn, plan.slug) is not None:
        raise SetupProblem("slug_taken", plan.slug)
    if plan.opens_at >= plan.closes_at:
        raise SetupProblem("closes_before_it_opens", plan.slug)
    row = {**vars(plan), "created_at": now}
    new = int(conn.execute(insert(t.campaign).returning(t.campaign.c.id), row).scalar_one())
    record_act(conn, OPERATOR, Act("campaign_created", "campaign", new=plan.slug), now, campaign=new)
    return new


def adopt_framework(conn: Connection, campaign: int, text: str, now: datetime) -> str:
    """Pin the exact text of a framework file for a campaign; the framework's id."""
    framework = parse(text)
    kept = {"content_hash": framework.content_hash, "framework_id": framework.id, "text": text}
    conn.execute(upsert(t.framework_text).on_conflict_do_nothing(), kept)
    here = {"campaign_id": campaign, "framework_id": framework.id}
    pinned = {**here, "content_hash": framework.content_hash, "adopted_at": now}
    conn.execute(insert(t.campaign_framework), pinned)
    conn.execute(insert(t.peer_group), here)
    act = Act("framework_adopted", f"framework:{framework.id}", new=framework.content_hash)
    record_act(conn, OPERATOR, act, now, campaign=campaign)
    return framework.id


def enrol(
    conn: Connection, campaign: int, framework_id: str, unit: UnitPlan, now: datetime, who: Who = OPERATOR
) -> int:
    """Put a unit into a campaign; the enrolment's id. Raises `SetupProblem`."""
    pinned = _pinned(conn, campaign, framework_id)
    text = select(t.framework_text.c.text).where(t.framework_text.c.content_hash == pinned)
    spec = parse(conn.execute(text).scalar_one()).spec
    group = _known("unknown_group", unit.group or spec.groups[0].id, [one.id for one in spec.groups])
    for trait in unit.traits:
        _known("unknown_trait", trait, [one.id for one in spec.traits])
    row = {
        "campaign_id": campaign,
        "unit_id": _unit(conn, unit),
        "framework_id": framework_id,
        "content_hash": pinned,
        "group_id": group,
        "traits": words.join(unit.traits),
        "volunteer": unit.volunteer,
        "created_at": now,
    }
    _refuse_twin(conn, row, unit.slug)
    new = int(conn.execute(insert(t.enrolment).returning(t.enrolment.c.id), row).scalar_one())
    act = Act("unit_enrolled", f"unit:{unit.slug}")
    record_act(conn, who, act, now, campaign=campaign, enrolment=new)
    return new


def find_campaign(conn: Connection, slug: str) -> int | None:
    """The campaign of this name."""
    found = conn.execute(select(t.campaign.c.id).where(t.campaign.c.slug == slug)).scalar_one_or_none()
    return None if found is None else int(found)


def find_enrolment(conn: Connection, campaign: int, unit_slug: str) -> int | None:
    """The (first) enrolment of a unit in a campaign."""
    found = (
        select(t.enrolment.c.id)
        .join(t.unit, t.unit.c.id == t.enrolment.c.unit_id)
        .where(t.enrolment.c.campaign_id == campaign, t.unit.c.slug == unit_slug)
        .order_by(t.enrolment.c.id)
    )
    row = conn.execute(found).first()
    return None if row is None else int(row.id)


def campaigns(conn: Connection) -> tuple[str, ...]:
    """The names of all campaigns."""
    return tuple(conn.execute(select(t.campaign.c.slug).order_by(t.campaign.c.slug)).scalars())


def units_of(conn: Connection, campaign: int) -> tuple[str, ...]:
    """The names of a campaign's units."""
    enrolled = select(t.unit.c.slug).join(t.enrolment, t.enrolment.c.unit_id == t.unit.c.id)
    rows = enrolled.where(t.enrolment.c.campaign_id == campaign).order_by(t.unit.c.slug)
    return tuple(conn.execute(rows).scalars())


def inputs_scope(conn: Connection, enrolment: int, keys: Iterable[str]) -> str:
    """A provider's own keys in the stored form. Raises `SetupProblem` for one that does not exist."""
    known = list(keys_of(_framework(conn, enrolment)))
    return words.join(_known("unknown_input", key, known) for key in keys)


def provided_by(conn: Connection, enrolment: int, name: str) -> tuple[str, ...]:
    """The keys of an office that the framework names. Raises `SetupProblem` with what was probably meant."""
    framework = _framework(conn, enrolment)
    keys, known = providers.find(framework, name), tuple(providers.offices(framework))
    if not known:
        raise SetupProblem("no_providers", name)
    if not keys:
        spelled = {providers.folded(one): one for one in known}
        guess = spelled.get(nearest(providers.folded(name), spelled) or "")
        raise SetupProblem("unknown_provider", name, known, guess)
    return keys


def frameworks_of(conn: Connection, campaign: int) -> tuple[str, ...]:
    """The frameworks that a campaign has adopted."""
    pinned = t.campaign_framework.c
    rows = select(pinned.framework_id).where(pinned.campaign_id == campaign).order_by(pinned.framework_id)
    return tuple(conn.execute(rows).scalars())


def _framework(conn: Connection, enrolment: int) -> Framework:
    pinned = select(t.enrolment.c.content_hash).where(t.enrolment.c.id == enrolment)
    return frameworks.framework(conn, conn.execute(pinned).scalar_one())


def _pinned(conn: Connection, campaign: int, framework_id: str) -> str:
    pinned = t.campaign_framework.c
    here = (pinned.campaign_id == campaign, pinned.framework_id == framework_id)
    found = conn.execute(select(pinned.content_hash).where(*here)).scalar_one_or_none()
    if found is None:
        raise SetupProblem("unknown_framework", framework_id, frameworks_of(conn, campaign))
    return str(found)


def _known(code: str, value: str, known: list[str]) -> str:
    if value not in known:
        raise SetupProblem(code, value, tuple(known))
    return value


def _unit(conn: Connection, unit: UnitPlan) -> int:
    """The unit of this slug, new or from an earlier campaign; its name is today's."""
    row = {"slug": unit.slug, "name": unit.name}
    named = upsert(t.unit).on_conflict_do_update(index_elements=["slug"], set_={"name": unit.name})
    return int(conn.execute(named.returning(t.unit.c.id), row).scalar_one())


def _refuse_twin(conn: Connection, row: dict[str, Any], slug: str) -> None:
    names = ("campaign_id", "unit_id", "framework_id")
    same = (t.enrolment.c[name] == row[name] for name in names)
    if conn.execute(select(t.enrolment.c.id).where(*same)).first() is not None:
        raise SetupProblem("already_enrolled", slug)
