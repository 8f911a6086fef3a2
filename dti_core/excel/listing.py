"""A long list as a workbook or CSV, its rows written as they come; no text of a person becomes a formula."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from dti_core.excel import looks

Row = Sequence[str]
LONGEST = 32_000
"""Characters that a cell can hold, nearly."""
MOST_ROWS = 1_000_000
STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Listing:
    """What a list looks like: the name of its sheet, and its columns with their widths."""

    tab: str
    columns: tuple[tuple[str, int], ...]


def book(listing: Listing, rows: Iterable[Row], path: Path, title: str) -> int:
    """Write the workbook; how many rows. What a sheet cannot hold goes on the next one."""
    made, many = Workbook(write_only=True), 0
    sheet = _sheet(made, listing, title, 1)
    for row in rows:
        if many and many % MOST_ROWS == 0:
            sheet = _sheet(made, listing, title, many // MOST_ROWS + 1)
        sheet.append([_cell(sheet, text) for text in row])
        many += 1
    made.save(path)
    return many


def comma_separated(listing: Listing, rows: Iterable[Row], path: Path) -> int:
    """Write a CSV that spreadsheet programs open with the right letters; how many rows."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        out = csv.writer(file)
        out.writerow([name for name, _ in listing.columns])
        many = 0
        for row in rows:
            out.writerow([inert(text) for text in row])
            many += 1
    return many


def inert(text: str) -> str:
    """A text that no spreadsheet program takes for a formula: an apostrophe goes before it."""
    return f"'{text}" if text.lstrip(" ").startswith(STARTS) else text


def moment(at: datetime, zone: str) -> str:
    """A moment on the clocks of the campaign."""
    return f"{at.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M:%S}"


def _sheet(book: Any, listing: Listing, title: str, number: int) -> Any:
    sheet = book.create_sheet(listing.tab if number == 1 else f"{listing.tab} {number}")
    for place, (_, width) in enumerate(listing.columns, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes, sheet.print_title_rows = "A3", "2:2"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.append([_styled(sheet, title, Font(bold=True, size=14, color=looks.INK))])
    sheet.append([_heading(sheet, name) for name, _ in listing.columns])
    return sheet


def _heading(sheet: Any, name: str) -> Any:
    cell = _styled(sheet, name, Font(bold=True, color=looks.PAPER))
    cell.fill = looks.HEAD_FILL
    return cell


def _styled(sheet: Any, text: str, font: Font) -> Any:
    cell = _cell(sheet, text)
    cell.font = font
    return cell


def _cell(sheet: Any, text: str) -> Any:
    clean = "".join(c for c in text[:LONGEST] if c >= " " or c in "\t\n")
    return looks.say(WriteOnlyCell(sheet), clean or None)
