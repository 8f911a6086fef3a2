"""The signal of PostgreSQL. Apart from the others, since the driver takes long to import."""

import contextlib
import time
from typing import Any

import psycopg
from sqlalchemy import URL

from dti_core.store.postgres import CHANNEL, IN_TIME, unless_set

FALLBACK_SECONDS = 0.5


class PostgresSignal:
    """LISTEN; while the server is away every wait ends early with True: the caller looks for itself."""

    def __init__(self, url: URL) -> None:
        self._target = url
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
            limits: dict[str, Any] = unless_set(self._target, IN_TIME)
            self._conn = psycopg.connect(self._url, autocommit=True, **limits)
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
