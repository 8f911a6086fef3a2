"""Messages that may have been delivered although nobody told us: how often each, and when to try again."""

from collections.abc import Hashable
from datetime import timedelta

from bot.channel import Channel, Outcome, Uncertain
from bot.sender.retry import LONGEST_WAIT, UNCERTAIN_WAITS, Again

SILENT = Again(timedelta(seconds=LONGEST_WAIT), "the platform is silent", counts=False)


class Doubts:
    """Counted in memory: a process that starts anew may repeat a message a few times more."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel
        self._counts: dict[Hashable, int] = {}

    def of(self, message: Hashable) -> int:
        """How often it may have been delivered."""
        return self._counts.get(message, 0)

    async def forbid(self, message: Hashable) -> bool:
        """Whether to wait: it may be there several times, and the platform answers nobody just now."""
        return self.of(message) >= len(UNCERTAIN_WAITS) and not await self._channel.answers()

    def note(self, message: Hashable, outcome: Outcome) -> None:
        """Another attempt was made."""
        if isinstance(outcome, Uncertain):
            self._counts[message] = self.of(message) + 1

    def forget(self, message: Hashable) -> None:
        """It is settled."""
        self._counts.pop(message, None)
