"""Sheets of many plain rows: headings, rows of one shape, a filter, the heads repeated on every page."""

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from dti_core.excel.out.book import Book, Layout
from dti_core.excel.out.front import Line
from dti_core.excel.out.pen import Cell, Pen, Rows


@dataclass(frozen=True)
class Table:
    """What a plain sheet looks like; `styles` and `widths` one per heading."""

    name: str
    heads: Sequence[str]
    styles: Sequence[str]
    widths: Sequence[float]
    tab: int
    fixed: int = 2
    """Columns that stay in sight."""


class Sheet:
    """A plain sheet while its rows are written."""

    def __init__(self, book: Book, table: Table, above: Sequence[Line]) -> None:
        head = len(above) + 1
        first = f"{get_column_letter(table.fixed + 1)}{head + 1}"
        self.pen: Pen = book.sheet(
            table.name, Layout(table.widths, first, repeated=(head, head), tab=table.tab)
        )
        self._table, self._head = table, head
        for text, style, height in above:
            self.pen.banner(text, style, len(table.heads), height)
        self.pen.line([Cell(title, "head") for title in table.heads])
        self.rows: Rows = self.pen.rows(table.styles)

    def close(self) -> None:
        """Let the rows be filtered."""
        last = max(self.pen.row - 1, self._head)
        self.pen.sheet.auto_filter.ref = f"A{self._head}:{get_column_letter(len(self._table.heads))}{last}"
