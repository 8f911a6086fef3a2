"""From an authored rule to one that measures: the table of every kind of rule there is."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, NamedTuple

from dti_core.framework.model import (
    Assessed,
    Count,
    Input,
    Inverse,
    Ladder,
    Parts,
    Ratio,
    Relative,
    Rule,
    YesNo,
)
from dti_core.scoring.rules.assessed import AssessedRule
from dti_core.scoring.rules.base import CompiledRule
from dti_core.scoring.rules.count import CountRule
from dti_core.scoring.rules.inverse import InverseRule
from dti_core.scoring.rules.ladder import ChoiceLadder, CountLadder
from dti_core.scoring.rules.parts import PartPlan, PartsRule
from dti_core.scoring.rules.quotient import Quotient
from dti_core.scoring.rules.ratio import RatioRule
from dti_core.scoring.rules.relative import RelativeRule
from dti_core.scoring.rules.yes_no import YesNoRule


class Place(NamedTuple):
    """Where a rule stands: its criterion's inputs, and the key under which peers see its value."""

    inputs: Mapping[str, Input]
    key: str


def compile_rule(rule: Rule, at: Place) -> CompiledRule:
    """The measuring form of an authored rule. Raises `KeyError` for a kind that has none."""
    return COMPILERS[type(rule)](rule, at)


def _quotient(rule: Ratio | Inverse | Relative) -> Quotient:
    return Quotient(
        rule.numerator,
        rule.denominator,
        None if rule.scale == 1 else Fraction(rule.scale),
        rule.zero_denominator,
    )


def _ladder(rule: Ladder, at: Place) -> CompiledRule:
    if rule.input is None:
        steps = tuple((Fraction(step.at_least), Fraction(step.fraction)) for step in rule.steps)
        return CountLadder(rule.exists, rule.count or "", steps)
    choices = at.inputs[rule.input].choices or ()
    fractions = {choice.value: Fraction(choice.fraction) for choice in choices}
    return ChoiceLadder(rule.input, fractions, {choice.value: choice.label for choice in choices})


def _parts(rule: Parts, at: Place) -> CompiledRule:
    places = [Place(at.inputs, f"{at.key}#{number}") for number in range(1, len(rule.parts) + 1)]
    return PartsRule(
        tuple(
            PartPlan(Fraction(part.weight), part.title, compile_rule(part.rule, place))
            for part, place in zip(rule.parts, places, strict=True)
        )
    )


COMPILERS: Mapping[type, Callable[[Any, Place], CompiledRule]] = {
    YesNo: lambda rule, at: YesNoRule(rule.inputs),
    Ladder: _ladder,
    Ratio: lambda rule, at: RatioRule(
        _quotient(rule), Fraction(rule.target), rule.below, rule.excess == "allow"
    ),
    Count: lambda rule, at: CountRule(rule.input, Fraction(rule.target)),
    Inverse: lambda rule, at: InverseRule(_quotient(rule), Fraction(rule.full_at), Fraction(rule.zero_at)),
    Relative: lambda rule, at: RelativeRule(_quotient(rule), rule.scope, at.key),
    Assessed: lambda rule, at: AssessedRule(),
    Parts: _parts,
}
