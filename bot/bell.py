"""Being woken: by a neighbour in this process, or by somebody else's commit."""

import asyncio
import contextlib
import threading
from collections.abc import Callable, Sequence

from dti_core.store.database import Database


class Bell:
    """Rung from the event loop or (`ring_from_thread`) from any thread; one wait answers all rings before
    it."""

    def __init__(self) -> None:
        self._rung = asyncio.Event()
        self._loop = asyncio.get_running_loop()

    def ring(self) -> None:
        """Wake the waiter."""
        self._rung.set()

    def ring_from_thread(self) -> None:
        """The same from a thread; nothing once the loop is closed."""
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._rung.set)

    async def wait(self, timeout: float) -> None:
        """Return when rung, or after `timeout` seconds."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(timeout):
                await self._rung.wait()
        self._rung.clear()


def watch(db: Database, rings: Sequence[Callable[[], None]]) -> Callable[[], None]:
    """Ring after every commit in the database, from a thread of its own; returns what stops it."""
    stopped = threading.Event()

    def loop() -> None:
        signal = db.signal()
        try:
            while not stopped.is_set():
                if signal.wait(0.5):
                    for ring in rings:
                        ring()
        finally:
            signal.close()

    thread = threading.Thread(target=loop, name="database-signal", daemon=True)
    thread.start()

    def stop() -> None:
        stopped.set()
        thread.join(2.0)

    return stop
