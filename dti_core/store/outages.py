"""Who is to blame for a failed transaction: the database and its disk, or what was to be written."""

import sqlite3

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

_SQLITE = frozenset(
    {
        sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PROTOCOL,
    }
)  # fmt: skip
_POSTGRES = ("08", "53", "57", "58", "25006", "25P03", "55P03")
"""SQLSTATE: connection, resources, operator, system; read-only server, idle too long, lock not to be had."""


def is_outage(error: BaseException) -> bool:
    """Whether it is certain that the next try may succeed without anything of ours having changed.

    A disk that is full or read-only, a database that is locked, away or out of connections: waiting for their
    end is right, however long it takes.
    """
    if not isinstance(error, DBAPIError):
        return False
    if error.connection_invalidated or isinstance(error.orig, OSError):
        return True
    if (code := getattr(error.orig, "sqlite_errorcode", None)) is not None:
        return code & 0xFF in _SQLITE
    if (state := getattr(error.orig, "sqlstate", None)) is not None:
        return str(state).startswith(_POSTGRES)
    return may_pass(error)


def may_pass(error: BaseException) -> bool:
    """Whether a new try makes sense at all: also for what only looks like an outage, or like a collision."""
    return isinstance(error, DBAPIError) and (
        isinstance(error, OperationalError | InterfaceError) or error.connection_invalidated or _known(error)
    )


def _known(error: DBAPIError) -> bool:
    """Outages that the drivers file under another heading."""
    return str(getattr(error.orig, "sqlstate", None) or "").startswith(_POSTGRES)
