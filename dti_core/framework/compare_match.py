"""Which criterion of one year is which of the next: by code and title, then by title, then by likeness."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from dti_core.framework.framework import Framework, Node
from dti_core.framework.plain import bare

ALIKE_IN_PLACE = 0.6
"""Likeness of titles from which the same code means the same criterion."""
ALIKE_ELSEWHERE = 0.87
"""Likeness from which another code does."""


@dataclass(frozen=True)
class Match:
    """A row of the old framework and what became of it in the new one."""

    old: Node
    new: Node

    @property
    def renumbered(self) -> bool:
        return self.old.id != self.new.id

    @property
    def retitled(self) -> bool:
        return title(self.old) != title(self.new)


def title(node: Node) -> str:
    """The title as compared: without its capitals and with the document's misprints mended."""
    return " ".join((node.corrected_title or node.title).casefold().split()).rstrip(" .;")


def match(old: Framework, new: Framework) -> tuple[Match, ...]:
    """Pairs in the order of the new framework; what is in no pair was added or removed."""
    pairs: dict[str, str] = {}
    for criteria in (True, False):
        left = [node for node in old.nodes if (node.kind == "criterion") == criteria]
        right = [node for node in new.nodes if (node.kind == "criterion") == criteria]
        pairs |= _pairs(left, right)
    return tuple(Match(old.by_id[pairs[node.id]], node) for node in new.nodes if node.id in pairs)


def _pairs(left: list[Node], right: list[Node]) -> dict[str, str]:
    """New ids to old ids."""
    found: dict[str, str] = {}
    by_id = {node.id: node for node in left}
    for near in (_same, _alike(ALIKE_IN_PLACE)):
        for node in right:
            there = by_id.get(node.id)
            if there and node.id not in found and there.id not in found.values() and near(there, node):
                found[node.id] = there.id
        if near is _same:
            found |= _by_title(_without(left, found.values()), _without(right, found))
    found |= _elsewhere(_without(left, found.values()), _without(right, found))
    return found


def _without(nodes: list[Node], ids: Iterable[str]) -> list[Node]:
    taken = set(ids)
    return [node for node in nodes if node.id not in taken]


def _same(old: Node, new: Node) -> bool:
    return title(old) == title(new)


def _alike(least: float) -> Callable[[Node, Node], bool]:
    return lambda old, new: likeness(old, new) >= least


def likeness(old: Node, new: Node) -> float:
    """0…1, of the words without their marks."""
    return SequenceMatcher(None, bare(title(old)), bare(title(new)), autojunk=False).ratio()


def _by_title(left: list[Node], right: list[Node]) -> dict[str, str]:
    """The same words under another code, where no other row has them."""
    once = _unique(left)
    return {node.id: once[words].id for words, node in _unique(right).items() if words in once}


def _unique(nodes: list[Node]) -> Mapping[str, Node]:
    times = Counter(title(node) for node in nodes)
    return {title(node): node for node in nodes if times[title(node)] == 1}


def _elsewhere(left: list[Node], right: list[Node]) -> dict[str, str]:
    """Moved and reworded at once: the likest pairs first."""
    ranked = sorted(
        ((_quick(old, new), old, new) for old in left for new in right),
        key=lambda each: (-each[0], each[2].id, each[1].id),
    )
    found: dict[str, str] = {}
    for near, old, new in ranked:
        if near >= ALIKE_ELSEWHERE and new.id not in found and old.id not in found.values():
            found[new.id] = old.id
    return found


def _quick(old: Node, new: Node) -> float:
    """Likeness, or 0 where a glance at the letters rules a match out."""
    words = SequenceMatcher(None, bare(title(old)), bare(title(new)), autojunk=False)
    if words.real_quick_ratio() < ALIKE_ELSEWHERE or words.quick_ratio() < ALIKE_ELSEWHERE:
        return 0.0
    return words.ratio()
