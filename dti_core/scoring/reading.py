"""Taking a criterion's inputs out of a unit's stored values, and noticing which are missing or unusable."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from dti_core.scoring.model import Value
from dti_core.scoring.outcome import Outcome, Status

Found = TypeVar("Found")
UNREADABLE = "?"
"""Stands for a sum of which a part is no number."""


@dataclass(frozen=True, slots=True)
class InputPlan:
    """Where an input's value is stored; several keys mean their sum."""

    id: str
    keys: tuple[str, ...]
    own: bool
    """False where the value belongs to general information or to another criterion."""

    @property
    def total_key(self) -> str:
        """Where a sum is stored whose parts are not known (a file of answers may give just "60 người")."""
        return "+".join(self.keys)


class Reader:
    """Reads inputs one by one for a rule and remembers what it did not find.

    A value that cannot be used (negative, or not of the kind that the rule needs, as may happen after a
    framework was corrected) counts as not answered and leaves a flag: one bad row never stops a group.
    """

    __slots__ = ("_inputs", "_own_seen", "_seen", "_values", "flags", "missing")

    def __init__(self, values: Mapping[str, Value], inputs: Mapping[str, InputPlan]) -> None:
        self._values = values
        self._inputs = inputs
        self._seen = False
        self._own_seen = False
        self.missing: list[str] = []
        self.flags: list[str] = []

    def fork(self) -> "Reader":
        """A fresh reader over the same values, for a part of a rule."""
        return Reader(self._values, self._inputs)

    def number(self, input_id: str) -> Fraction | None:
        """A number ≥ 0, or None."""
        item = self._inputs[input_id]
        found = self._values.get(item.keys[0]) if len(item.keys) == 1 else self._sum(item)
        if found is None or (type(found) is Fraction and found.numerator >= 0):
            return self._note(item, found)
        self._refuse(item, "negative" if isinstance(found, Fraction) else "unreadable")
        return None

    def total(self, input_ids: tuple[str, ...]) -> Fraction | None:
        """The sum of several inputs; None when any is missing."""
        if len(input_ids) == 1:
            return self.number(input_ids[0])
        found = [self.number(input_id) for input_id in input_ids]
        numbers = [number for number in found if number is not None]
        return sum(numbers, Fraction(0)) if len(numbers) == len(found) else None

    def yes(self, input_id: str) -> bool | None:
        """A yes or no, or None."""
        item = self._inputs[input_id]
        found = self._values.get(item.keys[0])
        if found is not None and not isinstance(found, bool):
            self._refuse(item, "unreadable")
            return None
        return self._note(item, found)

    def choice(self, input_id: str) -> str | None:
        """A choice's stored value, or None."""
        item = self._inputs[input_id]
        found = self._values.get(item.keys[0])
        if found is not None and not isinstance(found, str):
            self._refuse(item, "unreadable")
            return None
        return self._note(item, found)

    def reject(self, input_id: str) -> Outcome:
        """The outcome when a value was read but means nothing (a choice that no longer exists)."""
        self._refuse(self._inputs[input_id], "unreadable")
        return self.unanswered()

    def unanswered(self) -> Outcome:
        """The outcome while something is missing."""
        return Outcome(self.status(), flags=tuple(self.flags), missing=tuple(self.missing))

    def status(self) -> Status:
        """Partial needs something of the criterion's own: general information begins no criterion."""
        if not self.missing:
            return "answered"
        only_shared = not any(self._inputs[input_id].own for input_id in self.missing)
        return "partial" if self._own_seen or (self._seen and only_shared) else "missing"

    def _sum(self, item: InputPlan) -> Value | None:
        parts = [self._values.get(key) for key in item.keys]
        if any(part is None for part in parts):
            return self._values.get(item.total_key)
        numbers = [part for part in parts if isinstance(part, Fraction)]
        if len(numbers) < len(parts):
            return UNREADABLE
        return min(numbers) if any(number < 0 for number in numbers) else sum(numbers, Fraction(0))

    def _note(self, item: InputPlan, found: Found | None) -> Found | None:
        if found is None:
            self.missing.append(item.id)
        else:
            self._seen = True
            self._own_seen = self._own_seen or item.own
        return found

    def _refuse(self, item: InputPlan, flag: str) -> None:
        self.missing.append(item.id)
        self.flags.append(flag)
