"""Ranks: points as published (two decimals), highest first, equals share a rank."""

from collections.abc import Mapping
from fractions import Fraction

from dti_core.scoring.rounding import half_up


def ranks(points: Mapping[str, Fraction]) -> dict[str, int]:
    """Unit → rank (1, 2, 2, 4). Points that read the same after rounding to two decimals are equal."""
    shown = {unit: half_up(value, 2) for unit, value in points.items()}
    first: dict[object, int] = {}
    for position, value in enumerate(sorted(shown.values(), reverse=True), start=1):
        first.setdefault(value, position)
    return {unit: first[value] for unit, value in shown.items()}
