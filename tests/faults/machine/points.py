"""Where a process may die, or meet a busy database: named points, each before or after a method's work."""

import functools
import inspect
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest.mock import patch

from sqlalchemy.exc import OperationalError

from bot.host.host import Host
from bot.host.turn import Turn
from bot.intake import Inbox
from bot.sender.sender import Sender
from bot.sender.status import StatusSender
from dti_core.campaign import inbox, outbox, scoring_claims, scoring_group, scoring_unit, status_delivery
from dti_core.campaign.staff import closing
from tests.faults.machine.platform import Platform
from worker.jobs import JobWorker
from worker.queue import Wakeups


class Death(BaseException):
    """The process is gone: nobody cleans up, whatever was not committed never was."""


POINTS: dict[str, tuple[Any, str, str]] = {
    "updates fetched, not stored": (Inbox, "_store", "before"),
    "updates stored, not confirmed": (Inbox, "_store", "after"),
    "update being applied": (Turn, "take", "before"),
    "update carried out, not marked": (Turn, "take", "after"),
    "update applied, not committed": (inbox, "done", "after"),
    "update committed, nobody woken": (Host, "apply", "after"),
    "about to wake a worker": (Wakeups, "ask", "before"),
    "worker woken": (Wakeups, "ask", "after"),
    "job taken, not begun": (JobWorker, "perform_job", "before"),
    "units claimed, not committed": (scoring_claims, "claim", "after"),
    "units claimed": (scoring_unit, "look", "before"),
    "score computed": (scoring_unit, "compute", "after"),
    "score written, not committed": (scoring_unit, "write", "after"),
    "score committed": (scoring_unit, "rescore", "after"),
    "bests written, not committed": (scoring_group, "write", "after"),
    "bests committed": (scoring_group, "recompute", "after"),
    "unit closed, not committed": (closing, "close", "after"),
    "about to send": (Platform, "send", "before"),
    "sent, not noted": (Platform, "send", "after"),
    "edited, not noted": (Platform, "edit", "after"),
    "sending noted, not committed": (outbox, "sent", "after"),
    "sending noted": (Sender, "_settle", "after"),
    "status noted, not committed": (status_delivery, "shown", "after"),
    "status noted": (StatusSender, "_note_shown", "after"),
}
"""Name → owner, method, moment."""
DEADLY = tuple((name, "death") for name in sorted(POINTS))
BUSY = tuple(
    (name, "busy")
    for name in (
        "updates fetched, not stored", "update being applied", "update applied, not committed",
        "units claimed, not committed", "score written, not committed", "bests written, not committed",
        "unit closed, not committed", "sending noted, not committed", "status noted, not committed",
    )
)  # fmt: skip
"""Where a transaction can meet a database that is busy beyond patience."""


class Points:
    """One trap at a time; it springs once, at the next passing."""

    def __init__(self) -> None:
        self._armed: tuple[str, BaseException] | None = None
        self.sprung: list[str] = []

    def lay(self, name: str, harm: str) -> None:
        """`death` or `busy`."""
        self._armed = (name, Death() if harm == "death" else busy())

    def clear(self) -> None:
        self._armed = None

    def pass_(self, name: str) -> None:
        if self._armed is None or self._armed[0] != name:
            return
        harm, self._armed = self._armed[1], None
        self.sprung.append(name)
        raise harm

    @contextmanager
    def watched(self) -> Iterator[None]:
        """From here on every point is passed."""
        with ExitStack() as undo:
            for name, (owner, method, moment) in POINTS.items():
                inner = inspect.getattr_static(owner, method)
                passing = self._passing(name, inner, moment)
                undo.enter_context(patch.object(owner, method, passing))
            yield

    def _passing(self, name: str, inner: Callable[..., Any], moment: str) -> Callable[..., Any]:
        @functools.wraps(inner)
        async def later(*args: Any, **more: Any) -> Any:
            if moment == "before":
                self.pass_(name)
            result = await inner(*args, **more)
            if moment == "after":
                self.pass_(name)
            return result

        @functools.wraps(inner)
        def at_once(*args: Any, **more: Any) -> Any:
            if moment == "before":
                self.pass_(name)
            result = inner(*args, **more)
            if moment == "after":
                self.pass_(name)
            return result

        return later if inspect.iscoroutinefunction(inner) else at_once


def busy() -> OperationalError:
    """What a database says that is busy or gone."""
    return OperationalError("SELECT 1", {}, Exception("database is locked"))
