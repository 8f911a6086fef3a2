"""Tables whose cells the conversion to text ran together: code, title over several lines, maximum."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from tests.framework.readers.rows import Row, depth_of, fold

DOTTED = re.compile(r"(\d+(?:\.+\d+)+)(?: +|$)")
INDEX = re.compile(r"(\d+) +(?=\D)")
LAST_NUMBER = re.compile(r"(?<!\S)(?<!mức độ )\d+$")
"""A maximum is the last word of a line; the number of a level ("mức độ 4") belongs to the title."""


@dataclass
class _Open:
    """The row that is being read."""

    code: str | None = None
    title: list[str] = field(default_factory=list)

    def closed(self, maximum: Fraction | None, depth: int) -> Row:
        return Row(self.code, fold("\n".join(self.title)), maximum, depth)


def rows(table: Iterable[str], codeless_depth: int = 0) -> Iterator[Row]:
    """Every row of the table's lines. A row ends at its maximum, or, if it prints none, at the next code.

    A row without a code is refused unless `codeless_depth` tells how deep such rows stand.
    """
    row = _Open()
    for line in table:
        match = DOTTED.match(line) or (None if row.title or row.code else INDEX.match(line))
        if match:
            if row.title:
                yield row.closed(None, _depth(row, codeless_depth))
            row = _Open(match.group(1))
        rest = line[match.end() :] if match else line
        ending = LAST_NUMBER.search(rest)
        row.title.append(rest[: ending.start()] if ending else rest)
        if ending:
            yield row.closed(Fraction(ending.group()), _depth(row, codeless_depth))
            row = _Open()
    assert not any(row.title), f"no maximum after {row.title}"


def _depth(row: _Open, codeless_depth: int) -> int:
    assert row.code or codeless_depth, f"no code before {row.title}"
    return depth_of(row.code) if row.code else codeless_depth
