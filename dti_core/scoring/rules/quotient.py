"""Sums over sums: the arithmetic that ratio, inverse and relative share, with its zero denominators."""

from dataclasses import dataclass
from fractions import Fraction

from dti_core.framework.model import ZeroDenominator
from dti_core.scoring import texts
from dti_core.scoring.outcome import ONE, Outcome, Words
from dti_core.scoring.reading import Reader
from dti_core.scoring.rounding import equals, percent, places_for, vietnamese


@dataclass(frozen=True, slots=True)
class Quotient:
    """value = sum(numerator) * scale / sum(denominator); without denominators just the scaled sum."""

    numerator: tuple[str, ...]
    denominator: tuple[str, ...]
    scale: Fraction | None
    """None where nothing is rescaled, as nearly always."""
    zero: ZeroDenominator

    def take(self, read: Reader) -> tuple[Fraction, Fraction] | Outcome:
        """(scaled numerator, denominator > 0), or the outcome where there is nothing to divide."""
        top = read.total(self.numerator)
        bottom = read.total(self.denominator) if self.denominator else ONE
        if top is None or bottom is None:
            return read.unanswered()
        if bottom == 0:
            return self._by_zero(top)
        return top if self.scale is None else top * self.scale, bottom

    def unscaled(self, top: Fraction) -> Fraction:
        """The numerator as it was given."""
        return top if self.scale is None else top / self.scale

    def _by_zero(self, top: Fraction) -> Outcome:
        full = ONE if self.zero == "max" else Fraction(0)
        dropped = ONE if self.zero == "not_applicable" else Fraction(0)
        flags = ("excess",) if top else ()
        return Outcome("answered", full, numerator=top, denominator=Fraction(0), dropped=dropped, flags=flags)

    def show(self, value: Fraction) -> str:
        """A value as people compare it: a percentage where two figures of one kind are divided."""
        if self.denominator and (self.scale is None or self.thousands):
            return percent(value)
        return vietnamese(value, places_for(value))

    @property
    def thousands(self) -> int:
        """How many of the numerator's unit are one of the denominator's: 1000 for people and thousands of
        people; 0 where the scale is something else."""
        many = ONE / self.scale if self.scale else Fraction(0)
        return many.numerator if many > 1 and many.denominator == 1 else 0

    def division(self, outcome: Outcome) -> str:
        """ "57/60 = 95%", or just the number where nothing is divided."""
        top, bottom, value = outcome.numerator, outcome.denominator, outcome.value
        if top is None or bottom is None or value is None:
            return ""
        many = self.thousands
        if many and self.denominator:
            below = f"({vietnamese(bottom)} × {vietnamese(Fraction(many))})"
            sign = equals(value, places_for(value * 100) + 2)
            return f"{vietnamese(top)}/{below} {sign} {percent(value)}"
        factor = "" if self.scale is None else f" × {vietnamese(self.scale, 6)}"
        if not self.denominator:
            return vietnamese(top) if not factor else f"{vietnamese(top)}{factor} = {vietnamese(value)}"
        exact = places_for(value * 100) + 2 if self.scale is None else places_for(value)
        sign = equals(value, exact)
        return f"{vietnamese(top)}{factor}/{vietnamese(bottom)} {sign} {self.show(value)}"

    def effects(self, outcome: Outcome, *limits: str) -> tuple[str, ...]:
        """What took effect: the formula with its limits, or what is said of a denominator of 0."""
        below = ("denominator",) if self.denominator else ()
        if outcome.denominator == 0:
            return ("zero_denominator", "formula", *below)
        return ("formula", *limits, *below, *(() if self.scale is None else ("scale",)))

    def zero_words(self, outcome: Outcome) -> Words | None:
        """Words for a denominator of 0; None where it is not."""
        return Words(texts.ZERO_DENOMINATOR[self.zero]) if outcome.denominator == 0 else None
