"""Logging of the long-lived processes: one line a minute for a trouble that goes on, not one a second."""

import logging
import sys
import time
from collections.abc import Callable

from dti_core.privacy.protection import protect_endings, protect_logging

QUIET_SECONDS = 60.0
MOST_LINES = 500
NOISY = ("httpx", "httpcore", "rq", "rq.worker", "alembic")


class NotAgain(logging.Filter):
    """Drops what was said in the last minute already, word for word; errors with a traceback pass."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._said: dict[tuple[str, str], float] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the line is news."""
        if record.exc_info:
            return True
        line, now = (record.name, record.getMessage()), self._clock()
        if now - self._said.get(line, -QUIET_SECONDS) < QUIET_SECONDS:
            return False
        if len(self._said) >= MOST_LINES:
            self._said.clear()
        self._said[line] = now
        return True


def set_up() -> None:
    """Log to standard error, without secrets and personal data."""
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(NotAgain())
    logging.basicConfig(level=logging.INFO, handlers=[handler], format="%(levelname)s %(name)s: %(message)s")
    protect_logging()
    protect_endings()
    for noisy in NOISY:
        logging.getLogger(noisy).setLevel(logging.WARNING)
