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


def plain(number: Fraction) -> str:
    """A number that ends (a sum of stored ones) as answers are stored: "1234.5"."""
    digits = next(places for places in range(19) if (number * 10**places).denominator == 1)
    whole, rest = divmod(int(number * 10**digits), 10**digits)
    return f"{whole}.{rest:0{digits}}" if digits else str(whole)


def to_micro(points: Fraction) -> int:
    """Points as whole micro-points, rounded half up."""
    return int(half_up(points, 6) * MICRO)


def from_micro(stored: int) -> Fraction:
    """Points from micro-points."""
    return Fraction(stored, MICRO)


def hundredths(points: Fraction) -> int:
    """What ranks compare: points rounded half up to two decimals."""
    return int(half_up(points, 2) * 100)
