"""Keeps a task's claim alive while its worker is at it, however long a book takes.

A dead worker's task is free again within seconds, a living one's never.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime

from sqlalchemy.exc import SQLAlchemyError

from dti_core.campaign import tasks
from dti_core.store.database import Database

EVERY = tasks.CLAIM.total_seconds() / 3
"""Seconds: one renewal may fail and one be late."""


@contextmanager
def kept(db: Database, task: int, clock: Callable[[], datetime]) -> Iterator[None]:
    """Renew the claim from a thread of its own until the block ends."""
    over = threading.Event()

    def renew() -> None:
        while not over.wait(EVERY):
            with suppress(SQLAlchemyError), db.write() as conn:  # a database that is away is away for all
                tasks.renew(conn, task, clock())

    keeper = threading.Thread(target=renew, name=f"claim of task {task}", daemon=True)
    keeper.start()
    try:
        yield
    finally:
        over.set()
        keeper.join()
