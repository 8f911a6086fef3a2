"""Reads the tables of a decision's plain text without any knowledge of the framework file."""

import re
from dataclasses import dataclass
from itertools import pairwise

CODE = re.compile(r"\d+(\.\d+)?")


@dataclass(frozen=True)
class Row:
    """A coded line of the annex, as printed."""

    code: str
    title: str
    points: int


def between(text: str, start: str, end: str) -> str:
    """The text after `start` and before the next `end`; both must be there."""
    _, found, rest = text.partition(start)
    inside, closed, _ = rest.partition(end)
    assert found, start
    assert closed, end
    return inside


def rows(table: str) -> list[Row]:
    """Code, title and points of every line: a title runs up to the next number that stands alone."""
    words = re.sub(r"-\s*\n\s*", "-", table).split()
    found: list[Row] = []
    title: list[str] = []
    code = ""
    for word in words:
        if not code and CODE.fullmatch(word):
            code = word
        elif code and word.isdigit():
            found.append(Row(code, " ".join(title), int(word)))
            code, title = "", []
        else:
            title.append(word)
    assert code == "", f"{code} has no points"
    return found


def numbered_labels(table: str) -> dict[int, str]:
    """The labels of a plain numbered list, in order, while the numbers go up by one."""
    lines = [" ".join(line.split()) for line in table.splitlines() if line.strip()]
    matches = [re.fullmatch(r"(\d+) (.+)", line) for line in lines]
    found = {int(match.group(1)): match.group(2) for match in matches if match}
    assert all(later == earlier + 1 for earlier, later in pairwise(found))
    return found
