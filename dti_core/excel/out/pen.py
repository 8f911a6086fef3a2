"""Writes a sheet from top to bottom and forgets what is written, so that size costs time, not memory."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

from openpyxl.cell import WriteOnlyCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink

from dti_core.excel.out import heights
from dti_core.excel.out.inert import inert, needs_quote
from dti_core.excel.out.styles import Styles

MOST_LINKS = 60_000
"""A sheet holds 65,530 links; what comes after is text that can still be copied."""
LONGEST_LINK = 2_000
SHORT = 6
"""Texts below this length fit into any column."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A live formula and what it comes to now, so that a viewer that does not calculate shows it too."""

    text: str
    value: Fraction | int


Value = str | int | Fraction | datetime | date | bool | Formula | None


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell and how. `link`: an address, a path beside the book, or `#'Sheet'!A1`."""

    value: Value
    style: str = "text"
    link: str | None = None


class Pen:
    """One sheet being written. `row` is the number of the next row."""

    def __init__(self, sheet: Any, styles: Styles, zone: str, widths: Sequence[float]) -> None:
        self.sheet = sheet
        self.widths = widths
        self.row = 1
        self.results: list[float] = []
        """What the formulas come to, in the order in which they stand in the sheet."""
        self._styles = styles
        self._zone = ZoneInfo(zone)
        self._links = 0

    def line(self, cells: Sequence[Cell | None], height: float | None = None) -> int:
        """Write a row; its number. None leaves a cell out."""
        texts = [cell.value if cell is not None else None for cell in cells]
        high = height or heights.height(tallest(texts, self.widths))
        return self.put([None if cell is None else self._cell(cell) for cell in cells], high)

    def put(self, made: Sequence[Any], height: float | None) -> int:
        """Write cells that are ready."""
        if height is not None:
            self.sheet.row_dimensions[self.row].height = height
        self.sheet.append(made)
        if height is not None:
            del self.sheet.row_dimensions[self.row]  # written: nobody asks for it again
        self.row += 1
        return self.row - 1

    def rows(self, styles: Sequence[str]) -> "Rows":
        """For many rows of one shape."""
        return Rows(self, styles)

    def skip(self, count: int = 1) -> None:
        """Leave rows empty."""
        for _ in range(count):
            self.line(())

    def banner(self, text: str, style: str, width: int, height: float | None = None) -> int:
        """A line across the whole table."""
        if width > 1:
            self.sheet.merged_cells.add(f"A{self.row}:{get_column_letter(width)}{self.row}")
        across = sum(self.widths[:width])
        return self.line([Cell(text, style)], height or heights.LINE * heights.lines(text, across) + 4)

    def _cell(self, cell: Cell) -> Any:
        made = WriteOnlyCell(self.sheet)
        self.fill(made, cell.value, cell.style)
        if cell.link is not None:
            self.link(made, cell.link)
        return made

    def fill(self, made: Any, value: Value, style: str) -> None:
        """Put a value into a cell: text always as text, whatever it looks like."""
        quoted = False
        if isinstance(value, str):
            text = inert(value)
            made.value, quoted = text, needs_quote(text)
            made.data_type = "s"
        elif isinstance(value, Formula):
            made.value = value.text
            self.results.append(float(value.value))
        else:
            made.value = self._plain(value)
        made._style = self._styles.of(style, quoted)  # the array is shared: setting it anew copies it

    def link(self, made: Any, target: str) -> None:
        """Make a cell lead somewhere; addresses that are no web addresses lead nowhere."""
        known = target.startswith(("http://", "https://", "#")) or ":" not in target
        if not known or len(target) > LONGEST_LINK or self._links >= MOST_LINKS:
            return
        self._links += 1
        if target.startswith("#"):
            made.hyperlink = Hyperlink(ref="", location=target[1:])
        else:
            made.hyperlink = Hyperlink(ref="", target=inert(target))

    def _plain(self, value: Value) -> Any:
        if isinstance(value, bool):
            return "Có" if value else "Không"
        if isinstance(value, Fraction):
            return int(value) if value.denominator == 1 and abs(value) < 10**15 else float(value)
        if isinstance(value, datetime):
            aware = value if value.tzinfo else value.replace(tzinfo=UTC)
            return aware.astimezone(self._zone).replace(tzinfo=None, microsecond=0)
        return value


class Rows:
    """Many rows of one shape: the cells are made once and filled again and again."""

    def __init__(self, pen: Pen, styles: Sequence[str]) -> None:
        self._pen = pen
        self._styles = styles
        self._cells: list[Any] = [WriteOnlyCell(pen.sheet) for _ in styles]

    def add(self, *values: Value, links: dict[int, str] | None = None) -> int:
        """Write a row; its number. `links`: column (from 0) → where it leads."""
        high = heights.height(tallest(values, self._pen.widths))
        row: list[Any] = []
        for number, (value, style) in enumerate(zip(values, self._styles, strict=True)):
            cell = self._cells[number]
            cell.hyperlink = None
            target = links.get(number) if links else None
            self._pen.fill(cell, value, style if target is None else "link")
            if target is not None:
                self._pen.link(cell, target)
            row.append(cell)
        return self._pen.put(row, high)


def tallest(values: Sequence[Value], widths: Sequence[float]) -> int:
    """How many lines the longest text of a row takes."""
    texts = (
        heights.lines(one, width)
        for one, width in zip(values, widths, strict=False)
        if isinstance(one, str) and len(one) >= SHORT
    )
    return max(texts, default=1)
