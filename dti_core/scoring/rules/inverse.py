"""inverse: lower is better, between the value that earns all and the value that earns nothing."""

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from dti_core.scoring import texts
from dti_core.scoring.outcome import ONE, ZERO, Outcome, Words, clamp
from dti_core.scoring.reading import Reader
from dti_core.scoring.rounding import vietnamese
from dti_core.scoring.rules.base import CompiledRule, Look
from dti_core.scoring.rules.quotient import Quotient


@dataclass(frozen=True, slots=True)
class InverseRule(CompiledRule):
    """(zero_at - x) / (zero_at - full_at). Not answered earns 0, never the maximum."""

    lower_is_better: ClassVar[bool] = True
    quotient: Quotient
    full_at: Fraction
    zero_at: Fraction

    def measure(self, read: Reader, look: Look) -> Outcome:
        taken = self.quotient.take(read)
        if isinstance(taken, Outcome):
            return taken
        top, bottom = taken
        value = top / bottom
        return Outcome("answered", self.at(value), value, self.quotient.unscaled(top), bottom)

    def at(self, value: Fraction) -> Fraction:
        if value <= self.full_at:
            return ONE
        if value >= self.zero_at:
            return ZERO
        return clamp((self.zero_at - value) / (self.zero_at - self.full_at))

    def effects(self, outcome: Outcome) -> tuple[str, ...]:
        value = outcome.value or ZERO
        full = () if value >= self.zero_at else ("full_at",)
        nothing = () if value <= self.full_at else ("zero_at",)
        return self.quotient.effects(outcome, *full, *nothing)

    def show(self, value: Fraction) -> str:
        return self.quotient.show(value)

    def words(self, outcome: Outcome, maximum: Fraction) -> Words:
        nothing = self.quotient.zero_words(outcome)
        if nothing:
            return nothing
        value, show = outcome.value or ZERO, self.quotient.show
        division = self.quotient.division(outcome)
        if value <= self.full_at:
            return Words(texts.LOW_ENOUGH.format(value=division, limit=show(self.full_at)))
        if value >= self.zero_at:
            return Words(texts.TOO_HIGH.format(value=division, limit=show(self.zero_at)))
        width = show(self.zero_at) if self.full_at == 0 else f"({show(self.zero_at)} − {show(self.full_at)})"
        distance = f"({show(self.zero_at)} − {show(value)})"
        return Words(f"{division}; {distance} : {width} × {vietnamese(maximum)}", equation=True)
