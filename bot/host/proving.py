"""A number or a code that somebody shows for their invitation, before the conversation goes on about it."""

import re
from datetime import datetime

from sqlalchemy import Connection

from bot.dialogue.events import ContactShared, Event, TextTyped
from bot.dialogue.lobby import CODE_COMMAND, PROVING
from bot.dialogue.state import State
from dti_core.campaign import binding, desk, invitations
from dti_core.campaign.people import Speaker
from dti_core.campaign.refusal import Refusal
from dti_core.messages.commands import recognise
from dti_core.survey.lobby import Lobby

CODE = re.compile(r"\s*(\d{3})\s?(\d{3})\s*", re.ASCII)


def is_asked(state: State) -> bool:
    """Whether something is to be shown now."""
    return state.focus.kind == PROVING and len(state.focus.args) == 1 and state.focus.args[0].isdecimal()


def shown(conn: Connection, speaker: Speaker, state: State, event: Event, now: datetime) -> Lobby | None:
    """The lobby after something was shown; None where nothing was."""
    if not is_asked(state):
        return None
    invitation = int(state.focus.args[0])
    held = desk.assignments(conn, speaker.person)
    what, code = event.what, _code(event)
    if isinstance(what, ContactShared):
        refusal = binding.show_phone(conn, speaker, invitation, what.phone, what.own, now)
    elif code is not None and invitations.too_many_tries(conn, speaker.person, now):
        return Lobby(None, held, too_many_tries=True)
    elif code is not None:
        refusal = binding.show_code(conn, speaker, invitation, code, now)
    else:
        return None
    found = invitations.opened_again(conn, invitation, speaker.person, now)
    outcome, left = _outcome(refusal)
    return Lobby(found, held, shown=outcome, left=left)


def _outcome(refusal: Refusal | None) -> tuple[str, str]:
    """What became of it, and how many tries are left where that matters."""
    if refusal is None:
        return "proven", ""
    if refusal.code == "wrong_code":
        return refusal.code, refusal.subject
    return (refusal.subject if refusal.code == "not_proven" else refusal.code), ""


def _code(event: Event) -> str | None:
    if not isinstance(event.what, TextTyped):
        return None
    name, argument = recognise(event.what.text) or ("", "")
    found = CODE.fullmatch(argument if name == CODE_COMMAND else event.what.text)
    return None if found is None else found[1] + found[2]
