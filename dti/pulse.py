"""The pulse of a long-lived process: a thread that writes a sign of life every few seconds."""

import contextlib
import logging
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version

from sqlalchemy.exc import SQLAlchemyError

from bot.holder import myself
from dti_core import figures, troubles
from dti_core.campaign import heartbeats
from dti_core.campaign.heartbeats import Sign
from dti_core.store.database import Database

log = logging.getLogger(__name__)

FAREWELL = 2.0
"""Seconds that taking leave may last."""


@contextlib.contextmanager
def beating(db: Database, kind: str, seconds: float = heartbeats.SECONDS) -> Iterator[None]:
    """Show life as long as the block lasts; a database that is away is simply tried again."""
    stopped, started = threading.Event(), datetime.now(UTC)

    def beat() -> None:
        _beat(db, kind, started)
        while not stopped.wait(seconds):
            _beat(db, kind, started)
        with contextlib.suppress(SQLAlchemyError, OSError), db.write() as conn:
            heartbeats.leave(conn, myself())

    thread = threading.Thread(target=beat, name="pulse", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopped.set()
        thread.join(FAREWELL)  # whatever holds the database must not hold up the end of a process


def _beat(db: Database, kind: str, started: datetime) -> None:
    sign = Sign(myself(), kind, started, version("dti"), tuple(troubles.now()), figures.taken())
    try:
        with db.write() as conn:
            heartbeats.beat(conn, sign, datetime.now(UTC))
    except (SQLAlchemyError, OSError) as error:
        log.debug("no sign of life could be written: %s", type(error).__name__)
