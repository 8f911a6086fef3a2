"""ratio: full at the target; below it a proportion, the ratio itself, or nothing."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from dti_core.scoring import texts
from dti_core.scoring.outcome import ONE, ZERO, Outcome, Words, clamp
from dti_core.scoring.reading import Reader
from dti_core.scoring.rounding import vietnamese
from dti_core.scoring.rules.base import CompiledRule, Look
from dti_core.scoring.rules.quotient import Quotient


def exceeds(target: Fraction, scaled_numerator: Fraction, denominator: Fraction) -> bool:
    """Whether a part exceeds its whole. A target over 1 says that the two are not part and whole."""
    return target <= 1 and scaled_numerator > denominator


@dataclass(frozen=True, slots=True)
class RatioRule(CompiledRule):
    """Compared exactly, as a ≥ T·b: 0.7 + 0.1 over 80 reaches 1%."""

    quotient: Quotient
    target: Fraction
    below: Literal["scaled", "raw", "zero"]
    natural_excess: bool = False
    """Numerator and denominator are not part and whole, so a larger numerator is nothing odd."""

    def measure(self, read: Reader, look: Look) -> Outcome:
        taken = self.quotient.take(read)
        if isinstance(taken, Outcome):
            return taken
        top, bottom = taken
        value = top / bottom
        odd = not self.natural_excess and exceeds(self.target, top, bottom)
        flags = ("excess",) if odd else ()
        return Outcome("answered", self.at(value), value, self.quotient.unscaled(top), bottom, flags=flags)

    def at(self, value: Fraction) -> Fraction:
        if value >= self.target:
            return ONE
        if self.below == "zero":
            return ZERO
        return clamp(value / self.target if self.below == "scaled" else value)

    def effects(self, outcome: Outcome) -> tuple[str, ...]:
        below = ("below",) if outcome.value is not None and outcome.value < self.target else ()
        return self.quotient.effects(outcome, "target", *below, *self._over(outcome))

    def shared_effects(self, outcome: Outcome) -> tuple[str, ...]:
        return self.quotient.effects(outcome, *self._over(outcome))

    def _over(self, outcome: Outcome) -> tuple[str, ...]:
        return ("excess",) if "excess" in outcome.flags else ()

    def pair(self, outcome: Outcome) -> tuple[Fraction, Fraction]:
        scale = self.quotient.scale or ONE
        return (outcome.numerator or ZERO) * scale, outcome.denominator or ZERO

    def whole(self) -> tuple[str, ...]:
        return self.quotient.denominator

    def share_words(self, outcome: Outcome) -> str:
        nothing = outcome.denominator == 0
        return texts.ZERO_IN_POOL[self.quotient.zero] if nothing else self.quotient.division(outcome)

    def show(self, value: Fraction) -> str:
        return self.quotient.show(value)

    def words(self, outcome: Outcome, maximum: Fraction) -> Words:
        nothing = self.quotient.zero_words(outcome)
        if nothing:
            return nothing
        value = outcome.value or ZERO
        division, full = self.quotient.division(outcome), vietnamese(maximum)
        target = self.quotient.show(self.target)
        if "excess" in outcome.flags:
            return Words(texts.EXCESS.format(division=division, maximum=full), equation=True)
        if value >= self.target:
            reached = texts.TARGET_REACHED.format(value=division, target=target)
            return Words(f"{division} × {full}", True) if self.target == value == 1 else Words(reached)
        if self.below == "zero":
            return Words(texts.TARGET_MISSED.format(value=division, target=target))
        divided = f" : {target}" if self.below == "scaled" and self.target != 1 else ""
        return Words(f"{division}{divided} × {full}", equation=True)
