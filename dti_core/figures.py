"""What a process counts since it started. Every process writes its figures into its heartbeat row; whoever is
asked for metrics reads them there, so that any number of workers needs no port of its own."""

import threading
from bisect import bisect_left
from collections.abc import Mapping

BOUNDS = (0.01, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 300.0)
"""Upper bounds of the steps of a distribution, seconds."""

_lock = threading.Lock()
_counts: dict[str, float] = {}
_spreads: dict[str, list[float]] = {}


def count(name: str, kind: str = "", by: float = 1.0) -> None:
    """One more; `kind` tells cases of one name apart."""
    key = f"{name}:{kind}" if kind else name
    with _lock:
        _counts[key] = _counts.get(key, 0.0) + by


def spread(name: str, seconds: float) -> None:
    """One duration or delay: the last entries of a row are the sum and the number."""
    with _lock:
        row = _spreads.setdefault(name, [0.0] * (len(BOUNDS) + 3))
        row[bisect_left(BOUNDS, seconds)] += 1
        row[-2] += max(0.0, seconds)
        row[-1] += 1


def taken() -> Mapping[str, Mapping[str, object]]:
    """All of it as of now, fit for JSON."""
    with _lock:
        return {"counts": dict(_counts), "spreads": {name: list(row) for name, row in _spreads.items()}}


def forget() -> None:
    """Start over."""
    with _lock:
        _counts.clear()
        _spreads.clear()
