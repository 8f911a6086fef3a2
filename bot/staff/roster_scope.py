"""How far one of the staff reaches, in chat: ticked for somebody new, changed for somebody who is there.

What is ticked travels in the buttons as sums of bits, so that an old screen works as well as a new one.
"""

from dataclasses import dataclass

from bot.staff import roster_cards
from bot.staff.desk import Args, Desk
from bot.staff.feature import Button
from bot.staff.roster_cards import roster_of
from dti_core.campaign import words
from dti_core.campaign.staff.roster import scopes
from dti_core.campaign.staff.roster.scopes import BY_GROUP, BY_INDEX
from dti_core.campaign.staff.roster.snapshot import MemberFacts, Snapshot
from dti_core.messages.staff import roster as roster_texts
from dti_core.messages.staff import roster_add as add_texts
from dti_core.messages.staff import roster_scope as texts
from dti_core.messages.staff.roles import ROLES
from dti_core.messages.staff.roster_scope import Sheet

FOCUS = "s.ro.add"
"""Where the words name somebody new: with `staff`, the role and the two sums."""


@dataclass(frozen=True)
class _Known:
    """What can be ticked, by id: what it is called on a button, and in a list."""

    groups: dict[str, tuple[str, str]]
    indices: dict[str, tuple[str, str]]


def ask(desk: Desk, role: str) -> None:
    """For somebody new: at once to their name where there is nothing to choose."""
    sheet = _sheet(desk, role, 0, 0)
    if sheet is not None and (sheet.groups or sheet.indices):
        desk.say(texts.screen(sheet))
    else:
        _done(desk, (role, "0", "0"))


def _open(desk: Desk, args: Args) -> None:
    found, known = _member(desk, args[0]), _known(roster_of(desk).taken)
    if found is None:
        desk.say(roster_texts.refused("unknown_member"))
        return
    sheet = _sheet(desk, args[0], _sum(known.groups, found.groups), _sum(known.indices, found.indices))
    divided = sheet is not None and (sheet.groups or sheet.indices)
    desk.say(texts.screen(sheet) if sheet and divided else roster_texts.refused("no_scope"))


def _tick(desk: Desk, args: Args) -> None:
    sheet = _sheet(desk, args[0], _bits(args[1]), _bits(args[2]))
    desk.say(texts.screen(sheet) if sheet else roster_texts.refused("unknown_member"))


def _done(desk: Desk, args: Args) -> None:
    """Somebody new is named next; somebody who is there is changed now."""
    whom, groups, indices = args
    if whom in add_texts.OF_STAFF:
        desk.focus(FOCUS, "staff", whom, groups, indices)
        desk.say(add_texts.ask(f"Cán bộ {ROLES[whom]}", add_texts.to_staff_back()))
        return
    wanted = picked(desk, groups, indices)
    refusal = scopes.change(desk.conn, desk.staffer, whom, *wanted, desk.now)
    if refusal is not None:
        desk.say(roster_texts.refused(refusal.code))
        return
    desk.toast = texts.CHANGED
    roster_cards.person(desk, (whom,))


def _changes(_desk: Desk, args: Args) -> bool:
    """A change of what one of the staff may do takes a second factor; somebody new gets it with the link."""
    return args[0] not in add_texts.OF_STAFF


def picked(desk: Desk, groups: str, indices: str) -> tuple[frozenset[str] | None, frozenset[str] | None]:
    """The ids behind two sums; all of them, or none, is everything."""
    known = _known(roster_of(desk).taken)
    return _ids(list(known.groups), _bits(groups)), _ids(list(known.indices), _bits(indices))


def _ids(known: list[str], ticked: int) -> frozenset[str] | None:
    found = frozenset(one for place, one in enumerate(known) if ticked >> place & 1)
    return found if 0 < len(found) < len(known) else None


def _sheet(desk: Desk, whom: str, groups: int, indices: int) -> Sheet | None:
    """The screen for a person or a role; None where there is no such person, or their role is not divided."""
    found = None if whom in add_texts.OF_STAFF else _member(desk, whom)
    role = found.role if found else whom
    if role not in (BY_GROUP if found else add_texts.OF_STAFF):
        return None
    known = _known(roster_of(desk).taken)
    return Sheet(
        whom,
        role,
        found.name if found else "",
        _choices(known.groups) if role in BY_GROUP else (),
        _choices(known.indices) if role in BY_INDEX else (),
        groups,
        indices,
    )


def _member(desk: Desk, ref: str) -> MemberFacts | None:
    """One of the staff on the roster (m…), or who joined without being on it (a…)."""
    here = [one for one in roster_of(desk).taken.members if one.role in add_texts.OF_STAFF]
    return next((m for m in here if ref == (f"a{m.assignment}" if m.id is None else f"m{m.id}")), None)


def _known(taken: Snapshot) -> _Known:
    """Every group and index; one that several frameworks have is one, under all of its titles."""
    groups: dict[str, tuple[str, str]] = {}
    titles: dict[str, tuple[str, list[str]]] = {}
    for facts in taken.frameworks.values():
        groups |= {one: (title, title) for one, title in facts.groups.items()}
        for one, title in facts.indices.items():
            kept = titles.setdefault(one, (facts.called[one], []))[1]
            kept += [title] if title not in kept else []
    indices = {one: (f"{name} {' / '.join(kept)}", name) for one, (name, kept) in titles.items()}
    return _Known(groups, indices)


def _choices(known: dict[str, tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(known.values()) if len(known) > 1 else ()


def _bits(text: str) -> int:
    """A sum as a button carries it; what is none is everything."""
    return int(text, 16) if 0 < len(text) <= 20 and set(text) <= set("0123456789abcdef") else 0


def _sum(known: dict[str, tuple[str, str]], stored: str | None) -> int:
    kept = words.split(stored)
    return sum(1 << place for place, one in enumerate(known) if one in kept)


BUTTONS = {
    roster_texts.SCOPE: Button(_open, "roster", 1),
    texts.TICK: Button(_tick, "roster", 3),
    texts.DONE: Button(_done, "roster", 3, _changes),
}
