"""relative: a share of the best value among the peers."""

from dataclasses import dataclass
from fractions import Fraction

from dti_core.scoring import texts
from dti_core.scoring.outcome import ZERO, Outcome, Words
from dti_core.scoring.reading import Reader
from dti_core.scoring.rounding import vietnamese
from dti_core.scoring.rules.base import CompiledRule, Look
from dti_core.scoring.rules.quotient import Quotient


@dataclass(frozen=True, slots=True)
class RelativeRule(CompiledRule):
    """The best includes the unit itself and a reference from outside; a unit all alone is pending."""

    quotient: Quotient
    scope: str
    key: str

    def measure(self, read: Reader, look: Look) -> Outcome:
        taken = self.quotient.take(read)
        if isinstance(taken, Outcome):
            return taken
        top, bottom = taken
        value = top / bottom
        rivals = look(self.key, self.scope)
        top = self.quotient.unscaled(top)
        if not rivals.exist:
            return Outcome("pending", ZERO, value, top, bottom, flags=("no_peer",))
        best = value if rivals.best is None else max(value, rivals.best)
        return Outcome("answered", value / best if best else ZERO, value, top, bottom, best)

    def relatives(self) -> tuple[tuple[str, CompiledRule], ...]:
        return ((self.key, self),)

    def effects(self, outcome: Outcome) -> tuple[str, ...]:
        return self.quotient.effects(outcome, "scope")

    def show(self, value: Fraction) -> str:
        return self.quotient.show(value)

    def words(self, outcome: Outcome, maximum: Fraction) -> Words:
        nothing = self.quotient.zero_words(outcome)
        if nothing:
            return nothing
        value, show = outcome.value or ZERO, self.quotient.show
        division = self.quotient.division(outcome)
        if outcome.status == "pending":
            return Words(texts.ALONE.format(value=division))
        if not outcome.best:
            return Words(texts.ALL_ZERO)
        compared = texts.COMPARED.format(value=division, best=show(outcome.best))
        share = f"{show(value)} : {show(outcome.best)} × {vietnamese(maximum)}"
        return Words(f"{compared}; {share}", equation=True)
