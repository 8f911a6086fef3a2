"""What every kind of rule can do. A new primitive is one file here and one line in the registry."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from fractions import Fraction
from typing import ClassVar

from dti_core.scoring.outcome import ONE, ZERO, Outcome, Rivals, Words, clamp
from dti_core.scoring.reading import Reader
from dti_core.scoring.rounding import percent

Look = Callable[[str, str], Rivals]
"""(peer key, scope "group" or "all") → what the peers have."""


class CompiledRule(ABC):
    """A rule with its numbers as fractions, ready to measure any unit. Immutable."""

    __slots__ = ()
    lower_is_better: ClassVar[bool] = False

    @abstractmethod
    def measure(self, read: Reader, look: Look) -> Outcome:
        """What one unit's answers come to."""

    @abstractmethod
    def words(self, outcome: Outcome, maximum: Fraction) -> Words:
        """The arithmetic of an answered outcome as a person reads it."""

    def at(self, value: Fraction) -> Fraction:
        """The part of the maximum (0…1) that a peer's measured value earns by this rule."""
        return clamp(value)

    def show(self, value: Fraction) -> str:
        """A measured value in the form that people compare."""
        return percent(value)

    def effects(self, outcome: Outcome) -> tuple[str, ...]:
        """The parameters that took effect in an outcome of this rule, those that tell most first."""
        return ("formula",)

    def shared_effects(self, outcome: Outcome) -> tuple[str, ...]:
        """The parameters that took effect where the outcome went into a pool."""
        return self.effects(outcome)

    def pair(self, outcome: Outcome) -> tuple[Fraction, Fraction]:
        """What a member brings into its pool: a numerator and a denominator."""
        return outcome.fraction, ONE

    def whole(self) -> tuple[str, ...]:
        """The inputs that make up that denominator; none where it is no stored number."""
        return ()

    def share_words(self, outcome: Outcome) -> str:
        """What a member brings into its pool, in words: no points, since the pool earns those together."""
        return self.show(outcome.value or ZERO)

    def relatives(self) -> tuple[tuple[str, "CompiledRule"], ...]:
        """The rules inside that compare with peers, each with the key under which units publish its value."""
        return ()
