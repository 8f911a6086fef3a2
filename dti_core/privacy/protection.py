"""Puts every line of every process through the redaction, exceptions that nobody caught included."""

import logging
import sys
import threading
from collections.abc import Iterable
from types import TracebackType
from typing import Any

from dti_core.privacy.defects import traced
from dti_core.privacy.redaction import redact

log = logging.getLogger("dti")

QUIET = ("httpx", "httpcore")
"""They log addresses with tokens."""


class Redacting(logging.Formatter):
    """Redacts the finished line; exceptions are told by kind and place, with their causes."""

    def __init__(self, inner: logging.Formatter, secrets: Iterable[str] = ()) -> None:
        super().__init__()
        self._inner = inner
        setattr(self._inner, "formatException", _told)  # noqa: B010  # whatever the inner one is
        self._secrets = tuple(secrets)

    def format(self, record: logging.LogRecord) -> str:
        """The inner formatter's line, redacted."""
        record.exc_text = None  # a handler before us may have kept the untold form
        return redact(self._inner.format(record), self._secrets)


def protect_logging(secrets: Iterable[str] = ()) -> None:
    """Wrap every handler of the root logger and silence the libraries that log addresses with tokens."""
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger("telegram").setLevel(logging.INFO)
    for handler in logging.getLogger().handlers:
        inner = handler.formatter or logging.Formatter()
        if isinstance(inner, Redacting):
            inner = inner._inner
        handler.setFormatter(Redacting(inner, secrets))


def protect_endings() -> None:
    """What ends a process or a thread is logged like all else, not printed raw."""
    sys.excepthook = _ended
    threading.excepthook = lambda told: _log_end(told.exc_value)


def _ended(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    _log_end(error)


def _log_end(error: BaseException | None) -> None:
    log.critical("ended by a defect", exc_info=error)


def _told(info: Any) -> str:
    return traced(info[1]) if info[1] is not None else ""
