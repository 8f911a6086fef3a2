"""Buttons to pick one of many with: as many in a row as their labels leave room for."""

from collections.abc import Callable, Sequence

from dti_core.framework.framework import Node
from dti_core.messages.model import Choice
from dti_core.messages.verbs import NOOP, button

PAGE = 40
"""More buttons under one message are a wall, and the platforms take a hundred at most."""
WIDTHS = ((7, 5), (10, 3), (18, 2))
"""Up to so many characters a label, so many in a row."""


def grid(picks: Sequence[Choice]) -> tuple[tuple[Choice, ...], ...]:
    """Rows of equal width."""
    longest = max((len(pick.label) for pick in picks), default=0)
    width = next((count for length, count in WIDTHS if longest <= length), 1)
    return tuple(tuple(picks[i : i + width]) for i in range(0, len(picks), width))


def leaf(
    nodes: Sequence[Node], page: int, pick: Callable[[Node], Choice], other: Callable[[str, int], Choice]
) -> tuple[list[Choice], tuple[Choice, ...]]:
    """One page of picks, and the row that leafs through: empty where all fit. `other` opens another page."""
    count = max(1, -(-len(nodes) // PAGE))
    page %= count
    picks = [pick(node) for node in nodes[page * PAGE : (page + 1) * PAGE]]
    if count == 1:
        return picks, ()
    here = button(f"{page + 1}/{count}", NOOP)
    return picks, (other("‹", (page - 1) % count), here, other("›", (page + 1) % count))
