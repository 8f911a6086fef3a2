"""Wake-ups inside the process: who waits for news is woken after the commit, without polling."""

import asyncio
from collections import defaultdict
from collections.abc import Hashable


class Signals:
    """Keys are marked inside a transaction and fired after it; waiters look at the database themselves."""

    def __init__(self) -> None:
        self._waiting: dict[Hashable, set[asyncio.Future[None]]] = defaultdict(set)
        self._marked: set[Hashable] = set()
        self.closing = False

    def mark(self, key: Hashable) -> None:
        """News for this key once the current transaction is committed."""
        self._marked.add(key)

    def forget(self) -> None:
        """The transaction was rolled back: no news."""
        self._marked.clear()

    def fire(self) -> None:
        """Wake everyone who waits for a marked key."""
        marked, self._marked = self._marked, set()
        for key in marked:
            self._wake(key)

    async def wait(self, key: Hashable, timeout: float) -> bool:
        """True when the key fired, False after `timeout` seconds (or at once when the server is closing)."""
        if self.closing or timeout <= 0:
            return False
        future = self.expect(key)
        try:
            await asyncio.wait_for(future, timeout)
        except TimeoutError:
            return False
        finally:
            self.forgo(key, future)
        return True

    def expect(self, key: Hashable) -> asyncio.Future[None]:
        """A future that is done when the key fires from now on, even before anybody awaits it."""
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting[key].add(future)
        return future

    def forgo(self, key: Hashable, future: asyncio.Future[None]) -> None:
        """No longer interested."""
        self._waiting[key].discard(future)
        if not self._waiting[key]:
            del self._waiting[key]

    def close(self) -> None:
        """End every wait: the server stops."""
        self.closing = True
        for key in list(self._waiting):
            self._wake(key)

    def _wake(self, key: Hashable) -> None:
        for future in tuple(self._waiting.get(key, ())):
            if not future.done():
                future.set_result(None)
