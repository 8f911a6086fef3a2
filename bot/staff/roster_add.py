"""Somebody new on the roster, in chat: role, reach, name; then their line, with a button to invite them."""

from bot.staff.desk import Args, Desk
from bot.staff.feature import Button, Word
from dti_core.campaign import words
from dti_core.campaign.invitations import Reach
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff.roster import members
from dti_core.campaign.staff.roster.listing import Roster
from dti_core.campaign.staff.roster.members import Newcomer
from dti_core.campaign.staff.roster.snapshot import UnitFacts
from dti_core.messages.model import Choice
from dti_core.messages.staff import roster as roster_texts
from dti_core.messages.staff import roster_add as texts
from dti_core.messages.staff.roles import ROLES

FOCUS = "s.ro.add"


def _roster(desk: Desk) -> Roster:
    return Roster(desk.conn, desk.staffer, desk.now)


def _unit(roster: Roster, number: str) -> UnitFacts | None:
    return next((one for one in roster.units if str(one.enrolment) == number), None)


def _to_unit(desk: Desk, args: Args) -> None:
    roster = _roster(desk)
    unit = _unit(roster, args[0])
    if unit is None:
        desk.say(roster_texts.refused("unknown_unit"))
        return
    named = any(m.enrolment == unit.enrolment and m.role == "contact" for m in roster.taken.members)
    offices = bool(roster.taken.frameworks[unit.framework].offices)
    desk.say(texts.to_unit(unit.name, unit.enrolment, has_contact=named, offices=offices))


def _role(desk: Desk, args: Args) -> None:
    unit = _unit(_roster(desk), args[0])
    if unit is None or args[1] not in texts.OF_UNIT:
        desk.say(roster_texts.refused("unknown_unit"))
        return
    desk.focus(FOCUS, args[1], args[0])
    what = f"{texts.OF_UNIT[args[1]]} của {unit.name}"
    desk.say(texts.ask(what, texts.to_unit_back(unit.enrolment)))


def _free_offices(roster: Roster, unit: UnitFacts) -> list[tuple[int, str, tuple[str, ...]]]:
    """Offices for which nobody stands on the roster or has joined."""
    here = [m for m in roster.taken.members if m.enrolment == unit.enrolment and m.role == "provider"]
    held = {words.split(m.inputs) for m in here}
    named = enumerate(roster.taken.frameworks[unit.framework].offices.items())
    return [(number, name, keys) for number, (name, keys) in named if frozenset(keys) not in held]


def _offices(desk: Desk, args: Args) -> None:
    roster = _roster(desk)
    unit = _unit(roster, args[0])
    if unit is None:
        desk.say(roster_texts.refused("unknown_unit"))
        return
    free = [(number, name, len(keys)) for number, name, keys in _free_offices(roster, unit)]
    desk.say(texts.offices(unit.name, unit.enrolment, free, _number(args[1])))


def _office(desk: Desk, args: Args) -> None:
    roster = _roster(desk)
    unit = _unit(roster, args[0])
    free = {str(number): name for number, name, _ in _free_offices(roster, unit)} if unit else {}
    if unit is None or args[1] not in free:
        desk.say(roster_texts.refused("unknown_unit"))
        return
    desk.focus(FOCUS, "provider", args[0], args[1])
    desk.say(texts.ask(f"Người của {free[args[1]]}", texts.to_unit_back(unit.enrolment)))


def _to_staff(desk: Desk, _args: Args) -> None:
    desk.say(texts.to_staff())


def _staff_role(desk: Desk, args: Args) -> None:
    if args[0] not in texts.OF_STAFF:
        desk.say(texts.to_staff())
        return
    groups = _groups(desk)
    if len(groups) > 1 and args[0] in ("manager", "reviewer"):
        desk.say(texts.scope(args[0], groups))
    else:
        _staff_scope(desk, (args[0], texts.ALL))


def _groups(desk: Desk) -> list[tuple[int, str]]:
    roster = _roster(desk)
    titles = (roster.taken.frameworks[framework].groups[group] for framework, group in roster.groups)
    return list(enumerate(titles))


def _staff_scope(desk: Desk, args: Args) -> None:
    role, which = args
    known = {str(number) for number, _ in _groups(desk)}
    if role not in texts.OF_STAFF or which not in (known | {texts.ALL}):
        desk.say(texts.to_staff())
        return
    desk.focus(FOCUS, "staff", role, which)
    desk.say(texts.ask(f"Cán bộ {ROLES[role]}", texts.to_staff_back()))


def _typed(desk: Desk, text: str) -> None:
    """The words that name who comes."""
    kind, *args = desk.state.focus.args
    comes = members.newcomer(text)
    if comes is None:
        desk.say(texts.unclear(_back(kind, args)))
        return
    done = _add(desk, kind, args, comes)
    desk.focus("home")
    if isinstance(done, Refusal):
        desk.say(roster_texts.refused(done.code))
        return
    from bot.staff.roster import person

    person(desk, (f"m{done}",))


def _back(kind: str, args: list[str]) -> Choice:
    return texts.to_staff_back() if kind == "staff" else texts.to_unit_back(_number(args[0]))


def _add(desk: Desk, kind: str, args: list[str], comes: Newcomer) -> int | Refusal:
    roster, campaign = _roster(desk), desk.staffer.campaign
    if kind == "staff":
        role, which = args
        group = None if which == texts.ALL else roster.groups[_number(which)][1]
        return members.add(desk.conn, desk.staffer, Reach(campaign, role, groups=group), comes, desk.now)
    unit = _unit(roster, args[0])
    if unit is None:
        return Refusal("unknown_unit", args[0])
    if kind == "provider":
        keys = next((keys for number, _, keys in _free_offices(roster, unit) if str(number) == args[1]), None)
        if keys is None:
            return Refusal("unknown_unit", args[1])
        reach = Reach(campaign, "provider", unit.enrolment, words.join(keys))
        name = list(roster.taken.frameworks[unit.framework].offices)[_number(args[1])]
        return members.add(desk.conn, desk.staffer, reach, comes, desk.now, office=name)
    reach = Reach(campaign, "contact", unit.enrolment, in_charge=kind == "contact")
    return members.add(desk.conn, desk.staffer, reach, comes, desk.now)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0


BUTTONS = {
    roster_texts.ADD_TO_UNIT: Button(_to_unit, "roster", 1),
    texts.ROLE: Button(_role, "roster", 2),
    texts.OFFICES: Button(_offices, "roster", 2),
    texts.OFFICE: Button(_office, "roster", 2),
    roster_texts.ADD_TO_STAFF: Button(_to_staff, "roster"),
    texts.STAFF_ROLE: Button(_staff_role, "roster", 1),
    texts.STAFF_SCOPE: Button(_staff_scope, "roster", 2),
}
TYPED = {FOCUS: Word(_typed, "roster")}
