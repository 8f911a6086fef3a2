"""How high a row must be for its text to be read: viewers seldom find out by themselves, printers never."""

from math import ceil

LINE = 15.0
"""Points of one line."""
HIGHEST = 400.0
"""A row holds 409 points."""
NARROW = 1.32
"""Letters of our typeface that fit into the width of one digit of the standard one."""


def lines(text: str, width: float) -> int:
    """How many lines a text takes in a column of this width."""
    room = max(1.0, (width - 0.5) * NARROW)
    if len(text) <= room and "\n" not in text:
        return 1
    return sum(max(1, ceil(len(part) / room)) for part in text.split("\n"))


def height(count: int) -> float | None:
    """The height of so many lines; None for one, which every viewer gives by itself."""
    return None if count <= 1 else min(HIGHEST, count * LINE + 1)
