"""How points come together: shared maxima, pillars, the headline and whose points prevail."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from dti_core.framework.model.basis import BasisRef
from dti_core.framework.model.words import Code, Name, Strict, Text


class PoolSpec(Strict):
    """Criteria that share one maximum: points = max * min(1, sum(numerators) / sum(denominators)), and a
    denominator that several of them share (the same stored value) counts once."""

    id: Name
    title: Text
    max: Decimal = Field(gt=0)
    basis: BasisRef


class Pillar(Strict):
    """A total that the framework computes beside the grand total, over the named indices."""

    id: Name
    title: Text
    max: Decimal
    indices: Annotated[tuple[Code, ...], Field(min_length=1)]
    basis: BasisRef


class Headline(Strict):
    """What `score` is: the sum of points, or the mean of the pillars (raw)."""

    kind: Literal["sum", "pillar_mean"] = "sum"
    basis: BasisRef


class Assessor(Strict):
    """A column in which points are given: self, department, online, expert, council."""

    id: Literal["self", "department", "online", "expert", "council"]
    title: Text


class Merge(Strict):
    """Which assessor prevails in the final points: the first of `order` that has given points."""

    order: Annotated[tuple[str, ...], Field(min_length=1)]
    basis: BasisRef
