"""One event of a member of the staff, answered."""

from bot.dialogue.events import ButtonPressed, Event, FileSent, RefusedFile, Started, StoredFile, TextTyped
from bot.staff import home, proving
from bot.staff.desk import Desk
from bot.staff.registry import BUTTONS, FILED, FILES, TYPED, WORDS
from dti_core.campaign.staff import powers
from dti_core.messages.commands import recognise
from dti_core.messages.model import ACTION_LIMIT, Action
from dti_core.messages.staff import trouble
from dti_core.messages.verbs import SWITCH, UNITS


def is_about_roles(event: Event) -> bool:
    """Whether it is about which of their roles a person works in."""
    match event.what:
        case ButtonPressed(action=action):
            return action.verb in (UNITS, SWITCH)
        case TextTyped(text=text):
            return (recognise(text) or ("", ""))[0] == "donvi"
    return False


def answer(desk: Desk, event: Event) -> None:
    """Let the feature that the event is about do its work; what is not understood leads home."""
    match event.what:
        case ButtonPressed(action=action):
            press(desk, action)
        case TextTyped(text=text):
            _typed(desk, text.replace("\x00", ""))
        case FileSent(file=RefusedFile() as refused):
            desk.say(trouble.refused_file(refused.name, refused.reason, refused.size))
        case FileSent(file=StoredFile() as file, caption=caption):
            _filed(desk, file, caption)
        case Started():
            home.show(desk)
        case _:
            desk.say(trouble.NOT_UNDERSTOOD)


def press(desk: Desk, action: Action) -> None:
    """Do what a button says; what takes a second factor waits for it."""
    known = BUTTONS.get(action.verb)
    if known is None or len(action.args) != known.args or not _is_sound(action.args):
        desk.say(trouble.UNKNOWN_BUTTON)
    elif not powers.has(desk.staffer.role, known.power):
        desk.say(trouble.NOT_ALLOWED)
    elif not known.proof(desk, action.args) or proving.passed(desk, action):
        known.run(desk, action.args)


def _is_sound(args: tuple[str, ...]) -> bool:
    """Whether a button of ours could carry this."""
    return all(arg.isprintable() for arg in args) and len("|".join(args).encode()) <= ACTION_LIMIT


def _filed(desk: Desk, file: StoredFile, caption: str | None) -> None:
    """What was asked for is given to who asked; any other file is taken for a workbook."""
    wanted = FILED.get(desk.state.focus.kind)
    if wanted is not None and powers.has(desk.staffer.role, wanted.power):
        wanted.run(desk, file, caption)
    elif FILES is not None:
        FILES(desk, file, caption)
    else:
        desk.say(trouble.NOT_UNDERSTOOD)


def _typed(desk: Desk, text: str) -> None:
    spoken = recognise(text)
    word = WORDS.get(spoken[0]) if spoken else TYPED.get(desk.state.focus.kind)
    if word is None:
        desk.say(trouble.NOT_UNDERSTOOD)
    elif powers.has(desk.staffer.role, word.power):
        word.run(desk, spoken[1] if spoken else text)
    else:
        desk.say(trouble.NOT_ALLOWED)
