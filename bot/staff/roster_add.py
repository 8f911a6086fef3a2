"""Somebody new on the roster, in chat: role, reach, name; then their line, with a button to invite them."""

from bot.staff import roster_scope
from bot.staff.desk import Args, Desk
from bot.staff.feature import Button, Word
from bot.staff.roster_cards import number, person, roster_of
from bot.staff.roster_scope import FOCUS
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


def _unit(roster: Roster, number: str) -> UnitFacts | None:
    return next((one for one in roster.units if str(one.enrolment) == number), None)


def _to_unit(desk: Desk, args: Args) -> None:
    roster = roster_of(desk)
    unit = _unit(roster, args[0])
    if unit is None:
        desk.say(roster_texts.refused("unknown_unit"))
        return
    named = any(m.enrolment == unit.enrolment and m.role == "contact" for m in roster.taken.members)
    offices = bool(roster.taken.frameworks[unit.framework].offices)
    desk.say(texts.to_unit(unit.name, unit.enrolment, has_contact=named, offices=offices))


def _role(desk: Desk, args: Args) -> None:
    unit = _unit(roster_of(desk), args[0])
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
    return [(place, name, keys) for place, (name, keys) in named if frozenset(keys) not in held]


def _offices(desk: Desk, args: Args) -> None:
    roster = roster_of(desk)
    unit = _unit(roster, args[0])
    if unit is None:
        desk.say(roster_texts.refused("unknown_unit"))
        return
    free = [(place, name, len(keys)) for place, name, keys in _free_offices(roster, unit)]
    desk.say(texts.offices(unit.name, unit.enrolment, free, number(args[1])))


def _office(desk: Desk, args: Args) -> None:
    roster = roster_of(desk)
    unit = _unit(roster, args[0])
    free = {str(place): name for place, name, _ in _free_offices(roster, unit)} if unit else {}
    if unit is None or args[1] not in free:
        desk.say(roster_texts.refused("unknown_unit"))
        return
    desk.focus(FOCUS, "provider", args[0], args[1])
    desk.say(texts.ask(f"Người của {free[args[1]]}", texts.to_unit_back(unit.enrolment)))


def _to_staff(desk: Desk, _args: Args) -> None:
    desk.say(texts.to_staff())


def _staff_role(desk: Desk, args: Args) -> None:
    if args[0] in texts.OF_STAFF:
        roster_scope.ask(desk, args[0])
    else:
        desk.say(texts.to_staff())


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
    person(desk, (f"m{done}",))


def _back(kind: str, args: list[str]) -> Choice:
    return texts.to_staff_back() if kind == "staff" else texts.to_unit_back(number(args[0]))


def _add(desk: Desk, kind: str, args: list[str], comes: Newcomer) -> int | Refusal:
    roster, campaign = roster_of(desk), desk.staffer.campaign
    if kind == "staff":
        role, *sums = args
        groups, indices = (words.join(one) if one else None for one in roster_scope.picked(desk, *sums))
        reach = Reach(campaign, role, groups=groups, indices=indices)
        return members.add(desk.conn, desk.staffer, reach, comes, desk.now)
    unit = _unit(roster, args[0])
    if unit is None:
        return Refusal("unknown_unit", args[0])
    if kind == "provider":
        keys = next((keys for place, _, keys in _free_offices(roster, unit) if str(place) == args[1]), None)
        if keys is None:
            return Refusal("unknown_unit", args[1])
        reach = Reach(campaign, "provider", unit.enrolment, words.join(keys))
        name = list(roster.taken.frameworks[unit.framework].offices)[number(args[1])]
        return members.add(desk.conn, desk.staffer, reach, comes, desk.now, office=name)
    reach = Reach(campaign, "contact", unit.enrolment, in_charge=kind == "contact")
    return members.add(desk.conn, desk.staffer, reach, comes, desk.now)


BUTTONS = {
    roster_texts.ADD_TO_UNIT: Button(_to_unit, "roster", 1),
    texts.ROLE: Button(_role, "roster", 2),
    texts.OFFICES: Button(_offices, "roster", 2),
    texts.OFFICE: Button(_office, "roster", 2),
    roster_texts.ADD_TO_STAFF: Button(_to_staff, "roster"),
    texts.STAFF_ROLE: Button(_staff_role, "roster", 1),
    **roster_scope.BUTTONS,
}
TYPED = {FOCUS: Word(_typed, "roster")}
