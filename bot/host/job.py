"""One update on its way through the host."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from bot.dialogue.events import ButtonPressed, ContactShared, FileSent, OtherSent, Started, TextTyped
from bot.host.floods import Admission
from bot.incoming import Incoming, Translated
from dti_core.campaign.inbox import Stored
from dti_core.campaign.outbox import Fate

T = TypeVar("T")
What = Started | TextTyped | ButtonPressed | FileSent | ContactShared | OtherSent


@dataclass(frozen=True)
class Job:
    """The next stored update of a conversation, and what became of the message that asks its question."""

    row: Stored
    asked: Fate | None


@dataclass(frozen=True)
class Ready:
    """Understood, its file (if any) safely stored: what is left is one transaction."""

    row: Stored
    meaning: Translated
    what: What | None = None
    admission: Admission = "yes"

    @property
    def incoming(self) -> Incoming | None:
        """What a person did; None where it was nobody, or no doing."""
        return self.meaning if isinstance(self.meaning, Incoming) else None


class InThread(Protocol):
    """Runs blocking work in one of the host's threads."""

    async def __call__(self, work: Callable[[], T]) -> T:
        """The work's result; its exceptions come through."""
        ...
