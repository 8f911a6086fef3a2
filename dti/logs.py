"""Logging of the long-lived processes: one line a minute for a trouble that goes on, not one a second."""

import logging
import sys
import time
from collections.abc import Callable

from dti.log_forms import PLAIN, JsonLines, Syslog, WithCause
from dti_core import trail
from dti_core.privacy.protection import protect_endings, protect_logging

log = logging.getLogger("dti")

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
        if record.exc_info or record.name == trail.NAME:
            return True
        line, now = (record.name, record.getMessage()), self._clock()
        if now - self._said.get(line, -QUIET_SECONDS) < QUIET_SECONDS:
            return False
        if len(self._said) >= MOST_LINES:
            self._said.clear()
        self._said[line] = now
        return True


def set_up(process: str = "dti", form: str = "text", syslog: str | None = None) -> None:
    """Log to standard error, and to a syslog server where one is set, without secrets and personal data."""
    handlers: list[logging.Handler] = [logging.StreamHandler(sys.stderr)]
    unheard = _add_syslog(handlers, process, syslog)
    for handler in handlers:
        handler.addFilter(WithCause())
        handler.addFilter(NotAgain())
        handler.setFormatter(JsonLines(process) if form == "json" else logging.Formatter(PLAIN))
    logging.basicConfig(level=logging.INFO, handlers=handlers)
    protect_logging()
    protect_endings()
    for noisy in NOISY:
        logging.getLogger(noisy).setLevel(logging.WARNING)
    if form == "json":
        trail.speak()
    if unheard is not None:
        log.warning("the syslog server cannot be reached, logging here only: %s", type(unheard).__name__)


def _add_syslog(handlers: list[logging.Handler], process: str, address: str | None) -> OSError | None:
    """A log server that is away must not keep a process from its work; the error is handed back."""
    try:
        if address is not None:
            handlers.append(Syslog.at(address, process))
    except OSError as error:
        return error
    return None
