"""yes_no: the maximum where every listed input is true."""

from dataclasses import dataclass
from fractions import Fraction

from dti_core.scoring import texts
from dti_core.scoring.outcome import ONE, ZERO, Outcome, Words
from dti_core.scoring.reading import Reader
from dti_core.scoring.rules.base import CompiledRule, Look


@dataclass(frozen=True, slots=True)
class YesNoRule(CompiledRule):
    """Not answered is not "no", though both earn 0: only the state tells them apart."""

    inputs: tuple[str, ...]

    def measure(self, read: Reader, look: Look) -> Outcome:
        answers = [read.yes(input_id) for input_id in self.inputs]
        if read.missing:
            return read.unanswered()
        earned = ONE if all(answers) else ZERO
        met = Fraction(sum(bool(answer) for answer in answers))
        return Outcome("answered", earned, earned, met, Fraction(len(answers)))

    def show(self, value: Fraction) -> str:
        return texts.YES_SHORT if value == ONE else texts.NO_SHORT

    def words(self, outcome: Outcome, maximum: Fraction) -> Words:
        if len(self.inputs) == 1:
            return Words(texts.YES if outcome.fraction else texts.NO)
        if outcome.fraction:
            return Words(texts.ALL_MET.format(count=len(self.inputs)))
        return Words(texts.SOME_MET.format(met=outcome.numerator, count=len(self.inputs)))
