"""Numbers that fit each other: parts within their wholes, near what the rules ask, within the hints."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from random import Random

from dti.demo.magnitudes import Magnitudes
from dti.demo.relations import Bound, Use, bounds_of, numbers_of, uses_of
from dti_core.framework.framework import Framework
from dti_core.framework.model import Count, Inverse, Ladder, Ratio, Relative

ONE = Fraction(1)


class Figures:
    """Every number of a framework, drawn once, wholes before their parts."""

    def __init__(self, framework: Framework, random: Random, quality: float) -> None:
        self.random, self.quality = random, quality
        self.usual = Magnitudes(framework.spec.level, random)
        self.items = dict(numbers_of(framework))
        self.uses: dict[str, list[Use]] = {key: [] for key in self.items}
        for key, use in uses_of(framework):
            self.uses[key].append(use)
        self.bounds = tuple(bounds_of(framework))
        self.found: dict[str, Fraction] = {}
        for key in self.items:
            self._draw(key)

    def text(self, key: str) -> str:
        """A figure as it is stored."""
        number = self.found[key]
        digits = Decimal(number.numerator) / Decimal(number.denominator)
        return f"{digits.normalize():f}"

    def _draw(self, key: str) -> None:
        if key in self.found:
            return
        for whole in (whole for use in self.uses[key] for whole in use.denominator):
            self._draw(whole)
        wanted = next((self._wanted(use, key) for use in self.uses[key]), None)
        item = self.items[key]
        if wanted is None:
            wanted = self.usual.of(item.kind, item.label, item.measure or "")
        self.found[key] = self._fitted(key, wanted)

    def _wanted(self, use: Use, key: str) -> Fraction | None:
        """What the rule asks for, more or less; None where any usual figure will do."""
        rule = use.rule
        if isinstance(rule, Count):
            return Fraction(rule.target) * self._about(0.7, 1.0 if rule.target <= 10 else 1.15)
        if isinstance(rule, Ladder):
            return self._step(rule)
        if isinstance(rule, Relative):
            return None
        return self._whole(use, key) * self._share(rule) / Fraction(rule.scale)

    def _whole(self, use: Use, key: str) -> Fraction:
        """What a figure is a part of: (a+b)/(c+d) pairs each with its own, a+b alone share evenly."""
        if len(use.numerator) == len(use.denominator):
            return self.found[use.denominator[use.numerator.index(key)]]
        return (self._sum(use.denominator) if use.denominator else ONE) / len(use.numerator)

    def _share(self, rule: Ratio | Inverse) -> Fraction:
        if isinstance(rule, Inverse):
            width = Fraction(rule.zero_at) - Fraction(rule.full_at)
            return Fraction(rule.full_at) + width * Fraction(1 - self.quality) * self._between(0.0, 1.2)
        target = Fraction(rule.target)
        if rule.below == "zero":
            good = self.random.random() < self.quality
            return target * (self._between(1.0, 1.1) if good else self._between(0.7, 0.99))
        return target * self._about(0.75, 1.04)

    def _step(self, rule: Ladder) -> Fraction:
        good = self.random.random() < self.quality
        return Fraction(rule.steps[0].at_least) * (
            self._between(1.0, 1.3) if good else self._between(0.3, 0.9)
        )

    def _about(self, least: float, most: float) -> Fraction:
        """Around the quality of the office's work."""
        return min(self._between(least * self.quality, most), Fraction(most))

    def _between(self, least: float, most: float) -> Fraction:
        return Fraction(round(self.random.uniform(least, most), 4))

    def _fitted(self, key: str, wanted: Fraction) -> Fraction:
        """As near to what is wanted as its wholes and parts let it be, in whole numbers where counted."""
        limits = [limit for bound in self.bounds for limit in self._limits(bound, key)]
        least = max((limit for limit, is_most in limits if not is_most), default=Fraction(0))
        most = min((limit for limit, is_most in limits if is_most), default=None)
        step = ONE if self.items[key].kind == "count" else _step_of(wanted)
        number = max(_nearest(wanted / step), ceil(least / step)) * step
        if most is None or number <= most:
            return number
        return max(floor(most / step) * step, Fraction(0))

    def _limits(self, bound: Bound, key: str) -> Iterator[tuple[Fraction, bool]]:
        """What a bound leaves for a figure whose partners are known: (limit, whether it is the most)."""
        left, right = self._sum(bound.left), self._sum(bound.right)
        open_left = sum(1 for one in bound.left if one not in self.found)
        open_right = sum(1 for one in bound.right if one not in self.found)
        if key in bound.left and not open_right:
            rest = (right / bound.scale - left) / open_left
            yield rest, True
            if bound.equal:
                yield rest, False
        if key in bound.right and not open_left:
            rest = (left * bound.scale - right) / open_right
            yield rest, False
            if bound.equal:
                yield rest, True

    def _sum(self, keys: tuple[str, ...]) -> Fraction:
        return sum((self.found[key] for key in keys if key in self.found), Fraction(0))


def _nearest(number: Fraction) -> int:
    """Whole; a little is one rather than none."""
    return ceil(number) if number < 1 else floor(number + Fraction(1, 2))


def _step_of(number: Fraction) -> Fraction:
    """To what a measured number is rounded: three digits or more."""
    return next(
        (step for least, step in ((100, ONE), (10, ONE / 10), (1, ONE / 100)) if number >= least), ONE / 10000
    )
