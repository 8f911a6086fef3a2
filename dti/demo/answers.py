"""Plausible answers for any framework: a pure function of the framework, a seeded generator and two dials."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from dti.demo.figures import Figures
from dti.demo.relations import NUMERIC, leaves
from dti_core.framework.framework import Framework, Node
from dti_core.framework.model import InfoItem, Input, Ladder


@dataclass(frozen=True)
class Facts:
    """What an office would write about itself where words are asked for."""

    name: str
    contact: str
    site: str
    place: str

    def words(self, kind: str, label: str) -> str:
        """Something fitting for a question of this kind and wording; nobody's real telephone."""
        fixed = {"url": f"https://{self.site}", "email": f"vanphong@{self.site}", "phone": "0900000000"}
        said = {"Tên": self.name, "Họ tên": self.contact, "Đơn vị": "Văn phòng", "Chức vụ": "Chánh Văn phòng"}
        by_label = next((words for start, words in said.items() if label.startswith(start)), self.place)
        return fixed.get(kind, by_label)


def plausible(
    framework: Framework, random: Random, facts: Facts, *, share: float, quality: float
) -> dict[str, str]:
    """Canonical values by input key: the general information and the first `share` of what is asked."""
    figures = Figures(framework, random, quality)
    values = {key: text for item in framework.spec.info for key, text in _info(item, figures, facts)}
    asked = [node for node in framework.criteria if "self" in node.assessors]
    for node in asked[: round(len(asked) * share)]:
        values |= _Filler(framework, figures, random, quality).values(node)
    return values


def _info(item: InfoItem, figures: Figures, facts: Facts) -> Iterator[tuple[str, str]]:
    if item.kind in NUMERIC:
        yield f"info:{item.id}", figures.text(f"info:{item.id}")
    elif item.fields:
        yield from ((f"info:{item.id}.{f.id}", facts.words(f.kind, f.label)) for f in item.fields)
    else:
        yield f"info:{item.id}", facts.words(item.kind, item.label)


@dataclass(frozen=True)
class _Filler:
    """Fills one criterion in, with what it takes from others."""

    framework: Framework
    figures: Figures
    random: Random
    quality: float

    def values(self, node: Node) -> dict[str, str]:
        own = {item.id: self._value(node, item) for item in node.inputs if item.shared is None}
        for rule in leaves(node.rule):
            if isinstance(rule, Ladder) and rule.exists is not None and own.get(rule.exists) == "false":
                own.pop(rule.count or "", None)  # nobody is asked how many there are of what does not exist
        taken = {
            key: self.figures.text(key)
            for item in node.inputs
            for key in self.framework.keys_of(node.id, item)
            if item.shared is not None and key in self.figures.found
        }
        return taken | {f"{node.id}:{name}": text for name, text in own.items()}

    def _value(self, node: Node, item: Input) -> str:
        good = self.random.random() < self.quality
        if item.kind == "yes_no":
            return "true" if good else "false"
        if item.kind == "choice" and item.choices:
            ranked = sorted(item.choices, key=lambda choice: choice.fraction, reverse=True)
            return ranked[0 if good else self.random.randrange(1, len(ranked))].value
        if item.kind == "text":
            return "Theo báo cáo năm"
        return self.figures.text(f"{node.id}:{item.id}")
