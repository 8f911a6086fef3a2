"""One more unit in chat: framework, group, traits, volunteer, name, a last look; then its card.

What was picked travels in the buttons, so an old one works as well as a new one; the name alone is kept in
the draft, and the last button carries a mark of everything that was shown with it.
"""

import hashlib
from dataclasses import dataclass

from bot.staff import roster_cards
from bot.staff.desk import Args, Desk
from bot.staff.feature import Button, Word
from bot.staff.roster_cards import number, roster_of
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff.roster import adding, names
from dti_core.campaign.staff.roster.adding import NewUnit
from dti_core.campaign.staff.roster.listing import Roster
from dti_core.campaign.staff.roster.snapshot import FrameworkFacts
from dti_core.messages.model import Message
from dti_core.messages.staff import roster as roster_texts
from dti_core.messages.staff import roster_unit as texts
from dti_core.messages.staff.roster_unit import NewUnitView

FOCUS, DRAFT = "s.ro.new", "ro_unit"


@dataclass(frozen=True)
class _Picked:
    """What the buttons said: the group as numbered on the roster, the sum of the traits' bits."""

    group: int
    traits: int = 0
    volunteer: bool = False


def start(desk: Desk, _args: Args) -> None:
    """The first question that there is a choice in."""
    desk.focus("home")
    roster = roster_of(desk)
    first: dict[str, int] = {}
    for place, (framework, _) in enumerate(roster.groups):
        first.setdefault(framework, place)
    titles = [(place, roster.taken.frameworks[one].title) for one, place in first.items()]
    if roster.taken.state == "published":
        desk.say(roster_texts.refused("published"))
    elif len(titles) > 1:
        desk.say(texts.frameworks(titles))
    else:
        _framework(desk, ("0",))


def _framework(desk: Desk, args: Args) -> None:
    roster, place = roster_of(desk), number(args[0])
    facts = _facts(roster, place)
    if facts is None:
        desk.say(roster_texts.refused("unknown_unit"))
        return
    inside = [
        (other, facts.groups[group])
        for other, (framework, group) in enumerate(roster.groups)
        if framework == facts.id
    ]
    if len(inside) > 1:
        desk.say(texts.groups(inside))
    else:
        _group(desk, (str(place),))


def _facts(roster: Roster, place: int) -> FrameworkFacts | None:
    """The framework of a group, by the group's number."""
    return roster.taken.frameworks[roster.groups[place][0]] if 0 <= place < len(roster.groups) else None


def _group(desk: Desk, args: Args) -> None:
    facts = _facts(roster_of(desk), number(args[0]))
    if facts is not None and not facts.traits:
        _volunteer(desk, (args[0], "0"))
    else:
        _traits(desk, (args[0], "0"))


def _traits(desk: Desk, args: Args) -> None:
    facts = _facts(roster_of(desk), number(args[0]))
    if facts is None:
        start(desk, ())
    else:
        desk.say(texts.traits(number(args[0]), list(facts.traits.values()), number(args[1])))


def _volunteer(desk: Desk, args: Args) -> None:
    facts = _facts(roster_of(desk), number(args[0]))
    if facts is not None and facts.volunteers:
        desk.say(texts.volunteer(number(args[0]), number(args[1])))
    else:
        _name(desk, (*args, "0"))


def _name(desk: Desk, args: Args) -> None:
    desk.focus(FOCUS, *args)
    desk.say(texts.ask_name())


def _typed(desk: Desk, text: str) -> None:
    """The name; at the last look, another one."""
    name = names.tidy(text)
    several = len([line for line in text.splitlines() if line.strip()]) > 1
    if several or not 2 <= len(name) <= names.LONGEST or not any(one.isalpha() for one in name):
        desk.say(texts.not_a_name())
        return
    desk.remember(**{DRAFT: "|".join((*desk.state.focus.args, name))})
    _look(desk)


def _look(desk: Desk) -> None:
    roster, kept = roster_of(desk), _kept(desk)
    new = _wanted(roster, *kept) if kept else None
    if new is None:
        desk.say(texts.OUTDATED)
    elif refusal := adding.why_not(desk.conn, desk.staffer, new):
        desk.say(_refused(roster, new, refusal))
    else:
        desk.say(texts.preview(_view(roster, new), _mark(new)))


def _kept(desk: Desk) -> tuple[_Picked, str] | None:
    """What is remembered, told apart again."""
    group, traits, volunteer, name = [*desk.state.draft.get(DRAFT, "").split("|", 3), "", "", ""][:4]
    return (_Picked(number(group), number(traits), volunteer == "1"), name) if name else None


def _wanted(roster: Roster, picked: _Picked, name: str) -> NewUnit | None:
    facts = _facts(roster, picked.group)
    if facts is None:
        return None
    traits = frozenset(one for place, one in enumerate(facts.traits) if picked.traits >> place & 1)
    return NewUnit(name, facts.id, roster.groups[picked.group][1], traits, picked.volunteer)


def _view(roster: Roster, new: NewUnit) -> NewUnitView:
    facts = roster.taken.frameworks[new.framework]
    several = len(roster.taken.frameworks) > 1
    return NewUnitView(
        name=new.name,
        group=facts.groups[new.group or ""],
        framework=facts.title if several else "",
        traits=[title for one, title in facts.traits.items() if one in new.traits],
        volunteer=new.volunteer,
        elsewhere=any(names.folded(one.name) == names.folded(new.name) for one in roster.taken.units),
    )


def _mark(new: NewUnit) -> str:
    """Of what was shown: the same again, and only that, is what a yes is to."""
    parts = (new.framework, new.group or "", *sorted(new.traits), str(new.volunteer), new.name)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def _yes(desk: Desk, args: Args) -> None:
    roster, kept = roster_of(desk), _kept(desk)
    new = _wanted(roster, *kept) if kept else None
    if new is None or _mark(new) != args[0]:
        desk.say(texts.OUTDATED)
        return
    done = adding.add(desk.conn, desk.staffer, new, desk.now)
    if isinstance(done, Refusal) and done.code != "unit_known":
        desk.say(_refused(roster, new, done))
        return
    desk.focus("home")
    desk.toast = texts.KNOWN if isinstance(done, Refusal) else texts.ADDED
    roster_cards.unit(desk, (done.subject if isinstance(done, Refusal) else str(done),))


def _refused(roster: Roster, new: NewUnit, refusal: Refusal) -> Message:
    other = next((one for one in roster.taken.units if str(one.enrolment) == refusal.subject), None)
    if other is None or refusal.code not in ("unit_known", "unit_alike"):
        return roster_texts.refused(refusal.code)
    if refusal.code == "unit_known":
        return texts.known(other.name, other.enrolment)
    return texts.alike(new.name, other.name, other.enrolment)


BUTTONS = {
    roster_texts.NEW_UNIT: Button(start, "roster"),
    texts.FRAMEWORK: Button(_framework, "roster", 1),
    texts.GROUP: Button(_group, "roster", 1),
    texts.TRAITS: Button(_traits, "roster", 2),
    texts.VOLUNTEER: Button(_volunteer, "roster", 2),
    texts.NAME: Button(_name, "roster", 3),
    texts.YES: Button(_yes, "roster", 1),
}
TYPED = {FOCUS: Word(_typed, "roster")}
