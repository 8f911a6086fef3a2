"""Where the pages of the form end, so that what belongs together stays on one of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

MARGINS = (0.5, 0.7)
"""Above and below, inches."""
ROOM = 595.0 - sum(MARGINS) * 72
"""Points on an A4 page lying on its side."""
USUAL, HIGHEST = 15.0, 409.0
"""The height of a row that says nothing, and the most that a row can have; points."""


@dataclass(frozen=True)
class Stretch:
    """Rows from the top of a page; `heads` come again on each; `blank` stands before the last block."""

    top: int
    heads: tuple[int, int]
    blank: int
    last: int


def keep_together(sheet: Worksheet, part: Stretch) -> None:
    """The block after the empty row begins a new page where the rest of this one is too short for it.

    One program honours a break, the other forgets it where it scales to the page's width and goes by the
    heights alone: so the empty row fills the page, and a break follows it.
    """
    block = sum(_heights(sheet, range(part.blank + 1, part.last + 1)))
    left = ROOM - _used(sheet, part)
    if block + USUAL > left:
        sheet.row_dimensions[part.blank].height = min(HIGHEST, max(left - 1, 1.0))
        sheet.row_breaks.append(Break(part.blank))


def _used(sheet: Worksheet, part: Stretch) -> float:
    """Points taken on the page on which the empty row stands."""
    again = sum(_heights(sheet, range(part.heads[0], part.heads[1] + 1)))
    used = 0.0
    for height in _heights(sheet, range(part.top, part.blank)):
        used = used + height if used + height <= ROOM else again + height
    return used


def _heights(sheet: Worksheet, rows: Iterable[int]) -> Iterable[float]:
    return [sheet.row_dimensions[row].height or USUAL for row in rows]
