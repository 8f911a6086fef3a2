"""The sheet of staff: roles and how far they reach."""

from typing import Any

from dti_core.campaign import words
from dti_core.campaign.staff.roster import names
from dti_core.campaign.staff.roster.book import Row
from dti_core.campaign.staff.roster.matching import match
from dti_core.campaign.staff.roster.plan_people import contact_details
from dti_core.campaign.staff.roster.snapshot import MemberFacts
from dti_core.campaign.staff.roster.work import Work, differences
from dti_core.messages.staff.roles import ROLES as TITLES
from dti_core.messages.staff.roster_plan import Absent, Change, What

INVITED = ("manager", "reviewer", "council", "expert", "observer")
WORDS = {
    **{names.bare(TITLES[role]): role for role in INVITED},
    **{role: role for role in INVITED},
    "quan ly": "manager", "phu trach": "manager", "hoi dong": "council", "tham dinh vien": "reviewer",
    "chuyen vien tham dinh": "reviewer", "quan sat": "observer",
}  # fmt: skip


def plan(work: Work) -> None:
    """Go through the sheet."""
    if not work.book.of("staff"):
        return
    wanted: list[tuple[Row, MemberFacts]] = []
    for row in work.book.of("staff"):
        one = _wanted(work, row)
        if one is None:
            continue
        mine = (names.folded(one.name), one.role)
        twin = next((r for r, m in wanted if (names.folded(m.name), m.role) == mine), None)
        if twin is not None:
            work.refuse(row, "person_twice", "name", other=str(twin.number))
        else:
            wanted.append((row, one))
    here = [m for m in work.snapshot.members if m.role in INVITED]
    pairs = match([one for _, one in wanted], here)
    for number, (row, one) in enumerate(wanted):
        _take(work, row, one, pairs.get(number))
    left = [m for m in here if m not in pairs.values()]
    work.absent += [Absent("staff", m.name, "", "unlisted" if m.id is None else "absent") for m in left]


def _wanted(work: Work, row: Row) -> MemberFacts | None:
    if not work.usable(row, "name", "role"):
        return None
    if work.reach is not None:
        work.refuse(row, "out_of_reach", "name")
        return None
    role = WORDS.get(names.bare(row.text("role")))
    if role is None:
        work.refuse(row, "unknown_role", "role", known="; ".join(TITLES[one] for one in INVITED))
        return None
    reached = contact_details(work, row)
    facts = work.snapshot.frameworks.values()
    groups = _scope(work, row, "groups", [pair for one in facts for pair in one.groups.items()])
    indices = _scope(work, row, "indices", [pair for one in facts for pair in one.indices.items()])
    if reached is None or groups is None or indices is None:
        return None
    name = names.tidy(row.text("name"))
    return MemberFacts(None, None, role, name, None, *reached, groups=groups or None, indices=indices or None)


def _scope(work: Work, row: Row, name: str, known: list[tuple[str, str]]) -> str | None:
    """Ids in one text, empty for all; a code such as "1" that Excel took for a number is one too."""
    text = row.text(name)
    if names.bare(text) in ("", "tat ca", "toan bo"):
        return ""
    titles = {names.bare(title) for _, title in known}
    found = set()
    for part in (piece.strip() for piece in text.replace("\n", ";").split(";") if piece.strip()):
        whole = names.bare(part) in titles
        for piece in [part] if whole else [each.strip() for each in part.split(",") if each.strip()]:
            one = work.choice(row, name, piece, dict(known), f"unknown_{name}")
            if one is None:
                return None
            found |= {key for key, title in known if key == one or names.bare(title) == names.bare(piece)}
    return words.join(found)


def _take(work: Work, row: Row, new: MemberFacts, old: MemberFacts | None) -> None:
    values: dict[str, Any] = {
        name: getattr(new, name) for name in ("role", "name", "phone", "email", "groups", "indices")
    }
    about = f"{new.name} ({TITLES[new.role]})"
    if old is None or old.id is None:
        values["assignment"] = old.assignment if old else None
        work.changes.append(Change("staff", "new", row.number, about, values=values))
        return
    diffs = differences(
        ("name", old.name, new.name),
        ("groups", _titled(work, old.groups), _titled(work, new.groups)),
        ("indices", _titled(work, old.indices), _titled(work, new.indices)),
        ("phone", old.phone or "", new.phone or ""),
        ("email", old.email or "", new.email or ""),
    )
    what: What = "changed" if diffs else "same"
    work.changes.append(Change("staff", what, row.number, about, "", old.id, values, diffs))


def _titled(work: Work, stored: str | None) -> str:
    if stored is None:
        return "tất cả"
    titles: dict[str, str] = {}
    for one in work.snapshot.frameworks.values():
        titles |= {**one.groups, **{key: f"{key}" for key in one.indices}}
    return ", ".join(titles.get(one, one) for one in sorted(words.split(stored)))
