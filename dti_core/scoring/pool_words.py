"""A pool member's arithmetic: its own figures, and how the shared maximum is divided, to follow on paper."""

from collections.abc import Iterable
from fractions import Fraction

from dti_core.scoring import texts
from dti_core.scoring.award import Award, PoolShare
from dti_core.scoring.outcome import ZERO, Outcome, Words
from dti_core.scoring.plan import CriterionPlan, PoolPlan
from dti_core.scoring.rounding import equals, vietnamese


def pool_words(pool: PoolPlan, criterion: CriterionPlan, outcome: Outcome, award: Award) -> Words:
    """The member's own division, then the sums over all members and its share of what they earn."""
    share = award.pool or PoolShare(ZERO, pool.maximum)
    rule = criterion.rule
    own = rule.words(outcome, criterion.maximum).text if award.dropped else rule.share_words(outcome)
    others = ", ".join(member.node.name for member in pool.members if member.id != criterion.id)
    text = f"{own}; {texts.POOL.format(others=others, maximum=vietnamese(pool.maximum))}"
    if share.left != pool.maximum:
        text += texts.POOL_LEFT.format(left=vietnamese(share.left))
    waiting = "pool_incomplete" in award.flags
    text += texts.POOL_WAITING if waiting else ""
    tops = sum(share.tops, ZERO)
    if len(share.tops) > 1 and tops and sum(share.wholes, ZERO) and not award.dropped:
        return Words(text + _division(share, tops), equation=True)
    return Words(text if waiting else text + texts.POOL_TOTAL.format(total=vietnamese(share.total)))


def _division(share: PoolShare, tops: Fraction) -> str:
    earned = share.fraction * share.left
    facts = {
        "sums": f"{_added(share.tops)}/{_added(share.wholes)}",
        "left": vietnamese(share.left),
        "earned": f"{equals(earned)} {vietnamese(earned)}",
    }
    whole = texts.POOL_CAPPED if tops > sum(share.wholes, ZERO) else texts.POOL_SUM
    part = f"{vietnamese(share.own, 6)}/{vietnamese(tops, 6)}"
    return whole.format(**facts) + texts.POOL_OWN.format(part=part, earned=vietnamese(earned))


def _added(numbers: Iterable[Fraction]) -> str:
    """ "(20 + 30)", or a single number as it is."""
    told = [vietnamese(number, 6) for number in numbers]
    return told[0] if len(told) == 1 else f"({' + '.join(told)})"
