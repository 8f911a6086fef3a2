"""The sheet of units: which are new, which change, which cannot be taken."""

from collections.abc import Mapping
from dataclasses import dataclass

from dti_core.campaign import words
from dti_core.campaign.staff.roster import names
from dti_core.campaign.staff.roster.book import Row
from dti_core.campaign.staff.roster.snapshot import FrameworkFacts, UnitFacts
from dti_core.campaign.staff.roster.work import UnitRef, Work, differences
from dti_core.messages.staff.roster_plan import Absent, Change, Diff, What

LOCKED = ("verified", "council_decided", "published")
"""States after which a unit's group and traits are settled."""
YES, NO = frozenset({"co", "x", "true", "1", "yes"}), frozenset({"", "khong", "false", "0", "no"})


@dataclass(frozen=True)
class Wanted:
    """A unit as a row describes it."""

    name: str
    slug: str
    framework: FrameworkFacts
    group: str
    traits: str
    volunteer: bool


def plan(work: Work) -> None:
    """Go through the sheet, then tell which units it leaves out."""
    known = {(unit.slug, unit.framework): unit for unit in work.snapshot.units}
    work.units += [UnitRef(each.slug, each.name, each.framework, each.enrolment) for each in known.values()]
    seen: dict[tuple[str, str], int] = {}
    for row in work.book.of("unit"):
        wanted = _wanted(work, row)
        if wanted is None:
            work.refused_units += [row.text("name"), row.text("code")]
            continue
        key = (wanted.slug, wanted.framework.id)
        if key in seen:
            work.refuse(row, "unit_twice", "name", other=str(seen[key]))
            continue
        seen[key] = row.number
        _take(work, row, wanted, known.get(key))
    if work.book.of("unit"):
        left = [unit for key, unit in known.items() if key not in seen]
        work.absent += [Absent("unit", unit.name) for unit in left]


def _wanted(work: Work, row: Row) -> Wanted | None:
    if not work.usable(row, "name") or (framework := work.framework(row)) is None:
        return None
    slug = _slug(work, row, framework)
    old = next((u for u in work.snapshot.units if (u.slug, u.framework) == (slug, framework.id)), None)
    group, traits, volunteer = (
        _group(work, row, framework, old),
        _traits(work, row, framework),
        _yes(work, row),
    )
    if slug is None or group is None or traits is None or volunteer is None:
        return None
    if work.reach is not None and not {group, old.group if old else group} <= work.reach:
        work.refuse(row, "out_of_reach", "group")
        return None
    return Wanted(names.tidy(row.text("name")), slug, framework, group, traits, volunteer)


def _slug(work: Work, row: Row, framework: FrameworkFacts) -> str | None:
    """Which unit is meant: by its code, else by its name; a new one where neither is known."""
    here = [unit for unit in work.snapshot.units if unit.framework == framework.id]
    by_name = {names.folded(unit.name): unit.slug for unit in here}
    named, code = by_name.get(names.folded(row.text("name"))), names.tidy(row.text("code")).lower()
    if not code:
        return named or _fresh(work, row, here)
    if not names.CODE.fullmatch(code):
        work.refuse(row, "bad_code", "code")
        return None
    if named is not None and named != code:
        work.refuse(row, "other_code", "code", code=named)
        return None
    return code


def _fresh(work: Work, row: Row, here: list[UnitFacts]) -> str | None:
    """The code of a new unit; a name that differs from a known one by its diacritics alone is no new unit."""
    slug = names.slug_of(row.text("name"))
    twin = next((unit for unit in here if unit.slug == slug), None)
    if twin is None:
        return slug
    work.refuse(row, "looks_like", "name", name=twin.name, code=slug)
    return None


def _group(work: Work, row: Row, framework: FrameworkFacts, old: UnitFacts | None) -> str | None:
    """As written; where nothing is, as it was, or the framework's first."""
    if not row.text("group"):
        return old.group if old else next(iter(framework.groups))
    return work.choice(row, "group", row.text("group"), framework.groups, "unknown_group")


def _traits(work: Work, row: Row, framework: FrameworkFacts) -> str | None:
    found = []
    for text in _several(row.text("traits"), tuple(framework.traits.values())):
        trait = work.choice(row, "traits", text, framework.traits, "unknown_trait")
        if trait is None:
            return None
        found.append(trait)
    return words.join(set(found))


def _several(text: str, titles: tuple[str, ...]) -> list[str]:
    """Parts between semicolons; between commas too, unless a title holds one."""
    plain = {names.bare(title) for title in titles}
    parts = [part.strip() for part in text.split(";") if part.strip()]
    return [
        piece.strip()
        for part in parts
        for piece in ([part] if names.bare(part) in plain else part.split(","))
        if piece.strip()
    ]


def _yes(work: Work, row: Row) -> bool | None:
    said = names.bare(row.text("volunteer"))
    if said in YES or said in NO:
        return said in YES
    work.refuse(row, "yes_or_no", "volunteer")
    return None


def _take(work: Work, row: Row, wanted: Wanted, old: UnitFacts | None) -> None:
    values = {
        "slug": wanted.slug,
        "name": wanted.name,
        "framework": wanted.framework.id,
        "group": wanted.group,
        "traits": wanted.traits,
        "volunteer": wanted.volunteer,
    }
    if old is None:
        work.units.append(UnitRef(wanted.slug, wanted.name, wanted.framework.id, None))
        work.changes.append(Change("unit", "new", row.number, wanted.name, values=values))
        return
    diffs = _diffs(wanted, old)
    if old.state in LOCKED and {one.field for one in diffs} - {"name"}:
        work.refuse(row, "unit_settled", "name")
        return
    if wanted.name != old.name:
        work.units.append(UnitRef(old.slug, wanted.name, old.framework, old.enrolment))
    what: What = "changed" if diffs else "same"
    work.changes.append(Change("unit", what, row.number, wanted.name, "", old.enrolment, values, diffs))


def _diffs(wanted: Wanted, old: UnitFacts) -> tuple[Diff, ...]:
    groups, traits = wanted.framework.groups, wanted.framework.traits
    return differences(
        ("name", old.name, wanted.name),
        ("group", groups.get(old.group, old.group), groups[wanted.group]),
        ("traits", _titles(old.traits, traits), _titles(wanted.traits, traits)),
        ("volunteer", _yes_no(old.volunteer), _yes_no(wanted.volunteer)),
    )


def _titles(stored: str, known: Mapping[str, str]) -> str:
    return ", ".join(known.get(one, one) for one in sorted(words.split(stored)))


def _yes_no(value: bool) -> str:
    return "có" if value else "không"
