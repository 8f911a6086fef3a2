"""How numbers become points: the primitives that every framework is made of."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from dti_core.framework.model.basis import RuleBasis
from dti_core.framework.model.words import InputId, Strict

Inputs = Annotated[tuple[InputId, ...], Field(min_length=1)]


class YesNo(Strict):
    """Full points when every listed input is true."""

    type: Literal["yes_no"]
    inputs: Inputs
    basis: RuleBasis


class LadderStep(Strict):
    """From `at_least` on, `fraction` of the maximum."""

    at_least: Decimal = Field(ge=0)
    fraction: Decimal = Field(ge=0, le=1)


class Ladder(Strict):
    """The fraction of a choice (`input`), or of the first step that `count` reaches (0 if not `exists`)."""

    type: Literal["ladder"]
    input: InputId | None = None
    exists: InputId | None = None
    count: InputId | None = None
    steps: tuple[LadderStep, ...] = ()
    basis: RuleBasis


ZeroDenominator = Literal["max", "not_applicable", "zero"]


class Ratio(Strict):
    """r = sum(num) * scale / sum(den); full from `target` on, below it r/T (`scaled`), r (`raw`) or 0."""

    type: Literal["ratio"]
    numerator: Inputs
    denominator: Inputs
    scale: Decimal = Field(default=Decimal(1), gt=0)
    target: Decimal = Field(default=Decimal(1), gt=0)
    below: Literal["scaled", "raw", "zero"] = "scaled"
    zero_denominator: ZeroDenominator = "zero"
    excess: Literal["refuse", "warn", "allow"] = "refuse"
    """What numerator > denominator is: a mistake, possible here, or natural (they are not part and whole)."""
    basis: RuleBasis


class Count(Strict):
    """n / target, capped at the maximum."""

    type: Literal["count"]
    input: InputId
    target: Decimal = Field(gt=0)
    basis: RuleBasis


class Inverse(Strict):
    """Lower is better: (zero_at - x) / (zero_at - full_at) within 0…1; x = sum(num) * scale / sum(den)."""

    type: Literal["inverse"]
    numerator: Inputs
    denominator: tuple[InputId, ...] = ()
    scale: Decimal = Field(default=Decimal(1), gt=0)
    full_at: Decimal = Field(default=Decimal(0), ge=0)
    zero_at: Decimal = Field(gt=0)
    zero_denominator: ZeroDenominator = "zero"
    basis: RuleBasis


class Relative(Strict):
    """r / best r among the peers of `scope` (a reference from outside may be higher)."""

    type: Literal["relative"]
    numerator: Inputs
    denominator: tuple[InputId, ...] = ()
    scale: Decimal = Field(default=Decimal(1), gt=0)
    scope: Literal["group", "all"] = "group"
    zero_denominator: ZeroDenominator = "zero"
    basis: RuleBasis


class Assessed(Strict):
    """0…max given by an assessor, with a reason; nothing is asked of the contact but evidence."""

    type: Literal["assessed"]
    basis: RuleBasis


class Part(Strict):
    """A weighted sub-rule of `parts`; weights sum to at most 1."""

    weight: Decimal = Field(gt=0, le=1)
    title: str | None = None
    rule: "Rule"


class Parts(Strict):
    """The sum of weighted sub-rules."""

    type: Literal["parts"]
    parts: Annotated[tuple[Part, ...], Field(min_length=1)]
    basis: RuleBasis


Rule = Annotated[
    YesNo | Ladder | Ratio | Count | Inverse | Relative | Assessed | Parts, Field(discriminator="type")
]
