"""Writes a sheet from top to bottom and forgets what is written, so that size costs time, not memory."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import IO, Any
from zoneinfo import ZoneInfo

from openpyxl.cell import WriteOnlyCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.pagebreak import Break

from dti_core.excel.out import heights
from dti_core.excel.out.body import Body
from dti_core.excel.out.inert import inert, needs_quote
from dti_core.excel.out.styles import Styles
from dti_core.excel.out.values import Formula, Value, plain

MOST_LINKS = 60_000
"""A sheet holds 65,530 links; what comes after is text that can still be copied."""
LONGEST_LINK = 2_000
ROWS_BESIDE_A_CHART = 9
SHORT = 6
"""Texts below this length fit into any column."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell and how. `link`: an address, a path beside the book, or `#'Sheet'!A1`."""

    value: Value
    style: str = "text"
    link: str | None = None


class Pen:
    """One sheet being written. `row` is the number of the next row."""

    def __init__(
        self, sheet: Any, styles: Styles, zone: str, widths: Sequence[float], spool: Callable[[], IO[bytes]]
    ) -> None:
        self.sheet = sheet
        self.widths = widths
        self._spool = spool
        self.row = 1
        self.results: list[float] = []
        """What the formulas come to, in the order in which they stand in the sheet."""
        self.body: Body | None = None
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
        """For many rows of one shape; nothing else can be written to the sheet after them."""
        self.body = Body(self._spool(), self._styles, self._zone.key, styles)
        return Rows(self, self.body)

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

    def break_before_chart(self, rows: int) -> None:
        """On paper a chart below a table of so many rows stands on a page of its own where it must."""
        if rows > ROWS_BESIDE_A_CHART:
            self.sheet.row_breaks.append(Break(id=self.row - 1))

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
            made.value = None if value is None else plain(value, self._zone)
        made._style = self._styles.of(style, quoted)  # the array is shared: setting it anew copies it

    def link(self, made: Any, target: str) -> None:
        """Make a cell lead somewhere; addresses that are no web addresses lead nowhere."""
        if (found := self._target(target)) is not None:
            made.hyperlink = found

    def lead(self, column: int, target: str) -> bool:
        """The same for a cell (its column from 0) of the row that is being written; whether it leads."""
        found = self._target(target)
        if found is not None:
            found.ref = f"{get_column_letter(column + 1)}{self.row}"
            self.sheet._hyperlinks.append(found)  # where the library itself gathers them
        return found is not None

    def _target(self, target: str) -> Hyperlink | None:
        known = target.startswith(("http://", "https://", "#")) or ":" not in target
        if not known or len(target) > LONGEST_LINK or self._links >= MOST_LINKS:
            return None
        self._links += 1
        if target.startswith("#"):
            return Hyperlink(ref="", location=target[1:])
        return Hyperlink(ref="", target=inert(target))


class Rows:
    """Many rows of one shape, behind everything else of the sheet."""

    def __init__(self, pen: Pen, body: Body) -> None:
        self._pen, self._body = pen, body

    def add(self, *values: Value, links: dict[int, str] | None = None) -> int:
        """Write a row; its number. `links`: column (from 0) → where it leads."""
        pen = self._pen
        led = [column for column, target in (links or {}).items() if pen.lead(column, target)]
        self._body.add(pen.row, heights.height(tallest(values, pen.widths)), values, led)
        pen.row += 1
        return pen.row - 1


def tallest(values: Sequence[Value], widths: Sequence[float]) -> int:
    """How many lines the longest text of a row takes."""
    texts = (
        heights.lines(one, width)
        for one, width in zip(values, widths, strict=False)
        if isinstance(one, str) and len(one) >= SHORT
    )
    return max(texts, default=1)
