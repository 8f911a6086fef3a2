"""What never reaches a log, a stored reason or a report: tokens, passwords, telephone numbers, addresses.

Used by every process for every line; names cannot be told by their shape, so what is logged are numbers of
rows, and of exceptions only those messages that speak of machines (see `defects`).
"""

import re
from collections.abc import Iterable

PATTERNS = (
    (re.compile(r"(?<!\d)\d{1,15}:[A-Za-z0-9_-]{30,}"), "<token>"),
    (re.compile(r"(/(?:file/)?bot)[^/\s\"']+"), r"\1<token>"),
    (re.compile(r"(://[^:/@\s]*:)[^@\s/]+@"), r"\1<password>@"),
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), "<e-mail>"),
    (re.compile(r"(?<![\w.:+/-])(?:\+?84[ .-]?|\(?0)\d(?:[ .)-]{0,2}\d){8,9}(?![\w:]|\.\d)"), "<phone>"),
    (re.compile(r"^DETAIL: .*$", re.MULTILINE), "DETAIL: <values>"),
)
"""Tokens by their shape or by their place in an address; passwords in addresses of servers; e-mail addresses;
numbers as Vietnamese telephones have them; the values that PostgreSQL names in an error."""


def redact(text: str, secrets: Iterable[str] = ()) -> str:
    """The text without secrets: those named, and whatever looks like one."""
    for secret in secrets:
        if secret:
            text = text.replace(secret, "<token>")
    for pattern, instead in PATTERNS:
        text = pattern.sub(instead, text)
    return text
