"""One turn of a member of the staff: what happened, whom it is for, what is said and remembered."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import Connection

from bot.dialogue.state import Focus, State
from dti_core.campaign.people import Speaker
from dti_core.campaign.staff.staffer import Staffer
from dti_core.campaign.tasks import Requester
from dti_core.messages.model import Message

Args = tuple[str, ...]


@dataclass
class Desk:
    """Grows while a handler answers one event, inside the event's transaction.

    `focus` and `draft` live between two events, as with contacts: what the next words are about.
    """

    conn: Connection
    speaker: Speaker
    staffer: Staffer
    state: State
    now: datetime
    messages: list[Message] = field(default_factory=list)
    toast: str | None = None

    def say(self, *messages: Message) -> None:
        """Messages in order."""
        self.messages.extend(messages)

    def focus(self, kind: str, *args: str) -> None:
        """What the next words will be about (`home`: nothing)."""
        self.state = replace(self.state, focus=Focus(kind, args))

    def remember(self, **draft: str) -> None:
        """Keep something until it is used."""
        self.state = replace(self.state, draft={**self.state.draft, **draft})

    def forget(self, *names: str) -> None:
        """Drop what is no longer needed."""
        rest = {name: value for name, value in self.state.draft.items() if name not in names}
        self.state = replace(self.state, draft=rest)

    @property
    def requester(self) -> Requester:
        """For whom a task is done."""
        return Requester(self.speaker.person, self.staffer.assignment, self.speaker.identity)
