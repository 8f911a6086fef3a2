"""PostgreSQL: READ COMMITTED for writers, a REPEATABLE READ snapshot for readers, a notice at each commit."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL, Connection, create_engine, text

CHANNEL = "dti_changes"
NOTIFY = text(f"SELECT pg_notify('{CHANNEL}', '') WHERE pg_current_xact_id_if_assigned() IS NOT NULL")
"""Only where the transaction wrote: a listener that looks and finds nothing must not wake itself."""
MIGRATION_LOCK = text("SELECT pg_advisory_xact_lock(7203611)")


class PostgresBackend:
    """A server; both kinds of transaction share one pool."""

    dialect = "postgresql"

    def __init__(self, url: URL) -> None:
        self.url = url.set(drivername="postgresql+psycopg")
        self.writer = create_engine(
            self.url,
            isolation_level="READ COMMITTED",
            pool_size=8,
            max_overflow=24,
            pool_pre_ping=True,
            hide_parameters=True,  # an error must not carry what people typed into a log
        )
        self.reader = self.writer.execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction whose commit wakes the listeners."""
        with self.writer.begin() as conn:
            yield conn
            conn.execute(NOTIFY)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A snapshot from the first statement on."""
        with self.reader.begin() as conn:
            yield conn

    @contextmanager
    def exclusive(self) -> Iterator[Connection]:
        """For migrations: a second one waits for the first."""
        with self.writer.begin() as conn:
            conn.execute(MIGRATION_LOCK)
            yield conn

    def close(self) -> None:
        """Give back every connection."""
        self.writer.dispose()
