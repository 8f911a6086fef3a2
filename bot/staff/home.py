"""The first screen, and the way back to it."""

from bot.staff.desk import Args, Desk
from bot.staff.feature import Button, Entry, Feature, Word
from dti_core.campaign.staff import overview, powers
from dti_core.messages.staff import home as texts
from dti_core.messages.staff.verbs import HOME
from dti_core.messages.verbs import NOOP, UNITS, button

MENU: list[Entry] = []
"""Filled by the registry, in the order of the features."""


def show(desk: Desk, _args: Args = ()) -> None:
    """Where the campaign stands and what this role may do."""
    desk.focus("home")
    allowed = [entry for entry in MENU if powers.has(desk.staffer.role, entry.power)]
    menu = [button(entry.label, entry.verb) for entry in allowed]
    if overview.roles(desk.conn, desk.speaker.person) > 1:
        menu.append(button("Vai trò khác", UNITS))
    head = overview.head(desk.conn, desk.staffer)
    desk.say(texts.home(head, desk.staffer.role, menu, desk.now))


def _word(desk: Desk, _argument: str) -> None:
    show(desk)


def _nothing(_desk: Desk, _args: Args) -> None:
    """A label that is no button."""


FEATURE = Feature(
    buttons={HOME: Button(show, "see"), NOOP: Button(_nothing, "see")},
    words={"start": Word(_word, "see"), "tieptuc": Word(_word, "see"), "trogiup": Word(_word, "see")},
)
