"""Being told that somebody committed: a sender answers within milliseconds without asking all the time."""

import contextlib
import sqlite3
import time
from pathlib import Path
from typing import Protocol

POLL_SECONDS = 0.015
FALLBACK_SECONDS = 0.5


class Signal(Protocol):
    """Belongs to one thread at a time."""

    def wait(self, timeout: float) -> bool:
        """Return True soon after a commit since the last call, False after `timeout` seconds without one."""

    def close(self) -> None:
        """Give back the connection."""


class SqliteSignal:
    """`PRAGMA data_version` moves when any other connection commits.

    While the file is locked or cannot be opened, every wait ends early with True: the caller looks itself.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._conn: sqlite3.Connection | None = None
        self._seen = -1
        with contextlib.suppress(sqlite3.Error):
            self._seen = self._version()

    def wait(self, timeout: float) -> bool:
        """See `Signal.wait`."""
        end = time.monotonic() + timeout
        try:
            while (version := self._version()) == self._seen:
                left = end - time.monotonic()
                if left <= 0:
                    return False
                time.sleep(min(POLL_SECONDS, left))
        except sqlite3.Error:
            self.close()
            time.sleep(max(0.0, min(FALLBACK_SECONDS, end - time.monotonic())))
            version = -1
        self._seen = version
        return True

    def close(self) -> None:
        """See `Signal.close`."""
        conn, self._conn = self._conn, None
        if conn is not None:
            conn.close()

    def _version(self) -> int:
        if self._conn is None:
            self._conn = sqlite3.connect(self._path, timeout=1, isolation_level=None, check_same_thread=False)
            self._conn.execute("PRAGMA query_only = ON")
        return int(self._conn.execute("PRAGMA data_version").fetchone()[0])
