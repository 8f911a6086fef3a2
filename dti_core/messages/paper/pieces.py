"""Long texts in pieces that each fit on a page, and in one row of a workbook."""

from collections.abc import Iterable

MOST = 400
"""Characters in one row of a table: a row never goes over a page, however narrow its column."""
MOST_LINES = 12


def pieces(lines: Iterable[str], most: int = MOST) -> list[str]:
    """The lines in blocks for one row each, nothing left out; at least one block."""
    blocks: list[list[str]] = [[]]
    for line in (part for whole in lines for part in _cut(whole, most)):
        length = sum(len(each) for each in blocks[-1])
        if blocks[-1] and (length + len(line) > most or len(blocks[-1]) >= MOST_LINES):
            blocks.append([])
        blocks[-1].append(line)
    return ["\n".join(block) for block in blocks]


def _cut(line: str, most: int) -> list[str]:
    """A line in parts, at a space where there is one in the last fifth."""
    parts = []
    while len(line) > most:
        at = line.rfind(" ", most * 4 // 5, most)
        at = most if at < 0 else at
        parts.append(line[:at].rstrip())
        line = line[at:].lstrip()
    return [*parts, line] if line or not parts else parts
