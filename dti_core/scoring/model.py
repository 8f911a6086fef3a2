"""What goes into scoring and what comes out: plain values, exact arithmetic."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

Value = Fraction | bool | str
"""A number in its printed measure, yes/no, or a choice's value / a text."""

State = Literal["answered", "partial", "missing", "not_asked", "requested", "exempt", "pending", "assessed"]


@dataclass(frozen=True)
class UnitAnswers:
    """All that scoring knows about one unit. `values` is keyed by stored input key (`info:5`, `3.1:a`)."""

    id: str
    group: str
    name: str | None = None
    volunteer: bool = False
    traits: frozenset[str] = frozenset()
    values: Mapping[str, Value] = field(default_factory=dict)
    requested: Mapping[str, str] = field(default_factory=dict)
    """Criterion → reason of a request for "không áp dụng" that is not granted (worth 0)."""
    exemptions: Mapping[str, str] = field(default_factory=dict)
    """Criterion → kind of a granted exemption."""
    assessments: Mapping[str, Mapping[str, Fraction]] = field(default_factory=dict)
    """Assessor → criterion → points."""
    measured: Mapping[str, Mapping[str, Value]] = field(default_factory=dict)
    """Assessor → stored input key → what the assessor measured; kept apart from what the unit says."""


@dataclass(frozen=True)
class PeerValue:
    """What one unit shows its peers for a criterion: its value, and its points where they need no peers."""

    value: Fraction | None
    points: Fraction | None


@dataclass(frozen=True)
class Best:
    """The best of the non-exempt, non-volunteer peers for a criterion and scope; None where none has any."""

    value: Fraction | None
    points: Fraction | None
    count: int = 0
    """How many peers have shown a value: a unit that is alone has nobody to be compared with."""
    holders: tuple[str, ...] = ()
    """Up to two of those peers, so that a unit can tell whether anybody but itself is there."""


PeerKey = tuple[str, str]
"""(criterion, scope) where scope is a group id or "all" ("*")."""


@dataclass(frozen=True)
class CriterionScore:
    """Points (0…max, exact) of one criterion, what they rest on, and a Vietnamese sentence to say so."""

    id: str
    points: Fraction
    state: State
    basis: Literal["decision", "assumed"]
    explanation: str
    flags: tuple[str, ...] = ()
    """Warnings for staff: excess (num > den), no_peer (nobody left to take the best from)…"""
    arithmetic: str = ""
    """The sentence without points and basis ("57/60 = 95% × 20"), for messages that tell the points."""


@dataclass(frozen=True)
class UnitScore:
    """Everything a unit's score says. `points` ranks; `score` is the headline the document prints."""

    id: str
    group: str
    volunteer: bool
    points: Fraction
    score: Fraction
    attainable: Fraction
    """Sum of maxima less what exemptions drop from the denominator."""
    indices: Mapping[str, Fraction]
    pillars: Mapping[str, Fraction]
    criteria: Mapping[str, CriterionScore]
    rank: int | None = None
