"""Before a questionnaire: strangers, invitations, consent, and choosing among roles. Pure."""

import re
from datetime import datetime

from bot.dialogue.commands import AcceptInvitation, Command, DeclineInvitation, SwitchAssignment
from bot.dialogue.events import ButtonPressed, ContactShared, Event, Started, TextTyped
from bot.dialogue.state import Focus, State
from bot.dialogue.turn import Step
from dti_core.messages import verbs
from dti_core.messages.commands import recognise
from dti_core.messages.consent import CONSENT_VERSION
from dti_core.messages.contact import joining, menu
from dti_core.messages.model import Action, Message
from dti_core.survey.lobby import InvitationView, Lobby

PROVING = "prove"
"""The focus while a number or a code is to be shown; its argument is the invitation."""
SHARES_NUMBERS = frozenset({"telegram"})
"""Channels whose app can share one's own number, and vouches for it."""
CODE_COMMAND = "xacnhan"
VERBS = frozenset({verbs.JOIN, verbs.CONSENT, verbs.NOT_ME})
"""Buttons that belong to the lobby even while the person has an active role."""
CODE = re.compile(r"[A-Za-z0-9_-]{43}")
"""An invitation's code as it is printed beside its link; nobody answers a question so."""


def belongs_to_lobby(event: Event) -> bool:
    """Whether an event is about an invitation, whatever role is active."""
    what = event.what
    if isinstance(what, Started):
        return what.payload is not None
    if isinstance(what, TextTyped):
        printed = CODE.fullmatch(what.text.strip()) is not None
        return printed or (recognise(what.text) or ("", ""))[0] == CODE_COMMAND
    if isinstance(what, ContactShared):
        return True
    return isinstance(what, ButtonPressed) and what.action.verb in VERBS


def step_lobby(lobby: Lobby, state: State, event: Event, now: datetime) -> Step:
    """What to say and order for someone without an active questionnaire, or with an invitation in hand.

    `lobby.invitation` is the one just opened, or the one that a pressed button names. After
    `AcceptInvitation` and `SwitchAssignment` the host opens the new questionnaire.
    """
    if lobby.shown and lobby.invitation:
        return _shown_proof(lobby, lobby.invitation, state)
    if lobby.too_many_tries:
        return _say(state, joining.too_many_tries())
    if isinstance(event.what, ButtonPressed):
        return _pressed(lobby, state, event)
    if lobby.invitation:
        return _shown(lobby.invitation, state, now)
    return _nobody(lobby, state)


def _shown(invitation: InvitationView, state: State, now: datetime) -> Step:
    if invitation.state == "yours":
        return _say(state, joining.yours(invitation))
    if invitation.state != "valid":
        return _say(state, joining.refused(invitation))
    if invitation.closes_at and invitation.closes_at <= now:
        return _say(state, joining.too_late(invitation))
    return _say(State(Focus("invitation", (str(invitation.id),))), joining.invitation(invitation))


def _shown_proof(lobby: Lobby, invitation: InvitationView, state: State) -> Step:
    """A number or a code was shown: in, or what else to do."""
    if invitation.state != "valid":
        return _say(State(), joining.refused(invitation))
    if lobby.shown == "proven":
        return _order(AcceptInvitation(invitation.id, CONSENT_VERSION), joining.PROVEN)
    return _say(state, joining.not_proven(invitation, lobby.shown, lobby.left))


def _pressed(lobby: Lobby, state: State, event: Event) -> Step:
    action = event.what.action if isinstance(event.what, ButtonPressed) else Action("")
    if action.verb == verbs.SWITCH:
        return _switch(lobby, state, action)
    invitation = lobby.invitation
    if action.verb not in VERBS or invitation is None or action.args != (str(invitation.id),):
        return _nobody(lobby, state)
    if invitation.state == "yours" and action.verb == verbs.JOIN:
        return Step(state, toast=joining.ALREADY_JOINED)
    if action.verb == verbs.JOIN and invitation.state == "valid" and invitation.proof:
        asked = joining.prove(invitation, event.channel in SHARES_NUMBERS, bool(lobby.assignments))
        return _say(State(Focus(PROVING, (str(invitation.id),))), asked)
    return _decided(invitation, state, action.verb)


def _decided(invitation: InvitationView, state: State, verb: str) -> Step:
    if invitation.state != "valid":
        return _say(state, joining.refused(invitation))
    if verb == verbs.CONSENT:
        return _say(state, joining.details(invitation))
    if verb == verbs.NOT_ME:
        return _order(DeclineInvitation(invitation.id), joining.declined())
    return _order(AcceptInvitation(invitation.id, CONSENT_VERSION))


def _switch(lobby: Lobby, state: State, action: Action) -> Step:
    mine = next((a for a in lobby.assignments if (str(a.id),) == action.args), None)
    return _order(SwitchAssignment(mine.id)) if mine else _nobody(lobby, state)


def _nobody(lobby: Lobby, state: State) -> Step:
    return _say(state, menu.units(lobby.assignments) if lobby.assignments else joining.stranger())


def _order(command: Command, *messages: Message) -> Step:
    return Step(State(), (command,), messages)


def _say(state: State, *messages: Message) -> Step:
    return Step(state, (), messages)
