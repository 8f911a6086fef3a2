"""Being told that somebody committed: a sender answers within milliseconds without asking all the time."""

import contextlib
import sqlite3
import time
from pathlib import Path
from typing import Any, Protocol

import psycopg
from sqlalchemy import URL

from dti_core.store.postgres import CHANNEL

POLL_SECONDS = 0.015
FALLBACK_SECONDS = 0.5


class Signal(Protocol):
    """Belongs to one thread at a time."""

    def wait(self, timeout: float) -> bool:
        """Return True soon after a commit since the last call, False after `timeout` seconds without one."""

    def close(self) -> None:
        """Give back the connection."""


class SqliteSignal:
    """`PRAGMA data_version` moves when any other connection commits."""

    def __init__(self, path: Path) -> None:
        self._conn = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._conn.execute("PRAGMA query_only = ON")
        self._seen = self._version()

    def wait(self, timeout: float) -> bool:
        """See `Signal.wait`."""
        end = time.monotonic() + timeout
        while (version := self._version()) == self._seen:
            left = end - time.monotonic()
            if left <= 0:
                return False
            time.sleep(min(POLL_SECONDS, left))
        self._seen = version
        return True

    def close(self) -> None:
        """See `Signal.close`."""
        self._conn.close()

    def _version(self) -> int:
        return int(self._conn.execute("PRAGMA data_version").fetchone()[0])


class PostgresSignal:
    """LISTEN; while the server is away every wait ends early with True: the caller looks for itself."""

    def __init__(self, url: URL) -> None:
        self._url = url.set(drivername="postgresql").render_as_string(hide_password=False)
        self._conn: psycopg.Connection[Any] | None = None
        with contextlib.suppress(psycopg.Error):
            self._listen()

    def wait(self, timeout: float) -> bool:
        """See `Signal.wait`."""
        try:
            fresh = self._conn is None
            conn = self._listen()
            return fresh or self._drain(conn, timeout)
        except psycopg.Error:
            self.close()
            time.sleep(min(timeout, FALLBACK_SECONDS))
            return True

    def close(self) -> None:
        """See `Signal.close`."""
        conn, self._conn = self._conn, None
        if conn is not None:
            with contextlib.suppress(psycopg.Error):
                conn.close()

    def _listen(self) -> "psycopg.Connection[Any]":
        if self._conn is None:
            self._conn = psycopg.connect(self._url, autocommit=True, connect_timeout=5)
            self._conn.execute(f"LISTEN {CHANNEL}")
        return self._conn

    @staticmethod
    def _drain(conn: "psycopg.Connection[Any]", timeout: float) -> bool:
        """Wait for one notice, then swallow those that came along with it."""
        if not any(True for _ in conn.notifies(timeout=timeout, stop_after=1)):
            return False
        for _ in conn.notifies(timeout=0):
            pass
        return True
