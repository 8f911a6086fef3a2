"""A clock that is set by hand and never stands still, in place of the system's in those who ask for it."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta, tzinfo
from unittest.mock import patch

import bot.intake
import bot.sender.inflight
import bot.sender.right
import bot.sender.sender
import bot.sender.status

START = datetime(2026, 3, 2, 8, tzinfo=UTC)
TICK = timedelta(milliseconds=1)
ASKING = (bot.intake, bot.sender.right, bot.sender.sender, bot.sender.status)
"""Modules that ask the system for the time of day; the others are given a clock."""
COUNTING = (bot.sender.inflight, bot.sender.right, bot.sender.sender, bot.sender.status)
"""Modules that count seconds."""


class Clock:
    """Every look moves it on by a millisecond; `jump` sets it forth or back."""

    def __init__(self) -> None:
        self._now = START
        self._passed = timedelta(0)

    def __call__(self) -> datetime:
        self.jump(TICK)
        return self._now

    def monotonic(self) -> float:
        """Seconds that never run backwards."""
        self.jump(TICK)
        return self._passed.total_seconds()

    def jump(self, by: timedelta) -> None:
        self._now += by
        self._passed += max(by, timedelta(0))

    def sleep(self, seconds: float) -> None:
        """What takes a while takes no time of ours."""
        self.jump(timedelta(seconds=seconds))


@contextmanager
def instead_of_the_systems(clock: Clock) -> Iterator[None]:
    """Everybody in this process goes by this clock."""

    class Ours(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:
            return clock()

    with ExitStack() as undo:
        for module in ASKING:
            undo.enter_context(patch.object(module, "datetime", Ours))
        for module in COUNTING:
            undo.enter_context(patch.object(module, "time", clock))
        yield
