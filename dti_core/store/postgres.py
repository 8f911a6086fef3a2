"""PostgreSQL: READ COMMITTED for writers, a REPEATABLE READ snapshot for readers, a notice at each commit."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import URL, Connection, create_engine, event, text

CHANNEL = "dti_changes"
NOTIFY = text(f"SELECT pg_notify('{CHANNEL}', '') WHERE pg_current_xact_id_if_assigned() IS NOT NULL")
"""Only where the transaction wrote: a listener that looks and finds nothing must not wake itself."""
IN_TIME = {
    "connect_timeout": 5,
    "keepalives": 1,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
}
"""A server that falls silent is noticed within seconds, not within the quarter of an hour that TCP allows."""
OUR_OWN_END = (
    "SELECT set_config('tcp_keepalives_idle', '10', false), "
    "set_config('tcp_keepalives_interval', '3', false), "
    "set_config('tcp_keepalives_count', '3', false), "
    "set_config('idle_in_transaction_session_timeout', '60s', false)"
)
"""And a client that vanished in the middle of a transaction holds its locks for seconds, not for hours."""
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
            connect_args=unless_set(url, IN_TIME),
        )
        event.listen(self.writer, "connect", _set_our_own_end)
        event.listen(self.writer, "checkin", _forget_mode)
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


def unless_set(url: URL, settings: dict[str, int]) -> dict[str, int]:
    """What the operator wrote into the address goes first."""
    return {name: value for name, value in settings.items() if name not in url.query}


def _set_our_own_end(connection: Any, _record: object) -> None:
    connection.execute(OUR_OWN_END)
    connection.commit()


def _forget_mode(connection: Any, _record: object) -> None:
    """After a reader the library would ask for READ WRITE by name, and overrule a server that only reads."""
    if connection is not None and not connection.closed:
        connection.read_only = None
