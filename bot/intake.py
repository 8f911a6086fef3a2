"""From the platform into the inbox: a batch is confirmed only after it is stored."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from dti_core import correlation, figures, trail
from dti_core.campaign import inbox
from dti_core.campaign.inbox import Update
from dti_core.store.database import Database

log = logging.getLogger(__name__)

PRUNE_SECONDS = 3600.0


@dataclass(frozen=True)
class Inbox:
    """Where a channel's updates are put. `arrived` tells the host, after the commit."""

    db: Database
    channel: str
    bot: str
    arrived: Callable[[], None]

    async def store(self, updates: Sequence[Update]) -> None:
        """Durable when this returns; repeats change nothing."""
        if updates:
            await asyncio.to_thread(self._store, updates)
            self.arrived()

    async def prune_for_ever(self) -> None:
        """Forget now and then what was applied long ago."""
        while True:
            try:
                log.debug("pruned %d applied updates", await asyncio.to_thread(self._prune))
            except DBAPIError as error:  # it has time until the next round
                log.warning("applied updates are not pruned: %s", type(error).__name__)
            await asyncio.sleep(PRUNE_SECONDS)

    def _store(self, updates: Sequence[Update]) -> None:
        with self.db.write() as conn:
            inbox.store(conn, self.channel, self.bot, updates, datetime.now(UTC))
            numbers = self._numbers(conn, updates) if trail.is_heard() else []
        figures.count("updates_stored", by=len(updates))
        for number in numbers:
            with correlation.following(correlation.of_update(number)):
                trail.station("stored", update=number)

    def _numbers(self, conn: Connection, updates: Sequence[Update]) -> list[int]:
        return inbox.numbers_of(conn, self.channel, self.bot, [update.update_id for update in updates])

    def _prune(self) -> int:
        with self.db.write() as conn:
            return inbox.prune(conn, datetime.now(UTC))
