"""The right to send: exactly one process per bot has it."""

import asyncio
import logging
import time
from datetime import UTC, datetime, timedelta

from sqlalchemy.exc import DBAPIError

from bot.holder import is_dead, myself
from dti_core import troubles
from dti_core.campaign import leases
from dti_core.campaign.leases import Lease
from dti_core.store.database import Database

log = logging.getLogger(__name__)

TTL = timedelta(seconds=10)
RENEW_SECONDS = 3.0
RETRY_SECONDS = 0.5
MARGIN = 2.0
"""Seconds before the right runs out at which we stop using it."""


def awake() -> float:
    """Seconds of a clock that goes on while the machine sleeps: a right runs out meanwhile."""
    return time.clock_gettime(time.CLOCK_BOOTTIME) if hasattr(time, "CLOCK_BOOTTIME") else time.monotonic()


class Right:
    """Acquires and renews a lease; `held` is None while another process has it or the database is away."""

    def __init__(self, db: Database, name: str) -> None:
        self._db = db
        self._name = name
        self._lease: Lease | None = None
        self._until = 0.0
        self._gained = asyncio.Event()
        self._told = False

    @property
    def held(self) -> Lease | None:
        """The lease, if it can be relied on now."""
        return self._lease if awake() < self._until else None

    async def wait(self) -> None:
        """Return as soon as the right is ours."""
        while self.held is None:
            self._gained.clear()
            await self._gained.wait()

    async def keep(self) -> None:
        """Hold the right for ever; give it back when cancelled."""
        try:
            while True:
                before = awake()
                ours = await asyncio.to_thread(self._once)
                troubles.note("no_right_to_send", not ours)
                if ours:
                    self._until = before + TTL.total_seconds() - MARGIN
                    self._gained.set()
                self._tell(ours)
                await asyncio.sleep(RENEW_SECONDS if ours else RETRY_SECONDS)
        finally:
            self._until = 0.0
            await asyncio.shield(asyncio.to_thread(self._give_back))

    def _tell(self, ours: bool) -> None:
        """Say once that we stand by."""
        if ours is self._told is False and self._lease is None:
            log.warning("another process serves this bot; this one stands by and takes over when it ends")
        self._told = not ours

    def _once(self) -> bool:
        try:
            with self._db.write() as conn:
                now = datetime.now(UTC)
                if self._lease is not None and leases.renew(conn, self._lease, now, TTL):
                    return True
                self._lease = leases.acquire(conn, self._name, myself(), now, TTL, is_dead)
        except DBAPIError as error:
            log.warning("cannot renew the right to send: %s", type(error).__name__)
            return False
        return self._lease is not None

    def _give_back(self) -> None:
        if self._lease is None:
            return
        try:
            with self._db.write() as conn:
                leases.release(conn, self._lease, datetime.now(UTC))
        except DBAPIError as error:
            log.warning("cannot give back the right to send: %s", type(error).__name__)
