"""The door to the database: `write` changes, `read` looks at one moment, `signal` tells of commits."""

from contextlib import AbstractContextManager
from pathlib import Path

from sqlalchemy import Connection, make_url

from dti_core.store import sealing
from dti_core.store.changes import Signal, SqliteSignal
from dti_core.store.postgres import PostgresBackend
from dti_core.store.sqlite import SqliteBackend


class Database:
    """One database by its address: `sqlite:///path` or `postgresql://user:password@host/name`.

    Transactions hand out a SQLAlchemy Core connection, commit on leaving and roll back on any exception.
    Scoring, files and anything slow belong outside `write`.
    """

    def __init__(self, url: str, sealer: sealing.Sealer | None = None) -> None:
        """`sealer`: needed wherever secrets are kept or shown; every transaction carries it along."""
        self.url = url
        parsed = make_url(url)
        name = parsed.get_backend_name()
        if name not in ("sqlite", "postgresql", "postgres"):
            raise ValueError(f"neither SQLite nor PostgreSQL: {name}")
        self.backend = SqliteBackend(parsed) if name == "sqlite" else PostgresBackend(parsed)
        self.sealer = sealer
        self.carry(**{sealing.OPTION: sealer})

    def carry(self, **facts: object) -> None:
        """Facts of the deployment that every transaction from now on takes along as execution options."""
        for engine in (self.backend.writer, self.backend.reader):
            engine.update_execution_options(**facts)

    @property
    def dialect(self) -> str:
        """`sqlite` or `postgresql`."""
        return self.backend.dialect

    def write(self) -> AbstractContextManager[Connection]:
        """A transaction that may change things."""
        return self.backend.write()

    def read(self) -> AbstractContextManager[Connection]:
        """A transaction that sees one snapshot and changes nothing."""
        return self.backend.read()

    def signal(self) -> Signal:
        """Something to wait on for commits of other connections and processes."""
        if isinstance(self.backend, SqliteBackend):
            return SqliteSignal(self.backend.path)
        from dti_core.store.postgres_changes import PostgresSignal

        return PostgresSignal(self.backend.url)

    def backup(self, target: Path) -> None:
        """Copy a SQLite file to `target`; PostgreSQL has its own tools for that."""
        if not isinstance(self.backend, SqliteBackend):
            raise TypeError("only a SQLite file is copied this way")
        self.backend.backup(target)

    def close(self) -> None:
        """Give back every connection."""
        self.backend.close()
