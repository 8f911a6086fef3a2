"""Pools: several criteria that share one maximum."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from dti_core.scoring.award import Award, PoolShare, best_for, exempt_award
from dti_core.scoring.model import Best, PeerKey
from dti_core.scoring.outcome import ONE, ZERO
from dti_core.scoring.plan import CriterionPlan, PoolPlan
from dti_core.scoring.standing import Standing

Standings = Mapping[str, Standing]


def share_out(
    pool: PoolPlan, standings: Standings, bests: Mapping[PeerKey, Best], group: str
) -> dict[str, Award]:
    """Every member's award; together they never exceed the pool's maximum.

    1. An exempt member takes an even part (maximum / members) out of the pool and earns what its exemption
       gives of that.
    2. A member that is dropped just leaves, and the others share the whole. Where nobody stays, the dropped
       members' even parts leave the attainable total.
    3. Members with an assessor's points keep those (scaled down if together they exceed what is left).
    4. What is left, times min(1, sum of numerators / sum of denominators) over the members answered, is split
       among them in proportion to their numerators, so that the parts add up exactly. A denominator that
       several of them share (the same stored keys) counts once.
    """
    even = pool.maximum / len(pool.members)
    gone = {one.id for one in pool.members if _leaves(standings[one.id])}
    awards = _exempt(pool, standings, bests, group)
    staying = [one for one in pool.members if one.id not in awards and one.id not in gone]
    awards |= {one: Award(ZERO, dropped=ZERO if staying else even) for one in gone}
    left = pool.maximum - even * (len(pool.members) - len(staying) - len(gone))
    awards |= _assessed(staying, standings, left)
    left -= sum((awards[one.id].points for one in staying if one.id in awards), ZERO)
    awards |= _split([one for one in staying if one.id not in awards], standings, left)
    total = sum((award.points for award in awards.values()), ZERO)
    return {one: _with_total(award, total, pool.maximum) for one, award in awards.items()}


def _with_total(award: Award, total: Fraction, maximum: Fraction) -> Award:
    share = award.pool or PoolShare(total, maximum)
    return replace(award, pool=replace(share, total=total))


def _by_figures(standing: Standing) -> bool:
    return standing.state == "answered" or (standing.state == "assessed" and standing.measured)


def _leaves(standing: Standing) -> bool:
    if standing.exemption is None:
        return standing.state == "exempt"
    return standing.exemption.gives == "drop"


def _exempt(
    pool: PoolPlan, standings: Standings, bests: Mapping[PeerKey, Best], group: str
) -> dict[str, Award]:
    even = pool.maximum / len(pool.members)
    awards = {}
    for member in pool.members:
        exemption = standings[member.id].exemption
        if exemption is not None and exemption.gives != "drop":
            best = best_for(bests, member.id, exemption, group)
            awards[member.id] = exempt_award(member, exemption, best, even)
    return awards


def _assessed(members: list[CriterionPlan], standings: Standings, left: Fraction) -> dict[str, Award]:
    found = {one.id: standings[one.id] for one in members}
    given = {
        one: standing.given
        for one, standing in found.items()
        if standing.state == "assessed" and not standing.measured
    }
    total = sum(given.values(), ZERO)
    factor = left / total if total > left else ONE
    return {one: Award(points * factor) for one, points in given.items()}


def _split(members: list[CriterionPlan], standings: Standings, left: Fraction) -> dict[str, Award]:
    answered = [one for one in members if _by_figures(standings[one.id])]
    flags = ("pool_incomplete",) if 0 < len(answered) < len(members) else ()
    pairs = {one.id: one.rule.pair(standings[one.id].outcome) for one in answered}
    tops = sum((top for top, _ in pairs.values()), ZERO)
    wholes = {_whole_of(one): pairs[one.id][1] for one in answered}
    share = PoolShare(ZERO, left, tuple(top for top, _ in pairs.values()), tuple(wholes.values()))
    if not any(wholes.values()):
        parts = _nothing_to_divide(answered, standings)
    else:
        parts = {one: share.fraction * top / tops if tops else ZERO for one, (top, _) in pairs.items()}
    return {
        one.id: Award(
            left * parts.get(one.id, ZERO),
            flags=flags,
            pool=replace(share, own=pairs[one.id][0] if one.id in pairs else ZERO),
        )
        for one in members
    }


def _whole_of(member: CriterionPlan) -> tuple[str, ...]:
    """What tells denominators apart: the stored keys that they are the sum of."""
    keys = sorted(key for item in member.rule.whole() for key in member.inputs[item].keys)
    return tuple(keys) or (member.id,)


def _nothing_to_divide(answered: list[CriterionPlan], standings: Standings) -> dict[str, Fraction]:
    """All denominators 0: full where a member's rule says `max`, split evenly over those."""
    full = [one.id for one in answered if standings[one.id].outcome.fraction == ONE]
    return {one: Fraction(1, len(full)) for one in full}
