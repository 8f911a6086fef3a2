"""The database, and everything that it tells: what is behind, who lives, who may send."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from dti.doctor import lag, options, processes, texts
from dti.doctor.finding import Finding, judged
from dti.settings import Settings

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from dti_core.store.database import Database

LARGEST_SKEW = 5.0
"""Seconds by which the clocks of machine and database may differ."""
Examiner = Callable[["Connection", datetime], Iterator[Finding]]
EXAMINERS: tuple[Examiner, ...] = (lag.examine, processes.examine)


def examine(settings: Settings) -> Iterator[Finding]:
    """Everything that takes a database to know."""
    from dti_core.store.database import Database

    try:
        database = Database(settings.database_url)
        yield from _schema(database, settings)
        database.close()
    except DBAPIError:
        yield Finding("database.answers", False, texts.DATABASE_SILENT, texts.DATABASE_SILENT_TODO)


def _schema(database: "Database", settings: Settings) -> Iterator[Finding]:
    from dti_core.store.schema import NewerSchema, OutdatedSchema, check_schema

    try:
        check_schema(database)
    except OutdatedSchema as old:
        bad = texts.no_schema() if old.found is None else texts.old_schema(old.found)
        yield Finding("database.schema", False, *bad)
        return
    except NewerSchema as newer:
        yield Finding("database.schema", False, *texts.newer_schema(newer.found))
        return
    with database.read() as conn:
        yield Finding("database.answers", True, texts.DATABASE_ANSWERS)
        now = datetime.now(UTC)
        yield from _writable(conn)
        yield from _clock(conn)
        for look in EXAMINERS:
            yield from look(conn, now)
        yield from options.examine(conn, now, settings)


def _writable(conn: "Connection") -> Iterator[Finding]:
    """A server may answer and take nothing: told to be read-only, or a standby that nobody has promoted."""
    if conn.dialect.name == "postgresql":
        asked = "SELECT current_setting('default_transaction_read_only') = 'on' OR pg_is_in_recovery()"
        only_reads = bool(conn.execute(text(asked)).scalar_one())
        yield judged("database.writable", not only_reads, texts.DATABASE_WRITES, texts.READ_ONLY)


def _clock(conn: "Connection") -> Iterator[Finding]:
    """A database on another machine has a clock of its own; deadlines and leases compare the two."""
    if conn.dialect.name == "postgresql":
        theirs = conn.execute(text("SELECT clock_timestamp()")).scalar_one()
        skew = (datetime.now(UTC) - theirs).total_seconds()
        well = abs(skew) <= LARGEST_SKEW
        yield judged("database.clock", well, texts.CLOCKS_AGREE, texts.clocks_differ(skew))
