"""One turn of a conversation inside its transaction: load, step, carry out, queue the replies, save."""

import logging
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot import forms, own_data
from bot.dialogue.commands import (
    AcceptInvitation,
    Command,
    RenewStatus,
    SwitchAssignment,
)
from bot.dialogue.events import ButtonPressed, ContactShared, Event, OtherSent, Started, TextTyped
from bot.dialogue.state import State
from bot.dialogue.turn import Step
from bot.host import proving
from bot.host.dialogue import Dialogue
from bot.host.orders import Orders
from bot.staff.desk import Desk as StaffDesk
from bot.staff.step import is_about_roles
from dti_core.campaign import conversations, desk, outbox, status_delivery
from dti_core.campaign.outbox import Cause, Manner, Target
from dti_core.campaign.people import Speaker
from dti_core.campaign.staff import staffer as staff
from dti_core.campaign.staff.staffer import Staffer
from dti_core.messages import codec
from dti_core.messages.contact import trouble
from dti_core.messages.model import Message
from dti_core.survey.questionnaire import Questionnaire

log = logging.getLogger(__name__)

TOKEN = re.compile(r"[A-Za-z0-9_-]{20,64}")
JOINING = (AcceptInvitation, SwitchAssignment)
"""Orders after which the conversation goes on about something else."""
FIRST_LOOK = timedelta(seconds=0.4)
"""A head start for a status message that is made anew, so that the question stands last in the chat."""
SHOWING_STATUS = (AcceptInvitation, RenewStatus)


@dataclass(frozen=True)
class Cue:
    """What a turn answers: the update, the account to reply to, and the message whose button was pressed.

    `sent`: the person's own message, as the platform calls it.
    """

    inbox: int
    target: Target
    pressed: str | None
    sent: str | None = None


