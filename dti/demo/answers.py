"""Plausible answers for any framework: a pure function of the framework, a seeded generator and two dials."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from random import Random

from dti_core.framework.framework import Framework, Node
from dti_core.framework.model import InfoItem, Input, Parts, Rule

INFO_RANGES = {"cơ quan": (0, 6), "máy chủ": (1, 4), "hệ thống": (1, 6), "thủ tục": (20, 120)}
"""Small or large by what the label counts; people and computers otherwise."""
PEOPLE = (28, 90)


@dataclass(frozen=True)
class Facts:
    """What an office would write about itself where words are asked for."""

    name: str
    contact: str
    site: str

    def words(self, kind: str, label: str) -> str:
        """Something fitting for a question of this kind and wording; nobody's real telephone."""
        fixed = {"url": f"https://{self.site}", "email": f"vanphong@{self.site}", "phone": "0900000000"}
        said = {"Tên": self.name, "Họ tên": self.contact, "Đơn vị": "Văn phòng", "Chức vụ": "Chánh Văn phòng"}
        by_label = next(
            (words for start, words in said.items() if label.startswith(start)), "Thành phố Long Xuyên"
        )
        return fixed.get(kind, by_label)


def plausible(
    framework: Framework, random: Random, facts: Facts, *, share: float, quality: float
) -> dict[str, str]:
    """Canonical values by input key: the general information and the first `share` of the criteria."""
    values = {key: text for item in framework.info.values() for key, text in _info(item, random, facts)}
    answered = framework.criteria[: round(len(framework.criteria) * share)]
    for node in answered:
        values |= _Filler(framework, node, values, random, quality).values()
    return values


def _info(item: InfoItem, random: Random, facts: Facts) -> Iterator[tuple[str, str]]:
    if item.kind == "count":
        bounds = next((r for word, r in INFO_RANGES.items() if word in item.label.lower()), PEOPLE)
        yield f"info:{item.id}", str(random.randint(*bounds))
    elif item.kind in ("money", "decimal"):
        yield f"info:{item.id}", str(Decimal(random.randint(20, 400)) / 10)
    elif item.fields:
        yield from ((f"info:{item.id}.{f.id}", facts.words(f.kind, f.label)) for f in item.fields)
    else:
        yield f"info:{item.id}", facts.words(item.kind, item.label)


class _Filler:
    """Fills one criterion: denominators first, then what is counted against them."""

    def __init__(
        self, framework: Framework, node: Node, known: dict[str, str], random: Random, quality: float
    ) -> None:
        self.framework, self.node, self.known, self.random, self.quality = (
            framework,
            node,
            known,
            random,
            quality,
        )
        self.new: dict[str, str] = {}

    def values(self) -> dict[str, str]:
        numerators = {i: den for rule in _leaves(self.node.rule) for i, den in _fractions(rule)}
        own = [item for item in self.node.inputs if item.shared is None]
        for item in sorted(own, key=lambda item: item.id in numerators):
            self.new[f"{self.node.id}:{item.id}"] = self._value(item, numerators.get(item.id, ()))
        return self.new

    def _value(self, item: Input, denominators: tuple[str, ...]) -> str:
        if item.kind == "yes_no":
            return "true" if self.random.random() < self.quality else "false"
        if item.kind == "choice" and item.choices:
            ranked = sorted(item.choices, key=lambda choice: choice.fraction, reverse=True)
            return ranked[0 if self.random.random() < self.quality else -1].value
        if item.kind == "text":
            return "Theo báo cáo năm"
        if denominators:
            return self._part_of(item, self._total(denominators))
        return str(self.random.randint(12, 60))

    def _part_of(self, item: Input, total: Fraction) -> str:
        part = total * Fraction(self.random.randint(int(self.quality * 80), 100), 100)
        if item.kind == "count":
            return str(int(part))
        return str(round(Decimal(part.numerator) / Decimal(part.denominator), 1))

    def _total(self, inputs: tuple[str, ...]) -> Fraction:
        items = [item for item in self.node.inputs if item.id in inputs]
        keys = [key for item in items for key in self.framework.keys_of(self.node.id, item)]
        return sum((Fraction((self.known | self.new).get(key, "0")) for key in keys), Fraction(0))


def _leaves(rule: Rule | None) -> Iterator[Rule]:
    if isinstance(rule, Parts):
        for part in rule.parts:
            yield from _leaves(part.rule)
    elif rule is not None:
        yield rule


def _fractions(rule: Rule) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each numerator of a rule with its denominators."""
    denominators = getattr(rule, "denominator", ())
    for numerator in getattr(rule, "numerator", ()):
        yield numerator, denominators
