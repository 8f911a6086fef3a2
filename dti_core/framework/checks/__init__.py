"""Structural checks: what the shape of single entries cannot tell, because it holds between them."""

from collections.abc import Callable, Iterable

from dti_core.framework.checks import (
    anomalies,
    basis,
    beside,
    exemptions,
    ids,
    points,
    references,
    rules,
    shared,
)
from dti_core.framework.checks.tree import Tree
from dti_core.framework.model import FrameworkSpec
from dti_core.framework.problems import Finding

THEMES: tuple[Callable[[Tree], Iterable[Finding]], ...] = (
    ids.check,
    points.check,
    rules.check,
    shared.check,
    references.check,
    exemptions.check,
    basis.check,
    beside.check,
    anomalies.check,
)
COVERABLE = frozenset(
    {
        "code-under-wrong-parent",
        "max-over-parent",
        "sum-differs",
        "total-differs",
        "pillar-sum-differs",
        "missing-max",
        "exemption-empty",
    }
)
"""What a decision itself may print wrong; all else is the author's mistake and no anomaly excuses it."""


def check(spec: FrameworkSpec) -> tuple[list[Finding], list[Finding]]:
    """Structural problems: those that stand, and those that an anomaly of the document explains."""
    tree = Tree(spec)
    found = [finding for theme in THEMES for finding in theme(tree)]
    covers = {cover for anomaly in spec.anomalies for cover in anomaly.covers}
    explained = [each for each in found if each.code in COVERABLE and each.cover in covers]
    standing = [each for each in found if each not in explained]
    return [*standing, *anomalies.idle(spec, {each.cover for each in explained})], explained