class Turn:
    """One update of one speaker; every method works in the same transaction."""

    def __init__(
        self, dialogue: Dialogue, conn: Connection, speaker: Speaker, cue: Cue, now: datetime
    ) -> None:
        self._dialogue = dialogue
        self._conn = conn
        self._speaker = speaker
        self._cue = cue
        self._now = now
        self._position = 0
        self._not_before: datetime | None = None
        self.stored_more = False

    @property
    def replies(self) -> int:
        """How many messages were queued."""
        return self._position

    def take(self, event: Event) -> Step:
        """Answer an event; the step that was taken."""
        own = own_data.answer(self._conn, self._speaker, event, self._now)
        if own is not None:
            return self._say(own)
        event = self._as_asked(event)
        if not self._dialogue.belongs_to_lobby(event):
            staffer = staff.of(self._conn, self._speaker)
            if staffer is not None:
                return self._at_the_staffs_desk(staffer, event)
        view = None if self._dialogue.belongs_to_lobby(event) else self._view(self._speaker.active_assignment)
        if view is None:
            return self._in_the_lobby(event)
        if (said := self._about_a_book(event)) is not None:
            return said
        slot = conversations.slot_of(self._speaker.active_assignment)
        before = conversations.load(self._conn, self._speaker.person, slot)
        taken = self._dialogue.step(view, State.load(before.state), event, self._now)
        if not self._carry_out(taken.commands):
            return self._start_over(taken)
        self._finish(slot, taken)
        if any(isinstance(command, SwitchAssignment) for command in taken.commands):
            self._go_on()
        return taken

    def _about_a_book(self, event: Event) -> Step | None:
        """A button under a workbook that the contact sent: it needs more than the conversation knows."""
        if not isinstance(event.what, ButtonPressed):
            return None
        said = forms.answer(self._conn, self._speaker, event.what.action, self._now)
        if said is None:
            return None
        return self._say(said)

    def _say(self, said: tuple[Message, ...]) -> Step:
        """What a use case told directly; where the conversation stands does not change."""
        for message in said:
            self._put(message)
        self.stored_more = True
        return Step(State(), messages=said)

    def _at_the_staffs_desk(self, staffer: Staffer, event: Event) -> Step:
        """One of the staff at work; choosing among one's roles is everybody's."""
        if is_about_roles(event):
            return self._in_the_lobby(event)
        slot = conversations.slot_of(self._speaker.active_assignment)
        state = State.load(conversations.load(self._conn, self._speaker.person, slot).state)
        desk_ = StaffDesk(self._conn, self._speaker, staffer, state, self._now)
        self._dialogue.staff(desk_, event)
        self.stored_more = True
        taken = Step(desk_.state, (), tuple(desk_.messages), desk_.toast)
        self._finish(slot, taken)
        if conversations.active_assignment(self._conn, self._speaker.person) != staffer.assignment:
            self._go_on()
        return taken

    def _in_the_lobby(self, event: Event) -> Step:
        state = self._lobby_state()
        lobby = proving.shown(self._conn, self._speaker, state, event, self._now) or desk.lobby(
            self._conn, self._speaker.person, _payload(event), self._now, _named(event)
        )
        taken = self._dialogue.step_lobby(lobby, state, event, self._now)
        if not self._carry_out(taken.commands):
            return self._start_over(taken)
        self._finish(conversations.LOBBY, taken)
        if any(isinstance(command, JOINING) for command in taken.commands):
            self._go_on()
        return taken

    def _as_asked(self, event: Event) -> Event:
        """A number that nobody asked for is just something that was sent."""
        if not isinstance(event.what, ContactShared) or proving.is_asked(self._lobby_state()):
            return event
        return replace(event, what=OtherSent("contact"))

    def _lobby_state(self) -> State:
        return State.load(conversations.load(self._conn, self._speaker.person, conversations.LOBBY).state)

    def _carry_out(self, commands: Iterable[Command]) -> bool:
        """All of the orders or, where the use cases refuse one, none."""
        savepoint = self._conn.begin_nested()
        orders = Orders(self._conn, self._speaker, self._now, self._cue.inbox)
        for command in commands:
            if (refusal := orders.carry_out(command)) is not None:
                savepoint.rollback()
                log.warning("refused %s: %s %s", type(command).__name__, refusal.code, refusal.subject)
                return False
            if isinstance(command, SHOWING_STATUS):
                self._not_before = self._now + FIRST_LOOK
        savepoint.commit()
        return True

    def _start_over(self, refused: Step) -> Step:
        """Nothing of the step holds: say so, and show where things really stand."""
        self._put(trouble.NOT_STORED)
        self._go_on()
        return replace(refused, commands=(), messages=(), toast=None)

    def _go_on(self) -> None:
        """Open the conversation about the assignment that is active now."""
        assignment = conversations.active_assignment(self._conn, self._speaker.person)
        staffer = staff.of(self._conn, replace(self._speaker, active_assignment=assignment))
        if staffer is not None:
            self._speaker = replace(self._speaker, active_assignment=assignment)
            self._at_the_staffs_desk(staffer, Event(Started(), self._now, self._speaker.channel))
            return
        view, slot = self._view(assignment), conversations.slot_of(assignment)
        if view is None:
            return
        self._speaker = replace(self._speaker, active_assignment=assignment)
        before = conversations.load(self._conn, self._speaker.person, slot)
        opened = self._dialogue.open(view, self._now, State.load(before.state), self._speaker.channel)
        if self._carry_out(opened.commands):
            self._finish(slot, opened)

    def _view(self, assignment: int | None) -> Questionnaire | None:
        """What the assignment is about; None for none, or for one that has no questionnaire."""
        if assignment is None:
            return None
        try:
            return desk.load(self._conn, self._speaker.person, assignment)
        except desk.NoSuchAssignment:
            return None

    def _finish(self, slot: str, taken: Step) -> None:
        """Queue the messages and keep the state."""
        queued = [(self._put(message), message) for message in taken.messages]
        asked = next((row for row, message in reversed(queued) if message.asks), None)
        conversations.save(self._conn, self._speaker.person, slot, taken.state.dump(), asked, self._now)

    def _replaceable(self) -> str | None:
        """The message whose button was pressed; the pinned one stays what it is."""
        pressed = self._cue.pressed
        is_pinned = pressed and status_delivery.is_pinned(self._conn, self._cue.target.identity, pressed)
        return None if is_pinned else pressed

    def _put(self, message: Message) -> int:
        edit_ref = self._replaceable() if message.in_place else None
        if message.running is not None:
            earlier = outbox.last_running(self._conn, self._cue.target, message.running)
            edit_ref = edit_ref if earlier is None else outbox.ref_of(earlier)
        cause = Cause(self._cue.inbox, self._position)
        self._position += 1
        manner = Manner(edit_ref=edit_ref, not_before=self._not_before)
        text = codec.dump(self._removing(message))
        return outbox.put(self._conn, self._cue.target, text, self._now, cause=cause, manner=manner)

    def _removing(self, message: Message) -> Message:
        """What answers words that must not stay in the chat names the message to take away."""
        if message.unremoved is None:
            return message
        if self._cue.sent is None:
            return replace(message, text=message.unremoved, unremoved=None)
        return replace(message, removes=self._cue.sent)


def _payload(event: Event) -> str | None:
    """The token of an invitation, from a link or typed as it is printed."""
    match event.what:
        case Started(payload):
            return payload
        case TextTyped(text) if TOKEN.fullmatch(text.strip()):
            return text.strip()
        case _:
            return None


def _named(event: Event) -> int | None:
    """The invitation that a pressed button names."""
    if not isinstance(event.what, ButtonPressed):
        return None
    args = event.what.action.args
    return int(args[0]) if args and args[0].isdecimal() and len(args[0]) < 10 else None
