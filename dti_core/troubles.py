"""What ails this process at the moment, by code: its heartbeat tells, `dti doctor` explains."""

import threading
from typing import Literal

Trouble = Literal[
    "poller_conflict",
    "platform_silent",
    "queue_silent",
    "no_right_to_send",
    "syslog_silent",
    "scanner_silent",
]

_lock = threading.Lock()
_now: set[Trouble] = set()


def note(trouble: Trouble, ails: bool) -> None:
    """It begins, goes on, or is over."""
    with _lock:
        (_now.add if ails else _now.discard)(trouble)


def now() -> frozenset[Trouble]:
    """What has begun and is not over."""
    with _lock:
        return frozenset(_now)
