"""One person's own data as a workbook: a sheet per kind, every text shown as it is."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from dti_core.excel import looks
from dti_core.messages.privacy import sheets

LONGEST = 32_000
"""Characters that a cell can hold, nearly."""
WIDTH = 24
Sections = Sequence[tuple[str, Sequence[Mapping[str, Any]]]]


def book(sections: Sections, path: Path) -> None:
    """Write it."""
    made = Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sections:
        _fill(made.create_sheet(sheets.SECTIONS.get(name, name)), rows)
    made.save(path)


def _fill(sheet: Any, rows: Sequence[Mapping[str, Any]]) -> None:
    if not rows:
        looks.faint(sheet["A1"], sheets.NOTHING)
        return
    for place, name in enumerate(rows[0], 1):
        looks.head(sheet.cell(1, place), sheets.COLUMNS.get(name, name))
        sheet.column_dimensions[get_column_letter(place)].width = WIDTH
    for number, row in enumerate(rows, 2):
        for place, value in enumerate(row.values(), 1):
            looks.say(sheet.cell(number, place), _told(value))
    sheet.freeze_panes = "A2"


def _told(value: Any) -> str | None:
    if value is None:
        return None
    text = ("không", "có")[value] if isinstance(value, bool) else str(value)
    return "".join(letter for letter in text[:LONGEST] if letter >= " " or letter in "\t\n")
