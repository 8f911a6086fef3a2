"""count: n of a target, capped at the maximum."""

from dataclasses import dataclass
from fractions import Fraction

from dti_core.scoring import texts
from dti_core.scoring.outcome import Outcome, Words, clamp
from dti_core.scoring.reading import Reader
from dti_core.scoring.rounding import vietnamese
from dti_core.scoring.rules.base import CompiledRule, Look


@dataclass(frozen=True, slots=True)
class CountRule(CompiledRule):
    """Full at `target`, proportionally less below."""

    input: str
    target: Fraction

    def measure(self, read: Reader, look: Look) -> Outcome:
        number = read.number(self.input)
        if number is None:
            return read.unanswered()
        return Outcome("answered", self.at(number), number, number, self.target)

    def at(self, value: Fraction) -> Fraction:
        return clamp(value / self.target)

    def effects(self, outcome: Outcome) -> tuple[str, ...]:
        return ("formula", "target")

    def show(self, value: Fraction) -> str:
        return vietnamese(value)

    def words(self, outcome: Outcome, maximum: Fraction) -> Words:
        number = outcome.numerator or Fraction(0)
        shown, target = vietnamese(number), vietnamese(self.target)
        if number >= self.target:
            return Words(texts.TARGET_REACHED.format(value=shown, target=target))
        return Words(f"{shown}/{target} × {vietnamese(maximum)}", equation=True)
