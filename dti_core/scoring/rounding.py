"""Rounding half up and Vietnamese number forms: the only place where exact numbers become text."""

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache


def half_up(value: Fraction, places: int) -> Decimal:
    """`value` rounded to `places` decimals, halves away from zero; exact however large the number is."""
    scaled = (abs(value.numerator) * 10**places * 2 + value.denominator) // (2 * value.denominator)
    digits = tuple(int(digit) for digit in str(scaled))
    return Decimal((int(value < 0 and scaled > 0), digits, -places))


def is_short(value: Fraction, places: int = 2) -> bool:
    """Whether `places` decimals show the number exactly."""
    return int(10**places) % value.denominator == 0


def vietnamese(value: Fraction, places: int = 2) -> str:
    """The number as Vietnamese officials write it: "1.234,5", at most `places` decimals, no idle zeros."""
    return _written(value.numerator, value.denominator, places)


@lru_cache(maxsize=4096)
def _written(numerator: int, denominator: int, places: int) -> str:
    unit = 10**places
    scaled = (abs(numerator) * unit * 2 + denominator) // (2 * denominator)
    whole, rest = divmod(scaled, unit)
    text = f"{whole:,}".replace(",", ".")
    if rest:
        text += "," + f"{rest:0{places}d}".rstrip("0")
    return f"-{text}" if numerator < 0 and scaled else text


def places_for(value: Fraction) -> int:
    """Two decimals; more for a small number, so that three of its digits can be followed on paper."""
    small = abs(value)
    places = 2
    while 0 < small * 10**places < 100 and places < 8:
        places += 1
    return places


def percent(value: Fraction) -> str:
    """A part of one as a Vietnamese percentage: "98,33%", "0,0213%"."""
    return f"{vietnamese(value * 100, places_for(value * 100))}%"


def equals(value: Fraction, places: int = 2) -> str:
    """The sign to put before a shown number: "=" where it is exact, "≈" where it had to be rounded."""
    return "=" if is_short(value, places) else "≈"
