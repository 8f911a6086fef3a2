"""The sheet of contacts: who is new, who changed, who takes whose place."""

from dataclasses import dataclass, replace
from typing import Any

from dti_core.campaign import words
from dti_core.campaign.staff.roster import names
from dti_core.campaign.staff.roster.book import Row
from dti_core.campaign.staff.roster.matching import match, replacing
from dti_core.campaign.staff.roster.snapshot import FrameworkFacts, MemberFacts
from dti_core.campaign.staff.roster.work import UnitRef, Work, differences
from dti_core.framework.problems import nearest
from dti_core.messages.staff.roster_plan import Absent, Change, What

ROLES = {
    "dau moi": ("contact", True),
    "dau moi chinh": ("contact", True),
    "contact": ("contact", True),
    "pho dau moi": ("contact", False),
    "dau moi phu": ("contact", False),
    "deputy": ("contact", False),
    "cung cap so lieu": ("provider", False),
    "nha cung cap": ("provider", False),
    "provider": ("provider", False),
}
TITLES = {
    ("contact", True): "Đầu mối",
    ("contact", False): "Phó đầu mối",
    ("provider", False): "Cung cấp số liệu",
    ("provider", True): "Cung cấp số liệu",
}


@dataclass(frozen=True)
class Wanted:
    """A person as a row describes them."""

    row: Row
    unit: UnitRef
    member: MemberFacts


def plan(work: Work) -> None:
    """Go through the sheet; people of the units in it whom it leaves out are told of, not removed."""
    units: dict[tuple[str, str], list[Wanted]] = {}
    for row in work.book.of("contact"):
        one = _wanted(work, row)
        if one is not None:
            units.setdefault((one.unit.slug, one.unit.framework), []).append(one)
    for people in units.values():
        _plan_unit(work, people)


def _plan_unit(work: Work, wanted: list[Wanted]) -> None:
    wanted = _without_twins(work, wanted)
    unit = wanted[0].unit
    here = [m for m in work.snapshot.members if unit.enrolment is not None and m.enrolment == unit.enrolment]
    pairs = match([one.member for one in wanted], here)
    leaving = replacing([one.member for one in wanted], pairs, here)
    for number, one in enumerate(wanted):
        _take(work, one, pairs.get(number), leaving.get(number))
    gone = {m.id for m in leaving.values()}
    for person in here:
        if person not in pairs.values() and (person.id is None or person.id not in gone):
            how = "unlisted" if person.id is None else "absent"
            work.absent.append(Absent("contact", person.name, unit.name, how))


def _without_twins(work: Work, wanted: list[Wanted]) -> list[Wanted]:
    """One row per person and role, and one person in charge."""
    kept: list[Wanted] = []
    for one in wanted:
        mine = (names.folded(one.member.name), one.member.role)
        twin = next((k for k in kept if (names.folded(k.member.name), k.member.role) == mine), None)
        chief = next((k for k in kept if k.member.in_charge and k.member.role == "contact"), None)
        if twin is not None:
            work.refuse(one.row, "person_twice", "name", other=str(twin.row.number))
        elif chief is not None and one.member.in_charge and one.member.role == "contact":
            work.refuse(one.row, "two_in_charge", "role", other=str(chief.row.number), name=chief.member.name)
        else:
            kept.append(one)
    return kept


def _wanted(work: Work, row: Row) -> Wanted | None:
    if not work.usable(row, "unit", "name", "role") or (unit := _unit(work, row)) is None:
        return None
    kind = ROLES.get(names.bare(row.text("role")))
    if kind is None:
        work.refuse(row, "unknown_role", "role", known="; ".join(dict.fromkeys(TITLES.values())))
        return None
    reached = contact_details(work, row)
    inputs = _inputs(work, row, work.snapshot.frameworks[unit.framework]) if kind[0] == "provider" else ""
    if reached is None or inputs is None:
        return None
    office = names.tidy(row.text("office")) if kind[0] == "provider" else ""
    member = MemberFacts(
        None, unit.enrolment, kind[0], names.tidy(row.text("name")), office or None, *reached, kind[1]
    )
    return Wanted(row, unit, replace(member, inputs=inputs or None))


