"""The roster's cards in chat, which every act on a unit or a person leads back to."""

from bot.staff.desk import Args, Desk
from dti_core.campaign.staff.roster.listing import Roster
from dti_core.messages.staff import roster as texts
from dti_core.messages.staff.roster_views import PersonLine, UnitCard


def roster_of(desk: Desk) -> Roster:
    """The roster as this member of the staff sees it."""
    return Roster(desk.conn, desk.staffer, desk.now)


def unit(desk: Desk, args: Args) -> None:
    """One unit and its people."""
    card = next((one for one in roster_of(desk).cards() if one.enrolment == number(args[0])), None)
    desk.say(texts.unit(card) if card else texts.refused("unknown_member"))


def person(desk: Desk, args: Args) -> None:
    """One person and what can be done."""
    desk.focus("home")
    found = find(desk, args[0])
    desk.say(texts.person(*found) if found else texts.refused("unknown_member"))


def find(desk: Desk, ref: str) -> tuple[PersonLine, UnitCard | None, str] | None:
    """A person, their unit, and the campaign's time zone."""
    roster = roster_of(desk)
    places: list[tuple[PersonLine, UnitCard | None]] = [(one, None) for one in roster.staff()]
    places += [(one, card) for card in roster.cards() for one in card.people]
    found = next(((one, card) for one, card in places if one.ref == ref), None)
    return (*found, roster.zone) if found else None


def number(text: str) -> int:
    """A number in a button; what is none leads to the first of whatever is counted."""
    return int(text) if text.isdecimal() and len(text) < 10 else 0
