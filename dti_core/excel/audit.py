"""The history as a table, a workbook or CSV; no text of a person becomes a formula."""

import csv
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from dti_core.excel import looks
from dti_core.messages.staff import audit as texts
from dti_core.messages.staff.audit_views import Entry

COLUMNS = (
    ("Thời điểm", 18), ("Người", 26), ("Qua", 12), ("Đơn vị", 34), ("Việc", 32), ("Mã việc", 24),
    ("Đối tượng", 26), ("Giá trị cũ", 36), ("Giá trị mới", 36), ("Lý do", 50),
)  # fmt: skip
LONGEST = 32_000
"""Characters that a cell can hold, nearly."""
MOST_ROWS = 1_000_000
STARTS = ("=", "+", "-", "@", "\t", "\r")


def book(entries: Iterable[Entry], path: Path, title: str, zone: str) -> int:
    """Write the workbook, the rows as they come; how many. What a sheet cannot hold goes on the next one."""
    made, many = Workbook(write_only=True), 0
    sheet = _sheet(made, title, 1)
    for entry in entries:
        if many and many % MOST_ROWS == 0:
            sheet = _sheet(made, title, many // MOST_ROWS + 1)
        sheet.append([_cell(sheet, text) for text in row(entry, zone)])
        many += 1
    made.save(path)
    return many


def comma_separated(entries: Iterable[Entry], path: Path, zone: str) -> int:
    """Write a CSV that spreadsheet programs open with the right letters; how many rows."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        out = csv.writer(file)
        out.writerow([name for name, _ in COLUMNS])
        many = 0
        for entry in entries:
            out.writerow([inert(text) for text in row(entry, zone)])
            many += 1
    return many


def row(entry: Entry, zone: str) -> tuple[str, ...]:
    """One line of the table."""
    return (
        _moment(entry.at, zone),
        texts.who(entry),
        texts.CHANNELS.get(entry.channel, entry.channel),
        entry.unit or "",
        texts.what(entry.action),
        entry.action,
        entry.subject,
        entry.old or "",
        entry.new or "",
        entry.reason or "",
    )


def inert(text: str) -> str:
    """A text that no spreadsheet program takes for a formula: an apostrophe goes before it."""
    return f"'{text}" if text.lstrip(" ").startswith(STARTS) else text


def _moment(at: datetime, zone: str) -> str:
    return f"{at.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M:%S}"


def _sheet(book: Any, title: str, number: int) -> Any:
    sheet = book.create_sheet("Nhật ký" if number == 1 else f"Nhật ký {number}")
    for place, (_, width) in enumerate(COLUMNS):
        sheet.column_dimensions["ABCDEFGHIJ"[place]].width = width
    sheet.freeze_panes, sheet.print_title_rows = "A3", "2:2"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.append([_styled(sheet, title, Font(bold=True, size=14, color=looks.INK))])
    sheet.append([_heading(sheet, name) for name, _ in COLUMNS])
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
