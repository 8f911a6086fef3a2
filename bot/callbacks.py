"""Ends the waiting sign on pressed buttons: with the reply's toast where it comes soon, without words
otherwise."""

import asyncio
from collections.abc import Awaitable, Callable

PATIENCE = 1.0
"""Seconds that the waiting sign may stay while a reply is being worked out."""


class Callbacks:
    """Remembers presses that are not acknowledged yet. Belongs to one event loop; loses nothing that
    matters."""

    def __init__(self, acknowledge: Callable[[str, str | None], Awaitable[None]]) -> None:
        self._acknowledge = acknowledge
        self._waiting: dict[str, asyncio.TimerHandle] = {}
        self._answered: set[asyncio.Task[None]] = set()

    def pressed(self, callback: str) -> None:
        """A press arrived: acknowledge it in a moment unless `answer` does."""
        loop = asyncio.get_running_loop()
        self._waiting.setdefault(callback, loop.call_later(PATIENCE, self.answer, callback, None))

    def answer(self, callback: str, toast: str | None = None) -> None:
        """Acknowledge now; a press that was acknowledged already (or is unknown after a restart) is left
        alone."""
        timer = self._waiting.pop(callback, None)
        if timer is None:
            return
        timer.cancel()
        task = asyncio.ensure_future(self._acknowledge(callback, toast))
        self._answered.add(task)
        task.add_done_callback(self._answered.discard)
