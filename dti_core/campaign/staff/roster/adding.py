"""One more unit by hand, taken on the conditions on which the workbook is."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from dti_core.campaign import setup
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.setup import UnitPlan
from dti_core.campaign.staff.roster import names, snapshot
from dti_core.campaign.staff.roster.snapshot import Snapshot, UnitFacts
from dti_core.campaign.staff.staffer import Staffer


@dataclass(frozen=True)
class NewUnit:
    """What is wanted; `group` None: the framework's first, `slug` None: made from the name."""

    name: str
    framework: str
    group: str | None = None
    traits: frozenset[str] = frozenset()
    volunteer: bool = False
    slug: str | None = None


def why_not(conn: Connection, staffer: Staffer, new: NewUnit) -> Refusal | None:
    """Why it cannot be added; None where it can."""
    if refusal := staffer.lacks("roster"):
        return refusal
    return _why_not(snapshot.take(conn, staffer.campaign), staffer, new)


def add(conn: Connection, staffer: Staffer, new: NewUnit, now: datetime) -> int | Refusal:
    """Its enrolment. Raises `SetupProblem` for a framework, group or trait that is not there."""
    if refusal := staffer.lacks("roster"):
        return refusal
    standing = snapshot.take(conn, staffer.campaign, locked=True)
    if refusal := _why_not(standing, staffer, new):
        return refusal
    unit = UnitPlan(slug_for(standing, new), names.tidy(new.name), new.group, new.traits, new.volunteer)
    return setup.enrol(conn, staffer.campaign, new.framework, unit, now, staffer.who)


def slug_for(standing: Snapshot, new: NewUnit) -> str:
    """As given, else that of the unit of this name in another framework, else from the name."""
    named = (one.slug for one in standing.units if _same_name(one.name, new.name))
    return new.slug or next(named, None) or names.slug_of(new.name)


def _why_not(standing: Snapshot, staffer: Staffer, new: NewUnit) -> Refusal | None:
    if standing.state == "published":
        return Refusal("published")
    facts = standing.frameworks.get(new.framework)
    if facts is not None and not staffer.reaches(new.group or next(iter(facts.groups))):
        return Refusal("out_of_reach", new.name)
    return _twin(standing, new)


def _twin(standing: Snapshot, new: NewUnit) -> Refusal | None:
    """A unit that is there already (the subject: its enrolment), or one that it would be taken for."""
    slug = slug_for(standing, new)
    here = [one for one in standing.units if one.framework == new.framework]
    known = next((one for one in here if _same_name(one.name, new.name)), None)
    if known is not None:
        return Refusal("unit_known", str(known.enrolment))
    others = [one for one in standing.units if not _same_name(one.name, new.name)]
    alike = next((u for u in others if u.slug == slug or (not new.slug and _same_letters(u, new))), None)
    return Refusal("unit_alike", str(alike.enrolment)) if alike else None


def _same_letters(one: UnitFacts, new: NewUnit) -> bool:
    """Whether only the diacritics differ."""
    return names.bare(one.name) == names.bare(new.name)


def _same_name(one: str, other: str) -> bool:
    return names.folded(one) == names.folded(other)