def contact_details(work: Work, row: Row) -> tuple[str | None, str | None] | None:
    """Phone and address in one form; None where one of them is none."""
    number, address = names.phone(row.text("phone")), names.email(row.text("email"))
    if row.text("phone") and number is None:
        work.refuse(row, "bad_phone", "phone")
        return None
    if row.text("email") and address is None:
        work.refuse(row, "bad_email", "email")
        return None
    return number, address


def _unit(work: Work, row: Row) -> UnitRef | None:
    """The unit that a person's row names, by code or name."""
    said = names.folded(row.text("unit"))
    found = {
        (each.slug, each.framework): each
        for each in work.units
        if said in (each.slug, names.folded(each.name))
    }
    if row.text("framework"):
        facts = work.framework(row)
        found = {key: each for key, each in found.items() if facts is not None and key[1] == facts.id}
        if facts is None:
            return None
    if len(found) > 1:
        work.refuse(row, "unit_in_two", "unit", known="; ".join(key[1] for key in found))
    elif said in map(names.folded, work.refused_units):
        work.refuse(row, "unit_refused", "unit")
        return None
    elif not found:
        work.refuse(row, "unknown_unit", "unit", guess=_meant(work, row.text("unit")))
        return None
    return _reached(work, row, next(iter(found.values()))) if len(found) == 1 else None


def _meant(work: Work, text: str) -> str:
    """A unit whose name is nearly what was typed; who answers for whom is not left to a guess."""
    spelled = {names.bare(each.name): each.name for each in work.units}
    close = names.bare(text) if names.bare(text) in spelled else nearest(names.bare(text), spelled)
    return f" Có phải “{spelled[close]}”?" if close else ""


def _reached(work: Work, row: Row, unit: UnitRef) -> UnitRef | None:
    groups = {u.enrolment: u.group for u in work.snapshot.units}
    if work.reach is None or unit.enrolment is None or groups[unit.enrolment] in work.reach:
        return unit
    work.refuse(row, "out_of_reach", "unit")
    return None


def _inputs(work: Work, row: Row, framework: FrameworkFacts) -> str | None:
    """The figures that an office gives, as the decision names it."""
    if not work.usable(row, "office"):
        return None
    known = {name: name for name in framework.offices}
    office = work.choice(row, "office", row.text("office"), known, "unknown_office")
    return words.join(framework.offices[office]) if office else None


def _take(work: Work, one: Wanted, old: MemberFacts | None, leaves: MemberFacts | None) -> None:
    new = one.member
    values = {
        "unit": [one.unit.slug, one.unit.framework],
        **{
            name: getattr(new, name)
            for name in ("role", "name", "office", "phone", "email", "in_charge", "inputs")
        },
    }
    if old is None or old.id is None:
        values["assignment"] = old.assignment if old else None
        change = Change("contact", "new", one.row.number, new.name, one.unit.name, None, values)
    else:
        diffs = _diffs(old, new)
        what: What = "changed" if diffs or leaves else "same"
        change = Change("contact", what, one.row.number, new.name, one.unit.name, old.id, values, diffs)
    work.changes.append(replace(change, replaces=leaves.name, replaced=leaves.id) if leaves else change)


def _diffs(old: MemberFacts, new: MemberFacts) -> Any:
    return differences(
        ("name", old.name, new.name),
        ("role", TITLES[old.role, old.in_charge], TITLES[new.role, new.in_charge]),
        ("phone", old.phone or "", new.phone or ""),
        ("email", old.email or "", new.email or ""),
        ("office", old.office or "", new.office or ""),
        ("inputs", old.inputs or "", new.inputs or ""),
    )
