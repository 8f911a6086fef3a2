"""Writes a sheet downwards: merged cells, styles, heights for every line, text that is never a formula."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from dti_core.excel import looks
from dti_core.excel.out.inert import inert
from dti_core.messages.paper.form_cells import Cell
from dti_core.scoring.rounding import half_up

FONT, SIZE = "Times New Roman", 12
PER_MM = 0.52
"""Characters of width per millimetre of paper."""
LINE = 15.5
"""Height of a line, points."""
TALLEST = 409.0
"""Points; no row is higher."""
NUMBER = "#,##0.##"
WHOLE = "#,##0"
_THIN = Side(style="thin", color="808080")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
GREY, PALE = "DDE2E9", "F0F3F7"


@dataclass(frozen=True)
class Style:
    """How a cell looks; `fill` a colour, `boxed` with lines around."""

    bold: bool = False
    italic: bool = False
    size: int = SIZE
    align: str = "center"
    fill: str | None = None
    boxed: bool = False


PLAIN = Style()
BOLD = Style(bold=True)
ITALIC = Style(italic=True)
HEADING = Style(bold=True, fill=GREY, boxed=True, size=SIZE - 1)
LEFT = Style(align="left", boxed=True, size=SIZE - 1)
MIDDLE = Style(boxed=True, size=SIZE - 1)


@dataclass
class Pen:
    """Where the next row goes. `widths`: of every column, millimetres."""

    sheet: Worksheet
    widths: Sequence[float]
    row: int = 1

    def __post_init__(self) -> None:
        for number, width in enumerate(self.widths, 1):
            self.sheet.column_dimensions[get_column_letter(number)].width = width * PER_MM

    @property
    def last(self) -> int:
        """The number of columns."""
        return len(self.widths)

    def put(self, columns: tuple[int, int], value: Cell, style: Style = PLAIN, down: int = 0) -> None:
        """A value over columns (from, to; from 1) and over `down` more rows."""
        first, last = columns
        cell: Any = self.sheet.cell(self.row, first)
        if isinstance(value, Fraction):
            cell.value = half_up(value, 2)
            cell.number_format = WHOLE if value.denominator == 1 else NUMBER
        else:
            looks.say(cell, as_text(value))
        cell.font = Font(FONT, style.size, bold=style.bold, italic=style.italic)
        cell.alignment = Alignment(
            horizontal=style.align, vertical="center" if style.bold else "top", wrap_text=True
        )
        for row in self.sheet.iter_rows(self.row, self.row + down, first, last):
            for each in row:
                each.border = _BOX if style.boxed else Border()
                each.fill = PatternFill("solid", fgColor=style.fill) if style.fill else PatternFill()
        if last > first or down:
            self.sheet.merge_cells(
                start_row=self.row, end_row=self.row + down, start_column=first, end_column=last
            )
        self._heighten(columns, value, down)

    def line(self, value: str, style: Style = PLAIN) -> None:
        """A text over the whole width, and on to the next row."""
        self.put((1, self.last), value, style)
        self.row += 1

    def _heighten(self, columns: tuple[int, int], value: Cell, down: int) -> None:
        """Viewers do not find the height of merged cells, and some not even that of single ones."""
        room = sum(self.widths[columns[0] - 1 : columns[1]]) * PER_MM
        lines = () if isinstance(value, Fraction) else as_text(value).split("\n")
        count = sum(max(1, -(-len(line) // max(1, int(room * 1.05)))) for line in lines) or 1
        per_row = count * LINE / (down + 1)
        dimension = self.sheet.row_dimensions[self.row]
        dimension.height = min(TALLEST, max(dimension.height or LINE, per_row))


def as_text(value: str | tuple[str, ...]) -> str:
    """Lines in one cell, without what no workbook can hold."""
    return inert(value if isinstance(value, str) else "\n".join(value))
