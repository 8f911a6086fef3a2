"""parts: weighted sub-rules; each part earns as soon as it is answered."""

from dataclasses import dataclass
from fractions import Fraction

from dti_core.scoring import texts
from dti_core.scoring.outcome import ZERO, Outcome, Status, Words, clamp
from dti_core.scoring.reading import Reader
from dti_core.scoring.rules.base import CompiledRule, Look


@dataclass(frozen=True, slots=True)
class PartPlan:
    """One part: its weight in the whole, its title if it has one, its rule."""

    weight: Fraction
    title: str | None
    rule: CompiledRule


@dataclass(frozen=True, slots=True)
class PartsRule(CompiledRule):
    """The sum of weight × fraction; a part that does not apply drops its weight."""

    parts: tuple[PartPlan, ...]

    def measure(self, read: Reader, look: Look) -> Outcome:
        results = tuple(part.rule.measure(read.fork(), look) for part in self.parts)
        weighted = [(part.weight, result) for part, result in zip(self.parts, results, strict=True)]
        earned = clamp(sum((weight * result.fraction for weight, result in weighted), ZERO))
        return Outcome(
            _status([result.status for result in results]),
            earned,
            earned,
            dropped=sum((weight * result.dropped for weight, result in weighted), ZERO),
            flags=tuple(dict.fromkeys(flag for result in results for flag in result.flags)),
            missing=tuple(dict.fromkeys(one for result in results for one in result.missing)),
            parts=results,
        )

    def relatives(self) -> tuple[tuple[str, CompiledRule], ...]:
        return tuple(found for part in self.parts for found in part.rule.relatives())

    def effects(self, outcome: Outcome) -> tuple[str, ...]:
        told = (
            f"{number}.{name}"
            for number, (part, result) in enumerate(zip(self.parts, outcome.parts, strict=True), start=1)
            if result.status not in ("missing", "partial")
            for name in part.rule.effects(result)
        )
        return ("formula", "weights", *told)

    def words(self, outcome: Outcome, maximum: Fraction) -> Words:
        told = [
            self._part(number, part, result, maximum * part.weight)
            for number, (part, result) in enumerate(zip(self.parts, outcome.parts, strict=True), start=1)
        ]
        return Words("; ".join(told) + "; " + texts.TOGETHER)

    def _part(self, number: int, part: PartPlan, result: Outcome, maximum: Fraction) -> str:
        title = part.title or texts.PART.format(number=number)
        if result.status in ("missing", "partial"):
            return f"{title}: {texts.PART_MISSING}"
        words = part.rule.words(result, maximum)
        return f"{title}: {words.text}" + texts.joined(words.equation, result.fraction * maximum)


def _status(statuses: list[Status]) -> Status:
    found = set(statuses)
    if len(found) == 1:
        return statuses[0]
    return "partial" if found & {"missing", "partial"} else "pending"
