"""What is on its way just now: one thing per key."""

import asyncio
import time
from collections.abc import Callable, Coroutine, Hashable
from typing import Any


class InFlight:
    """Tasks by key, free for whoever read its state after the last task ended: older reading is stale."""

    def __init__(self, ended: Callable[["asyncio.Task[None]"], None]) -> None:
        self._ended = ended
        self._tasks: dict[Hashable, asyncio.Task[None]] = {}
        self._free_since: dict[Hashable, float] = {}

    def __len__(self) -> int:
        return len(self._tasks)

    def is_free(self, key: Hashable, read_at: float) -> bool:
        """Whether a task for this key may start from what was read at `read_at` (monotonic) or later."""
        return key not in self._tasks and self._free_since.get(key, -1.0) < read_at

    def start(self, key: Hashable, work: Coroutine[Any, Any, None]) -> None:
        """Begin a task."""
        task = asyncio.create_task(work)
        self._tasks[key] = task
        task.add_done_callback(lambda done: self._finish(key, done))

    def forget_before(self, read_at: float) -> None:
        """No reading older than this will come any more."""
        self._free_since = {key: at for key, at in self._free_since.items() if at >= read_at}

    async def join(self) -> None:
        """Wait for all that is on its way."""
        await asyncio.gather(*self._tasks.values(), return_exceptions=True)

    def _finish(self, key: Hashable, task: "asyncio.Task[None]") -> None:
        self._tasks.pop(key, None)
        self._free_since[key] = time.monotonic()
        self._ended(task)
