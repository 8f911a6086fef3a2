"""A part greater than its whole: a mistake where the rule refuses it, in a file as in conversation."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from dti_core.framework.framework import Framework
from dti_core.framework.model import Parts, Ratio, Rule
from dti_core.scoring.model import Value
from dti_core.scoring.plan import plan_of
from dti_core.scoring.reading import Reader
from dti_core.scoring.rules.ratio import exceeds


@dataclass(frozen=True, slots=True)
class Excess:
    """A ratio whose numerator (scaled) exceeds its denominator, with the inputs that are to blame."""

    numerator: tuple[str, ...]
    denominator: tuple[str, ...]
    top: Fraction
    bottom: Fraction


def refused_excess(framework: Framework, values: Mapping[str, Value], criterion_id: str) -> Excess | None:
    """The first ratio that the values break although its rule says `excess: refuse`; None if all is well."""
    criterion = plan_of(framework).criteria[criterion_id]
    for rule in _ratios(criterion.node.rule):
        read = Reader(values, criterion.inputs)
        top, bottom = read.total(rule.numerator), read.total(rule.denominator)
        if rule.excess == "refuse" and top is not None and bottom is not None and _exceeds(rule, top, bottom):
            return Excess(rule.numerator, rule.denominator, top, bottom)
    return None


def _exceeds(rule: Ratio, top: Fraction, bottom: Fraction) -> bool:
    return exceeds(Fraction(rule.target), top * Fraction(rule.scale), bottom)


def _ratios(rule: Rule | None) -> Iterator[Ratio]:
    if isinstance(rule, Ratio):
        yield rule
    for part in rule.parts if isinstance(rule, Parts) else ():
        yield from _ratios(part.rule)
