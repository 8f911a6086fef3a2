"""The trail of an update through the house: one log record per station, ids only, never content.

Quiet unless asked for (`DTI_LOG=json`), since a busy day has a hundred thousand stations.
"""

import logging

NAME = "dti.trail"
IDS = ("update", "updates", "enrolment", "version", "outbox", "task", "lane", "seconds", "outcome", "kind")
"""What a station may tell."""

_log = logging.getLogger(NAME)
_log.setLevel(logging.WARNING)


def is_heard() -> bool:
    """Whether it is worth finding out what a station would tell."""
    return _log.isEnabledFor(logging.INFO)


def station(what: str, /, **ids: object) -> None:
    """Something was reached: `stored`, `applied`, `scored`, `sent`, …"""
    if is_heard():
        unknown = ids.keys() - set(IDS)
        if unknown:
            raise ValueError(f"not for a log: {sorted(unknown)}")
        _log.info(what, extra={"ids": ids})


def speak() -> None:
    """Let the stations be heard."""
    _log.setLevel(logging.INFO)
