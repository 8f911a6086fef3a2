"""Keeps bot tokens and passwords out of the logs, whoever writes them."""

import logging
import re
from collections.abc import Iterable

PATTERNS = (
    (re.compile(r"(?<!\d)\d{1,15}:[A-Za-z0-9_-]{30,}"), "<token>"),
    (re.compile(r"(/(?:file/)?bot)[^/\s\"']+"), r"\1<token>"),
    (re.compile(r"(://[^:/@\s]*:)[^@\s/]+@"), r"\1<password>@"),
)
"""Tokens by their shape or by their place in an address; passwords in addresses of servers."""


def redact(text: str, secrets: Iterable[str] = ()) -> str:
    """The text without secrets: those named, and whatever looks like one."""
    for secret in secrets:
        if secret:
            text = text.replace(secret, "<token>")
    for pattern, instead in PATTERNS:
        text = pattern.sub(instead, text)
    return text


class Redacting(logging.Formatter):
    """Redacts the finished line, so that exceptions and their causes are covered too."""

    def __init__(self, inner: logging.Formatter, secrets: Iterable[str] = ()) -> None:
        super().__init__()
        self._inner = inner
        self._secrets = tuple(secrets)

    def format(self, record: logging.LogRecord) -> str:
        """The inner formatter's line, redacted."""
        return redact(self._inner.format(record), self._secrets)


def protect_logging(secrets: Iterable[str] = ()) -> None:
    """Wrap every handler of the root logger and silence the libraries that log addresses with tokens."""
    for name in ("httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger("telegram").setLevel(logging.INFO)
    for handler in logging.getLogger().handlers:
        if not isinstance(handler.formatter, Redacting):
            handler.setFormatter(Redacting(handler.formatter or logging.Formatter(), secrets))
