"""Fetching updates by long polling, in our own loop: the library's Updater confirms a batch before it is
processed."""

import asyncio
import json
import logging
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from sqlalchemy.exc import DBAPIError
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.intake import Inbox
from bot.telegram.api import PollingBot
from bot.telegram.outcomes import seconds_to_wait
from bot.telegram.translate import callback_of, sender_of
from dti_core import troubles
from dti_core.campaign.inbox import Update

log = logging.getLogger(__name__)

LONGEST_PAUSE = 5.0
AT_ONCE = 1.0
"""Seconds within which an empty answer shows a server that does not hold the call until there is news."""
SHORT_PAUSE = 0.3
CONFLICT_PAUSE = 3.0
REFUSED_PAUSE = 30.0


class Polling:
    """One poller of one bot. `pressed` is told of every button press as soon as it is stored.

    `turn` returns when it is this process that may fetch: two of them would take each other's calls away.
    """

    def __init__(
        self,
        bot: PollingBot,
        inbox: Inbox,
        pressed: Callable[[str], None],
        turn: Callable[[], Awaitable[None]],
    ) -> None:
        self._bot = bot
        self._turn = turn
        self._inbox = inbox
        self._pressed = pressed
        self._failures = 0

    async def run(self) -> None:
        """Fetch, store, only then confirm, for ever; waits out whatever goes wrong."""
        # The offset lives only here: Telegram gives ids anew at random after a silent week, so after an empty
        # answer, when everything is confirmed, we start from whatever there is.
        offset: int | None = None
        while True:
            await self._turn()
            asked_at = time.monotonic()
            try:
                batch = await self._bot.raw_updates(offset)
                await self._inbox.store(as_updates(batch))
            except (TelegramError, DBAPIError) as error:
                await asyncio.sleep(self._pause(error))
                continue
            self._failures = 0
            _note(None)
            offset = batch[-1]["update_id"] + 1 if batch else None
            for update in batch:
                if callback := callback_of(update):
                    self._pressed(callback)
            if not batch and time.monotonic() - asked_at < AT_ONCE:
                await asyncio.sleep(SHORT_PAUSE)

    def _pause(self, error: Exception) -> float:
        """Seconds to wait after a failed call, growing; says so once."""
        self._failures += 1
        _note(error)
        if isinstance(error, Conflict):
            log.error(
                "another process is fetching this bot's updates (409); stop it, or give each its own token"
            )
            return CONFLICT_PAUSE
        if isinstance(error, InvalidToken):  # it was accepted at the start, so it may be again
            log.error("the Bot API server refuses the token; nothing comes in until it is accepted again")
            return min(REFUSED_PAUSE, 2.0 ** min(self._failures, 8))
        if self._failures == 1:
            log.warning("cannot fetch or store updates: %s: %s", type(error).__name__, error)
        if isinstance(error, RetryAfter):
            return seconds_to_wait(error)
        return min(LONGEST_PAUSE, 0.25 * 2.0 ** min(self._failures, 8))


def _note(error: Exception | None) -> None:
    """For the heartbeat; an empty inbox of the platform and an unreachable platform look alike to people."""
    troubles.note("poller_conflict", isinstance(error, Conflict))
    troubles.note("platform_silent", isinstance(error, TelegramError) and not isinstance(error, Conflict))


def as_updates(batch: Sequence[Mapping[str, Any]]) -> list[Update]:
    """Raw updates as the inbox keeps them, in their order; ASCII, so that no odd character is in the way."""
    return [Update(str(raw["update_id"]), sender_of(raw) or "", json.dumps(raw)) for raw in batch]
