"""How a log line looks: for people, or one JSON object a line for machines; and how it gets to syslog."""

import json
import logging
import os
from datetime import UTC, datetime
from logging.handlers import SysLogHandler

from dti_core import correlation, troubles
from dti_core.privacy.redaction import redact

PLAIN = "%(levelname)s %(name)s: %(message)s%(cause)s"
LONGEST = 8000
"""Characters of a line sent to syslog: more does not fit into what every receiver takes."""


class WithCause(logging.Filter):
    """Notes what was being worked on when the record was made: handlers may format it elsewhere."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Always passes."""
        cause = correlation.current()
        vars(record).update(correlation=cause, cause="" if cause is None else f" [{cause}]")
        return True


class JsonLines(logging.Formatter):
    """One object a line: time (UTC), level, process, logger, message, correlation, ids, exception."""

    def __init__(self, process: str) -> None:
        super().__init__()
        self._process = process

    def format(self, record: logging.LogRecord) -> str:
        """The line, every text in it redacted by itself so that line-wise patterns hold."""
        said: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "process": self._process,
            "pid": os.getpid(),
            "logger": record.name,
            "message": redact(record.getMessage()),
        }
        if (cause := getattr(record, "correlation", None)) is not None:
            said["correlation"] = cause
        said |= getattr(record, "ids", {})
        if record.exc_info:
            said["exception"] = redact(self.formatException(record.exc_info))
        return json.dumps(said, ensure_ascii=False, default=str)


class Syslog(SysLogHandler):
    """Sends each record as one bounded line: `dti-bot[17]: …`."""

    append_nul = False

    def format(self, record: logging.LogRecord) -> str:
        """The formatter's line without breaks."""
        return super().format(record).replace("\n", " | ")[:LONGEST]

    def emit(self, record: logging.LogRecord) -> None:
        """Send; a server that is away is told by the heartbeat, not line after line."""
        troubles.note("syslog_silent", False)
        super().emit(record)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  # the library's name
        """The line stands on standard error anyway; the library would repeat it there, unredacted."""
        troubles.note("syslog_silent", True)

    @classmethod
    def at(cls, address: str, process: str) -> "Syslog":
        """For `host:port` (UDP) or the path of a local socket. Raises OSError where there is none."""
        host, _, port = address.rpartition(":")
        handler = cls(address if address.startswith("/") else (host.strip("[]"), int(port)))
        handler.ident = f"dti-{process}[{os.getpid()}]: "
        return handler
