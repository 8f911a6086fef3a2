"""One event being answered: what is known, what has been ordered and said so far."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.dialogue.commands import Command
from bot.dialogue.events import Event
from bot.dialogue.foresee import foresee
from bot.dialogue.state import Focus, State
from dti_core.messages.model import Message, RichText
from dti_core.messages.rich import paragraphs
from dti_core.survey.questionnaire import Questionnaire


@dataclass(frozen=True)
class Step:
    """The answer to one event. `toast`: a quiet word for a button press that changes nothing."""

    state: State
    commands: tuple[Command, ...] = ()
    messages: tuple[Message, ...] = ()
    toast: str | None = None


@dataclass(frozen=True)
class Turn:
    """Grows from the event to its answer; `view` already shows what the commands so far will have done."""

    view: Questionnaire
    state: State
    event: Event
    now: datetime
    commands: tuple[Command, ...] = ()
    messages: tuple[Message, ...] = ()
    notes: tuple[RichText, ...] = ()
    toast: str | None = None

    def do(self, *commands: Command) -> "Turn":
        """Order something; what follows is said as if it were done."""
        view = self.view
        for command in commands:
            view = foresee(view, command, self.event, self.now)
        return replace(self, view=view, commands=self.commands + commands)

    def note(self, *texts: RichText | None) -> "Turn":
        """Something to be said at the head of the next message."""
        return replace(self, notes=self.notes + tuple(text for text in texts if text))

    def say(self, *messages: Message) -> "Turn":
        """Messages in order; waiting notes go into the first."""
        said = list(messages)
        if said and self.notes:
            said[0] = replace(said[0], text=paragraphs(*self.notes, said[0].text))
        return replace(self, messages=self.messages + tuple(said), notes=() if said else self.notes)

    def focus(self, kind: str, *args: str) -> "Turn":
        """What the next words will be about."""
        return replace(self, state=replace(self.state, focus=Focus(kind, args)))

    def remember(self, **draft: str) -> "Turn":
        """Keep something until it is used."""
        return replace(self, state=replace(self.state, draft={**self.state.draft, **draft}))

    def forget(self, *names: str) -> "Turn":
        """Drop what is no longer needed."""
        rest = {name: value for name, value in self.state.draft.items() if name not in names}
        return replace(self, state=replace(self.state, draft=rest))

    def quietly(self, word: str) -> "Turn":
        """Acknowledge without a message."""
        return replace(self, toast=word)

    def done(self) -> Step:
        """The step; notes that found no message become one."""
        turn = self.say(Message(())) if self.notes else self
        return Step(turn.state, turn.commands, turn.messages, turn.toast)


Verb = Callable[[Turn, tuple[str, ...]], Turn]
Typed = Callable[[Turn, str], Turn]


@dataclass(frozen=True)
class Scene:
    """One kind of focus: how it asks, what it makes of words. `asking`: words need a question seen."""

    ask: Callable[[Turn], Turn]
    typed: Typed
    asking: bool = True
    free_text: bool = False
