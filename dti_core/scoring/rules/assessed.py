"""assessed: an assessor gives the points; nothing can be measured."""

from dataclasses import dataclass
from fractions import Fraction

from dti_core.scoring.outcome import Outcome, Words
from dti_core.scoring.reading import Reader
from dti_core.scoring.rules.base import CompiledRule, Look


@dataclass(frozen=True, slots=True)
class AssessedRule(CompiledRule):
    """Always waiting for an assessor."""

    def measure(self, read: Reader, look: Look) -> Outcome:
        return Outcome("missing")

    def words(self, outcome: Outcome, maximum: Fraction) -> Words:
        return Words("")
