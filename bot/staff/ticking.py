"""Picking several units by ticking, for every feature that works on more than one.

What is ticked stands in the conversation's draft, so it survives pages, other screens and restarts; only
units that can still be picked count when it is done.
"""

from bot.staff.desk import Args, Desk
from bot.staff.feature import Button, Feature, Purpose
from dti_core.campaign.staff import board, powers
from dti_core.messages.staff import ticking as texts
from dti_core.messages.staff import trouble
from dti_core.messages.staff.ticking import Sheet

PURPOSES: dict[str, Purpose] = {}
"""Filled by the registry, from the features."""


def ticked(desk: Desk, purpose: str) -> frozenset[int]:
    """What is ticked now."""
    kept = desk.state.draft.get(_draft(purpose), "").split()
    return frozenset(int(one) for one in kept if one.isdecimal())


def clear(desk: Desk, purpose: str) -> None:
    """Untick everything."""
    desk.forget(_draft(purpose))


def show(desk: Desk, args: Args) -> None:
    """A page of the units that can be picked."""
    name, page = args
    sheet = _sheet(desk, name)
    if sheet is not None:
        desk.say(texts.screen(sheet, _number(page)))


def _tick(desk: Desk, args: Args) -> None:
    """Tick a unit, or untick it; one that cannot be picked any more changes nothing."""
    name, enrolment, page = args
    sheet = _sheet(desk, name)
    if sheet is None:
        return
    known = {one.enrolment for one in sheet.units}
    meant = {_number(enrolment)} & known
    _keep(desk, name, frozenset(sheet.ticked) ^ meant)
    show(desk, (name, page))


def _many(desk: Desk, args: Args) -> None:
    """All, none, or a whole group: ticked, and unticked where all of it was."""
    name, which, page = args
    sheet = _sheet(desk, name)
    if sheet is None:
        return
    now, group = frozenset(sheet.ticked), _number(which)
    if which in (texts.ALL, texts.NONE):
        meant = frozenset(one.enrolment for one in sheet.units if which == texts.ALL)
    else:
        inside = frozenset(one.enrolment for one in sheet.units if which.isdecimal() and one.group == group)
        meant = now - inside if inside <= now else now | inside
    _keep(desk, name, meant)
    show(desk, (name, page))


def _done(desk: Desk, args: Args) -> None:
    """On with the feature, with what can still be picked."""
    (name,) = args
    sheet = _sheet(desk, name)
    if sheet is None:
        return
    if sheet.ticked:
        PURPOSES[name].done(desk, frozenset(sheet.ticked))
    else:
        desk.say(texts.none_ticked(sheet, 0))


def group_numbers(desk: Desk) -> dict[tuple[str, str], int]:
    """Framework and group → its number, as a unit's tick names it."""
    return {(one.framework.id, one.id): one.number for one in board.groups(desk.conn, desk.staffer)}


def _sheet(desk: Desk, name: str) -> Sheet | None:
    """The units and their ticks; says why not where it is unknown, not theirs, or nobody is there."""
    purpose = PURPOSES.get(name)
    if purpose is None:
        desk.say(trouble.UNKNOWN_BUTTON)
        return None
    if not powers.has(desk.staffer.role, purpose.power):
        desk.say(trouble.NOT_ALLOWED)
        return None
    units = tuple(purpose.units(desk))
    if not units:
        desk.say(texts.nobody(purpose.title, purpose.back))
        return None
    groups = [(one.number, one.title) for one in board.groups(desk.conn, desk.staffer)]
    known = {one.enrolment for one in units}
    return Sheet(name, purpose.title, purpose.go, units, ticked(desk, name) & known, groups, purpose.back)


def _takes_proof(_desk: Desk, args: Args) -> bool:
    purpose = PURPOSES.get(args[0])
    return purpose is not None and purpose.proof


def _keep(desk: Desk, name: str, meant: frozenset[int]) -> None:
    desk.remember(**{_draft(name): " ".join(map(str, sorted(meant)))})


def _draft(purpose: str) -> str:
    return f"tk_{purpose}"


def _number(text: str) -> int:
    """A button's number; one that is none, or too large for any database, is 0."""
    return int(text) if text.isdecimal() and len(text) < 10 else 0


FEATURE = Feature(
    buttons={
        texts.OPEN: Button(show, "see", 2),
        texts.TICK: Button(_tick, "see", 3),
        texts.MANY: Button(_many, "see", 3),
        texts.DONE: Button(_done, "see", 1, _takes_proof),
    }
)
