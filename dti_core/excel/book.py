"""A book as plain sheets of cells: what a person sees in it, and what keeps them from seeing the rest."""

import re
import unicodedata
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from dti_core.excel.guard import weigh
from dti_core.excel.trouble import Remark

Value = str | Decimal | date | bool
LINE_BREAKS = str.maketrans({"\r": "\n", "\v": "\n", "\N{NO-BREAK SPACE}": " ", "\N{ZERO WIDTH SPACE}": None})
_WRITTEN = re.compile(r"_x([0-9A-Fa-f]{4})_")
"""A character by its number, as the format writes what a file may not hold as it is."""


@dataclass(frozen=True)
class Cell:
    """A cell that holds something. `merged` is (top, left, bottom, right) where it spans others."""

    row: int
    column: int
    value: Value
    number_format: str = "General"
    bold: bool = False
    trouble: str | None = None
    """A code of the catalogue where the value cannot be used (a formula without result, an error)."""
    merged: tuple[int, int, int, int] | None = None

    @property
    def ref(self) -> str:
        return f"{get_column_letter(self.column)}{self.row}"

    @property
    def text(self) -> str:
        """As running text: line breaks folded."""
        return " ".join(self.lines.split())

    @property
    def lines(self) -> str:
        """As typed, with its line breaks."""
        if isinstance(self.value, Decimal):
            return f"{self.value:f}"
        if isinstance(self.value, date):
            return self.value.strftime("%d/%m/%Y")
        return self.value if isinstance(self.value, str) else str(self.value).upper()

    @property
    def last_row(self) -> int:
        return self.merged[2] if self.merged else self.row

    @property
    def last_column(self) -> int:
        return self.merged[3] if self.merged else self.column


@dataclass(frozen=True)
class Sheet:
    """What is visible of a sheet, row by row; hidden rows and columns that hold something stand beside."""

    title: str
    visible: bool
    rows: Mapping[int, Mapping[int, Cell]]
    hidden_rows: Mapping[int, tuple[Cell, ...]] = field(default_factory=dict)
    hidden_columns: Mapping[int, str] = field(default_factory=dict)
    """With the first words that stand in each."""

    def row(self, number: int) -> tuple[Cell, ...]:
        """The cells of a row from left to right."""
        return tuple(cell for _, cell in sorted(self.rows.get(number, {}).items()))


@dataclass(frozen=True)
class Opened:
    """The sheets of a book, or why it was not opened."""

    sheets: tuple[Sheet, ...] = ()
    refusal: Remark | None = None


def open_book(path: Path) -> Opened:
    """Weigh, then read. Whatever is wrong with the file comes back as a remark."""
    weighed = weigh(path)
    if weighed.refusal:
        return Opened(refusal=weighed.refusal)
    try:
        with warnings.catch_warnings(), path.open("rb") as file:  # by its name it would be judged
            warnings.simplefilter("ignore")
            values: Any = load_workbook(file, data_only=True)
            formulas: Any = load_workbook(file) if weighed.formulas else None
    except Exception:  # noqa: BLE001  # a damaged book breaks the library in any way there is
        return Opened(refusal=Remark("broken-book"))
    sheets = tuple(_sheet(each, formulas[each.title] if formulas else None) for each in values.worksheets)
    if not any(sheet.rows or sheet.hidden_rows for sheet in sheets):
        return Opened(refusal=Remark("empty-book"))
    return Opened(sheets)


def clean(text: str) -> str:
    """Composed letters, plain blanks, no characters that nobody sees."""
    spelled = _WRITTEN.sub(lambda found: chr(int(found[1], 16)), text)
    plain = unicodedata.normalize("NFC", spelled.replace("\r\n", "\n").translate(LINE_BREAKS))
    return "".join(
        c for c in plain if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co", "Cn"}
    )


def _sheet(sheet: Any, formulas: Any) -> Sheet:
    merges = {
        (m.min_row, m.min_col): (m.min_row, m.min_col, m.max_row, m.max_col)
        for m in sheet.merged_cells.ranges
    }
    hidden_columns = _hidden_columns(sheet)
    rows: dict[int, dict[int, Cell]] = {}
    unseen: dict[int, list[Cell]] = {}
    covered: dict[int, str] = {}
    for cell in _cells(sheet, formulas, merges):
        if _hidden_row(sheet, cell.row):
            unseen.setdefault(cell.row, []).append(cell)
        elif cell.column in hidden_columns:
            covered.setdefault(cell.column, cell.text)
        else:
            rows.setdefault(cell.row, {})[cell.column] = cell
    hidden = {number: tuple(cells) for number, cells in unseen.items()}
    return Sheet(sheet.title, sheet.sheet_state == "visible", rows, hidden, covered)


def _cells(
    sheet: Any, formulas: Any, merges: Mapping[tuple[int, int], tuple[int, int, int, int]]
) -> Iterator[Cell]:
    """Only what stands in the file: asking the library row by row would make a cell for every blank."""
    for row, column in sorted(sheet._cells):
        raw = sheet._cells[row, column]
        formula = formulas is not None and (row, column) in formulas._cells
        calculated = formula and formulas._cells[row, column].data_type == "f"
        value, trouble = _value(raw, calculated)
        if value is not None:
            font = getattr(raw, "font", None)
            span = merges.get((row, column))
            yield Cell(row, column, value, raw.number_format, bool(font and font.b), trouble, span)


def _value(raw: Any, calculated: bool) -> tuple[Value | None, str | None]:
    value = raw.value
    if value is None:
        return ("=", "formula-without-value") if calculated else (None, None)
    if raw.data_type == "e":
        return str(value), "error-value"
    if isinstance(value, bool | date):
        return value.date() if isinstance(value, datetime) else value, None
    if isinstance(value, time | timedelta):
        return str(value), None
    if isinstance(value, int | float):
        return Decimal(format(value, ".12g")), None
    text = clean(str(value))
    return (text if text.strip() else None), None


def _hidden_row(sheet: Any, number: int) -> bool:
    if number not in sheet.row_dimensions:
        return False
    row = sheet.row_dimensions[number]
    return bool(row.hidden) or row.height == 0


def _hidden_columns(sheet: Any) -> frozenset[int]:
    found: set[int] = set()
    for group in sheet.column_dimensions.values():
        if group.hidden and group.min and group.max:
            found.update(range(group.min, min(group.max, group.min + 1000) + 1))
    return frozenset(found)
