"""The echo bot, killed (-9) at a chosen point of its work on a chosen word"""

import os
import re
import signal
from collections.abc import Callable
from typing import Any

from bot.host.host import Host
from bot.host.turn import Turn
from bot.intake import Inbox
from bot.telegram.channel import TelegramChannel
from tests.bot import echo


def die() -> None:
    """No goodbye."""
    os.kill(os.getpid(), signal.SIGKILL)


def concerned(*values: object) -> bool:
    """Whether this is about the word."""
    return any(re.search(rf"\b{os.environ['WORD']}\b", str(value)) for value in values)


POINTS: dict[str, tuple[type, str, str]] = {
    "before storing": (Inbox, "_store", "before"),
    "after storing": (Inbox, "_store", "after"),
    "while applying": (Turn, "take", "after"),
    "after applying": (Host, "apply", "after"),
    "after sending": (TelegramChannel, "send", "after"),
}
"""Name → the method at which the process dies, before its work or after it."""


def lay(point: str) -> None:
    """Make the process die there."""
    owner, name, moment = POINTS[point]
    inner: Callable[..., Any] = getattr(owner, name)

    async def asynchronous(self: object, *args: Any, **more: Any) -> Any:
        if moment == "before" and concerned(*args):
            die()
        result = await inner(self, *args, **more)
        if concerned(*args, result):
            die()
        return result

    def synchronous(self: object, *args: Any, **more: Any) -> Any:
        if moment == "before" and concerned(*args):
            die()
        result = inner(self, *args, **more)
        if concerned(*args, result):
            die()
        return result

    is_async = inner.__code__.co_flags & 0x80
    setattr(owner, name, asynchronous if is_async else synchronous)


def main(*arguments: str) -> int:
    """An echo bot that dies at $DIE on hearing $WORD."""
    lay(os.environ["DIE"])
    return echo.main(*arguments)
