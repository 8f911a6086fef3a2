"""ladder: the step of a choice, or the first step that a count reaches."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from dti_core.scoring import texts
from dti_core.scoring.outcome import ZERO, Outcome, Words
from dti_core.scoring.reading import Reader
from dti_core.scoring.rounding import percent, vietnamese
from dti_core.scoring.rules.base import CompiledRule, Look


@dataclass(frozen=True, slots=True)
class ChoiceLadder(CompiledRule):
    """Each choice earns its fraction of the maximum."""

    input: str
    fractions: Mapping[str, Fraction]
    labels: Mapping[str, str]

    def measure(self, read: Reader, look: Look) -> Outcome:
        answer = read.choice(self.input)
        if answer is None:
            return read.unanswered()
        if answer not in self.fractions:
            return read.reject(self.input)
        earned = self.fractions[answer]
        return Outcome("answered", earned, earned, answer=answer)

    def effects(self, outcome: Outcome) -> tuple[str, ...]:
        return ("formula", "fractions")

    def words(self, outcome: Outcome, maximum: Fraction) -> Words:
        chosen = texts.CHOSEN.format(label=self.labels.get(outcome.answer or "", ""))
        return Words(f"{chosen}: {percent(outcome.fraction)} × {vietnamese(maximum)}", equation=True)


@dataclass(frozen=True, slots=True)
class CountLadder(CompiledRule):
    """`steps` are tried in the author's order; what does not exist earns nothing, whatever was counted."""

    exists: str | None
    count: str
    steps: tuple[tuple[Fraction, Fraction], ...]

    def measure(self, read: Reader, look: Look) -> Outcome:
        there = True if self.exists is None else read.yes(self.exists)
        if there is False:
            return Outcome("answered", ZERO, ZERO)
        number = read.number(self.count)
        if there is None or number is None:
            return read.unanswered()
        earned = next((part for least, part in self.steps if number >= least), ZERO)
        return Outcome("answered", earned, earned, numerator=number)

    def effects(self, outcome: Outcome) -> tuple[str, ...]:
        return ("formula", "steps")

    def words(self, outcome: Outcome, maximum: Fraction) -> Words:
        number = outcome.numerator
        if number is None:
            return Words(texts.NO)
        least = next((step for step, _ in self.steps if number >= step), None)
        if least is None:
            return Words(texts.BELOW_STEPS.format(number=vietnamese(number)))
        reached = texts.STEP_REACHED.format(number=vietnamese(number), least=vietnamese(least))
        return Words(f"{reached}: {percent(outcome.fraction)} × {vietnamese(maximum)}", equation=True)
