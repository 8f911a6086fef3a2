"""A filled-in roster, read: sheets by title, columns by heading, wherever they were moved to."""

from collections.abc import Iterator, Mapping, Sequence

from openpyxl.utils import get_column_letter

from dti_core.campaign.staff.roster import names
from dti_core.campaign.staff.roster.book import Book, Kind, Row, Table
from dti_core.excel.book import Cell, Sheet
from dti_core.excel.roster.layout import EXAMPLE, LAYOUTS, Layout

HEADINGS_WITHIN = 12
"""Rows from the top among which the headings are looked for."""


def is_roster(sheets: Sequence[Sheet]) -> bool:
    """Whether a book has at least one sheet of a roster with its headings."""
    return any(_headings(sheet, layout) for sheet, layout in _known(sheets))


def read(sheets: Sequence[Sheet]) -> Book:
    """Every row of every sheet of a roster."""
    tables: dict[Kind, Table] = {}
    rows: list[Row] = []
    for sheet, layout in _known(sheets):
        found = _headings(sheet, layout)
        if found is None or layout.kind in tables:
            continue
        head, columns = found
        letters = {field: get_column_letter(number) for number, field in columns.items()}
        tables[layout.kind] = Table(sheet.title, letters)
        rows += _rows(sheet, layout.kind, head, columns)
    return Book(tables, tuple(rows))


def _known(sheets: Sequence[Sheet]) -> Iterator[tuple[Sheet, Layout]]:
    titles = {
        names.bare(title): layout for layout in LAYOUTS.values() for title in (layout.title, *layout.also)
    }
    for sheet in sheets:
        layout = titles.get(names.bare(sheet.title))
        if layout is not None and sheet.visible:
            yield sheet, layout


def _headings(sheet: Sheet, layout: Layout) -> tuple[int, Mapping[int, str]] | None:
    """The row of headings with the field of each column: the one that has most of them."""
    known = {
        names.bare(text): column.field for column in layout.columns for text in (column.heading, *column.also)
    }
    required = {column.field for column in layout.columns if column.required}
    best: tuple[int, Mapping[int, str]] | None = None
    for number in sorted(sheet.rows)[:HEADINGS_WITHIN]:
        found: dict[int, str] = {}
        for cell in sheet.row(number):
            field = known.get(names.bare(cell.text))
            if field is not None and field not in found.values():
                found[cell.column] = field
        if required <= set(found.values()) and (best is None or len(found) > len(best[1])):
            best = number, found
    return best


def _rows(sheet: Sheet, kind: Kind, head: int, columns: Mapping[int, str]) -> Iterator[Row]:
    first = next(iter(columns))
    for number in sorted({*sheet.rows, *sheet.hidden_rows}):
        if number <= head:
            continue
        hidden = number not in sheet.rows
        cells = sheet.hidden_rows[number] if hidden else sheet.row(number)
        mine = {columns[cell.column]: cell for cell in cells if cell.column in columns}
        if not mine or _is_example(mine.get(columns[first])):
            continue
        broken = {field: cell.trouble for field, cell in mine.items() if cell.trouble}
        if hidden:
            broken = {next(iter(mine)): "hidden_row"}
        yield Row(kind, number, {field: cell.text for field, cell in mine.items()}, broken)


def _is_example(cell: Cell | None) -> bool:
    return cell is not None and cell.text.upper().startswith((EXAMPLE, "VÍ DỤ:"))
