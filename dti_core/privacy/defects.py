"""Exceptions told without what people typed.

The message of an exception may quote anything ("invalid literal: 'Nguyễn Thị Lan'"). So only the messages of
libraries that speak of machines (network, database, disk) are told; of all others the kind and the places in
the code, which is what mends a defect.
"""

import traceback
from collections.abc import Iterator

from dti_core.privacy.redaction import redact

SPEAKING_OF_MACHINES = frozenset(
    ("telegram", "httpx", "httpcore", "redis", "rq", "sqlalchemy", "alembic", "psycopg", "sqlite3", "ssl")
)
"""Packages whose messages name addresses and statements, never values (engines hide parameters)."""
CAUSE = "\nThe above exception was the direct cause of the following:\n"
CONTEXT = "\nWhile handling the above exception, another occurred:\n"
LONGEST = 500


def brief(error: BaseException) -> str:
    """An exception in one line, without personal data."""
    kind = type(error)
    name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    said = " ".join(str(error).split()) if _is_about_machines(error) else ""
    return redact(f"{name}: {said}" if said else name)[:LONGEST]


def traced(error: BaseException) -> str:
    """An exception with where it came from and what it came from, without personal data."""
    return "".join(_chain(error, set())).rstrip("\n")


def _chain(error: BaseException, seen: set[int]) -> Iterator[str]:
    seen.add(id(error))
    earlier, link = error.__cause__, CAUSE
    if earlier is None and not error.__suppress_context__:
        earlier, link = error.__context__, CONTEXT
    if earlier is not None and id(earlier) not in seen:
        yield from _chain(earlier, seen)
        yield link
    yield "Traceback (most recent call last):\n"
    yield from traceback.format_tb(error.__traceback__)
    yield f"{brief(error)}\n"
    yield from _members(error, seen)


def _members(error: BaseException, seen: set[int]) -> Iterator[str]:
    if isinstance(error, BaseExceptionGroup):
        for member in error.exceptions:
            yield from _chain(member, seen)


def _is_about_machines(error: BaseException) -> bool:
    if isinstance(error, UnicodeError):
        return False
    return isinstance(error, OSError) or type(error).__module__.partition(".")[0] in SPEAKING_OF_MACHINES
