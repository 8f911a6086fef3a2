"""What may stand in a cell, and as what a spreadsheet knows it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from fractions import Fraction
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Formula:
    """A live formula and what it comes to now, so that a viewer that does not calculate shows it too."""

    text: str
    value: Fraction | int


Value = str | int | Fraction | datetime | date | Formula | None
LARGEST = 10**15
"""Whole numbers up to here are exact in a cell."""


def plain(value: int | Fraction | datetime | date, zone: ZoneInfo) -> int | float | date:
    """A number as a cell holds it; a moment on the clock of the campaign's place."""
    if isinstance(value, Fraction):
        return int(value) if value.denominator == 1 and abs(value) < LARGEST else float(value)
    if isinstance(value, datetime):
        aware = value if value.tzinfo else value.replace(tzinfo=UTC)
        return aware.astimezone(zone).replace(tzinfo=None, microsecond=0)
    return value
