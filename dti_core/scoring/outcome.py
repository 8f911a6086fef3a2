"""What a rule makes of one unit's answers, before exemptions, assessors and pools are looked at."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, NamedTuple

ZERO = Fraction(0)
ONE = Fraction(1)

Status = Literal["answered", "partial", "missing", "pending"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The measured result of one rule. `fraction` is the part of the maximum earned now, always 0…1."""

    status: Status
    fraction: Fraction = ZERO
    value: Fraction | None = None
    """What peers are compared by; None where there is nothing to compare."""
    numerator: Fraction | None = None
    denominator: Fraction | None = None
    best: Fraction | None = None
    """The best value that a relative rule compared with."""
    dropped: Fraction = ZERO
    """The part of the maximum that does not apply (denominator 0 where the rule says so)."""
    answer: str | None = None
    """The choice taken, by its stored value."""
    flags: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    """Ids of the inputs that are still needed."""
    parts: tuple["Outcome", ...] = ()


class Rivals(NamedTuple):
    """What a relative rule sees of the others: the best value, and whether anybody but the unit is there."""

    best: Fraction | None
    exist: bool


NOBODY = Rivals(None, False)


class Words(NamedTuple):
    """The arithmetic in words, and whether it is an equation (then "= n điểm" follows, else ": n điểm")."""

    text: str
    equation: bool = False


def clamp(value: Fraction) -> Fraction:
    """`value` kept within 0…1."""
    return min(ONE, max(ZERO, value))
