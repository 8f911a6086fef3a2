"""SQLite set up for several processes: WAL, a queue of writers, snapshots for readers."""

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

from sqlalchemy import URL, Connection, Engine, create_engine, event

from dti_core.store.filelock import FileLock

BUSY_SECONDS = 30
JOURNAL_BYTES = 16 * 2**20
"""A write-ahead log that grew beyond this beside a reader held up is cut back once it is free again."""
PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    f"busy_timeout = {BUSY_SECONDS * 1000}",
    f"journal_size_limit = {JOURNAL_BYTES}",
)


class SqliteBackend:
    """One file; `write` takes the file lock and BEGIN IMMEDIATE, `read` a plain BEGIN on its own engine."""

    dialect = "sqlite"

    def __init__(self, url: URL) -> None:
        if not url.database or url.database == ":memory:":
            raise ValueError("SQLite needs a file: several processes share it")
        self.path = Path(url.database).absolute()
        self._create_file()
        self._lock = FileLock(self.path.with_name(self.path.name + ".lock"))
        self.writer = self._engine(url, "BEGIN IMMEDIATE")
        self.reader = self._engine(url, "BEGIN")
        event.listen(self.reader, "connect", _forbid_writing)

    def _create_file(self) -> None:
        """Readable by the owner alone, from its first moment (SQLite gives its side files the same mode)."""
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with contextlib.suppress(FileExistsError):  # closing a file that is in use would drop its locks
            os.close(os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
        self.path.chmod(0o600)

    def _engine(self, url: URL, begin: str) -> Engine:
        engine = create_engine(
            url.set(database=str(self.path)),
            pool_size=8,
            max_overflow=24,
            connect_args={"timeout": BUSY_SECONDS},
            hide_parameters=True,  # an error must not carry what people typed into a log
        )
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", lambda conn: conn.exec_driver_sql(begin))
        return engine

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One writer at a time, in the order in which they came."""
        with self._lock.held(), self.writer.begin() as conn:
            yield conn

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A snapshot from the first statement on."""
        with self.reader.begin() as conn:
            yield conn

    @contextmanager
    def exclusive(self) -> Iterator[Connection]:
        """For migrations: alone, and with foreign keys off, since a table is rebuilt by dropping it."""
        with self._lock.held(), self.writer.connect() as conn:
            raw = cast(sqlite3.Connection, conn.connection.dbapi_connection)
            raw.execute("PRAGMA foreign_keys = OFF")
            try:
                with conn.begin():
                    yield conn
                    _refuse_orphans(conn)
            finally:
                raw.execute("PRAGMA foreign_keys = ON")

    def backup(self, target: Path) -> None:
        """A consistent copy, made while others go on reading."""
        target.touch(mode=0o600)
        source, copy = sqlite3.connect(self.path), sqlite3.connect(target)
        try:
            source.backup(copy)
        finally:
            copy.close()
            source.close()

    def close(self) -> None:
        """Give back every connection."""
        self.writer.dispose()
        self.reader.dispose()


def _prepare(connection: Any, _record: object) -> None:
    # The driver's own transaction handling is off; the engine's "begin" listener says which BEGIN.
    connection.isolation_level = None
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _forbid_writing(connection: Any, _record: object) -> None:
    connection.execute("PRAGMA query_only = ON")


def _refuse_orphans(conn: Connection) -> None:
    orphans = conn.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if orphans:
        raise RuntimeError(f"rows without their parent after migration: {orphans[:5]}")
