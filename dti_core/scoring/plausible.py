"""Figures that are possible but odd beside each other: worth a word to whoever gave them, never a refusal."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from dti_core.framework.framework import Framework
from dti_core.framework.model import Plausible
from dti_core.scoring.model import Value


def doubts(framework: Framework, values: Mapping[str, Value]) -> Iterator[Plausible]:
    """The framework's hints that the values go against; a hint with a value missing says nothing."""
    for hint in framework.spec.plausible:
        left, right = (_sum(values, keys_of(framework, side)) for side in (hint.left, hint.right))
        if left is not None and right is not None and _odd(hint, left, right):
            yield hint


def doubts_about(
    framework: Framework, values: Mapping[str, Value], changed: Iterable[str]
) -> Iterator[Plausible]:
    """The doubts that concern stored keys which were just given."""
    given = set(changed)
    for hint in doubts(framework, values):
        if given & {*keys_of(framework, hint.left), *keys_of(framework, hint.right)}:
            yield hint


def keys_of(framework: Framework, names: Iterable[str]) -> tuple[str, ...]:
    """The stored keys behind the inputs that a hint names."""
    return tuple(key for name in names for key in _stored(framework, name))


def _stored(framework: Framework, name: str) -> tuple[str, ...]:
    owner, _, input_id = name.rpartition(":")
    if owner == "info":
        return (name,)
    item = next(each for each in framework.by_id[owner].inputs if each.id == input_id)
    return framework.keys_of(owner, item)


def _sum(values: Mapping[str, Value], keys: Iterable[str]) -> Fraction | None:
    found = [values.get(key) for key in keys]
    numbers = [value for value in found if isinstance(value, Fraction)]
    return sum(numbers, Fraction(0)) if len(numbers) == len(found) else None


def _odd(hint: Plausible, left: Fraction, right: Fraction) -> bool:
    return left > right if hint.relation == "at_most" else left != right
