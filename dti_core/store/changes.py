"""Being told that somebody committed: a sender answers within milliseconds without asking all the time."""

import sqlite3
import time
from pathlib import Path
from typing import Protocol

POLL_SECONDS = 0.015


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
