"""Exact numbers in columns: "n/d" texts, whole micro-points, hundredths for ranks."""

from fractions import Fraction

from dti_core.scoring.rounding import half_up

MICRO = 1_000_000


def to_text(value: Fraction | None) -> str | None:
    """A rational, exactly."""
    return None if value is None else f"{value.numerator}/{value.denominator}"


def from_text(text: str | None) -> Fraction | None:
    """The inverse of `to_text`."""
    return None if text is None else Fraction(text)


def to_micro(points: Fraction) -> int:
    """Points as whole micro-points, rounded half up."""
    return int(half_up(points, 6) * MICRO)


def from_micro(stored: int) -> Fraction:
    """Points from micro-points."""
    return Fraction(stored, MICRO)


def hundredths(points: Fraction) -> int:
    """What ranks compare: points rounded half up to two decimals."""
    return int(half_up(points, 2) * 100)
