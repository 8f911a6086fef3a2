"""One row of the table as a line: its code, words, maximum, marks and notes, not yet placed in the tree."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from dti_core.excel.annex.headings import ASSESSORS
from dti_core.excel.annex.maxima import Maximum, maximum
from dti_core.excel.annex.tables import Table
from dti_core.excel.book import Cell

MARKS = frozenset({"x", "v", "✓", "✔", "√", "☑", "+", "có"})
WORDS = ("note", "method", "evidence", "provider")


@dataclass(frozen=True)
class Line:
    """A row as read. `shared` is the maximum's cell where it spans this row and others."""

    row: int
    code: Cell | None
    title: str
    max: Maximum
    max_ref: str
    marks: tuple[str, ...]
    words: Mapping[str, str]
    bold: bool
    shared: Cell | None = None

    @property
    def empty(self) -> bool:
        return not (self.code or self.title or self.words or self.marks or self.has_max)

    @property
    def has_max(self) -> bool:
        return self.max.value is not None or self.max.trouble is not None


class Lines:
    """The rows of a table, read one at a time."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.assessors = tuple(each.holds for each in table.columns if each.holds in ASSESSORS)

    def line(self, row: int) -> Line:
        """What stands in a row, merged notes and maxima of rows above included."""
        titles = self.table.cells(row, "title")
        cell = self.table.cell(row, "max")
        return Line(
            row=row,
            code=self.table.cell(row, "code"),
            title=" ".join(each.text for each in titles),
            max=maximum(cell),
            max_ref=cell.ref if cell else "",
            marks=tuple(name for name in self.assessors if name and self._marked(row, name)),
            words={name: words for name in WORDS if (words := self._words(row, name))},
            bold=bool(titles) and all(each.bold for each in titles),
            shared=self._over(row, "max"),
        )

    def _marked(self, row: int, name: str) -> bool:
        return any(each.text.casefold() in MARKS for each in self.table.cells(row, name))

    def _words(self, row: int, name: str) -> str:
        cell = self.table.cell(row, name) or self._over(row, name)
        return "\n".join(line.strip() for line in cell.lines.strip().splitlines()) if cell else ""

    def _over(self, row: int, name: str) -> Cell | None:
        """The merged cell that covers this row (begins in it or above)."""
        return next((each for each in self._tall.get(name, ()) if each.row <= row <= each.last_row), None)

    @cached_property
    def _tall(self) -> Mapping[str, tuple[Cell, ...]]:
        """Cells that are merged downwards, by what their column holds."""
        rows = range(self.table.first, self.table.last + 1)
        return {
            name: tuple(c for row in rows for c in self.table.cells(row, name) if c.last_row > c.row)
            for name in (*WORDS, "max")
        }
