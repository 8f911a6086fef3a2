"""One writer at a time, across threads and processes.

SQLite's own waiting starves writers (measured: seconds, then "database is locked"); a file lock queues them.
"""

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import OperationalError


class FileLock:
    """A blocking lock on a file. The system lets go of it when the holder dies; it is not re-entrant."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._threads = threading.Lock()
        self._owner: int | None = None

    @contextmanager
    def held(self) -> Iterator[None]:
        """Wait for the lock, hold it, let go. Taking it twice in one thread is a programming error."""
        if self._owner == threading.get_ident():
            raise RuntimeError("a write transaction inside another one of the same thread")
        with self._threads:
            self._owner = threading.get_ident()
            try:
                yield from self._file()
            finally:
                self._owner = None

    def _file(self) -> Iterator[None]:
        # Opened anew each time: a descriptor kept open would be shared with forked children, lock and all.
        handle = self._opened()
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)

    def _opened(self) -> int:
        """A disk that refuses the lock refuses the transaction: one kind of error for both."""
        try:
            return os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise OperationalError("the lock of writers", None, error) from error
