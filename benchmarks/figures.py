"""Measured values and what is claimed of them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One value in `unit`; `limit` is the most that we claim (None: shown for comparison only)."""

    name: str
    value: float
    unit: str
    limit: float | None = None

    @property
    def holds(self) -> bool:
        return self.limit is None or self.value <= self.limit

    def __str__(self) -> str:
        claim = (
            "" if self.limit is None else f"  (at most {self.limit:g}: {'holds' if self.holds else 'MISSED'})"
        )
        return f"{self.name:<62} {self.value:>9.4g} {self.unit}{claim}"


def quantile(values: Sequence[float], part: float) -> float:
    """The nearest-rank quantile: the smallest value that at least `part` of all do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(part * len(ordered)) - 1)]


def spread(name: str, seconds: Sequence[float], limit: float | None = None) -> list[Figure]:
    """Median and 95th percentile in milliseconds; the limit, in milliseconds, is for the latter."""
    return [
        Figure(f"{name}, median of {len(seconds)}", quantile(seconds, 0.5) * 1000, "ms"),
        Figure(f"{name}, p95", quantile(seconds, 0.95) * 1000, "ms", limit),
    ]
