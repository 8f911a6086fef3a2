"""From standing to points: by rule, by an assessor, or by what an exemption gives."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from dti_core.scoring.model import Best, PeerKey
from dti_core.scoring.outcome import ONE, ZERO
from dti_core.scoring.plan import CriterionPlan, ExemptionPlan
from dti_core.scoring.standing import Standing

ALL = "*"
"""The scope of every group together in a `PeerKey`."""


@dataclass(frozen=True, slots=True)
class Award:
    """Points, what leaves the attainable total, and what was borrowed from the best peer."""

    points: Fraction
    dropped: Fraction = ZERO
    borrowed: Fraction | None = None
    """The best peer's measured value, where that was put through the rule."""
    flags: tuple[str, ...] = ()
    pool: "PoolShare | None" = None


@dataclass(frozen=True, slots=True)
class PoolShare:
    """How a pool was divided, as far as it can be followed on paper."""

    total: Fraction
    """What all members earn together."""
    left: Fraction
    """The maximum less what exempt and assessed members took out of it."""
    tops: tuple[Fraction, ...] = ()
    """The numerators of the members whose answers count, in the order of the document."""
    wholes: tuple[Fraction, ...] = ()
    """Their denominators, one that several members share only once."""
    own: Fraction = ZERO
    """This member's numerator."""

    @property
    def fraction(self) -> Fraction:
        """The part of `left` that is earned: sum of numerators / sum of denominators, at most 1."""
        whole = sum(self.wholes, ZERO)
        return min(ONE, sum(self.tops, ZERO) / whole) if whole else ZERO


def award_of(criterion: CriterionPlan, standing: Standing, best: Best | None) -> Award:
    """The points of a criterion outside pools; `best` is of the exemption's scope where it needs peers."""
    maximum = criterion.maximum
    if standing.exemption is not None:
        return exempt_award(criterion, standing.exemption, best, maximum)
    if standing.state == "assessed" and not standing.measured:
        return Award(standing.given)
    if standing.state == "exempt":
        return Award(ZERO, dropped=maximum)
    if not standing.by_rule:
        return Award(ZERO)
    outcome = standing.outcome
    return Award(outcome.fraction * maximum, dropped=outcome.dropped * maximum if outcome.dropped else ZERO)


def exempt_award(
    criterion: CriterionPlan, exemption: ExemptionPlan, best: Best | None, share: Fraction
) -> Award:
    """What an exemption gives of `share`, the maximum that the criterion has (in a pool: its even part)."""
    if exemption.gives == "max":
        return Award(share)
    if exemption.gives == "zero":
        return Award(ZERO)
    if exemption.gives == "drop":
        return Award(ZERO, dropped=share)
    if best is None or best.points is None:
        return Award(ZERO, flags=("no_peer",))
    by_value = exemption.gives == "best_value" and best.value is not None and not criterion.relatives
    if by_value and best.value is not None:
        return Award(criterion.rule.at(best.value) * share, borrowed=best.value)
    borrowed = best.value if exemption.gives == "best_value" else None
    return Award(min(share, best.points), borrowed=borrowed)


def best_for(
    bests: Mapping[PeerKey, Best], criterion_id: str, exemption: ExemptionPlan | None, group: str
) -> Best | None:
    """The best peers of the exemption's scope."""
    if exemption is None or not exemption.needs_peers:
        return None
    return bests.get((criterion_id, group if exemption.scope == "group" else ALL))
