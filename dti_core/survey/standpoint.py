"""Where the points of a criterion stand after verification, and what the unit said against them."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal


@dataclass(frozen=True)
class Standpoint:
    """An adjusted criterion: the points that hold, why, and what the unit said against it."""

    state: Literal["adjusted", "contested", "decided"]
    points: Fraction
    reason: str | None = None
    contest: str | None = None
