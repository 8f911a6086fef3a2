"""The announcement: a ranking per group, on A4, ready to be attached to the decision."""

from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from dti_core.excel import looks
from dti_core.excel.out.names import Names
from dti_core.excel.out.printing import marked
from dti_core.messages.staff.publishing_views import Decision, Table

COLUMNS = (("Hạng", 8), ("Đơn vị", 46), ("Điểm", 12), ("Điểm tối đa", 12), ("Ghi chú", 26))
FIRST = 6
"""The row of the first unit."""


def book(title: str, tables: tuple[Table, ...], decision: Decision | None) -> bytes:
    """One sheet a group; without a decision it is marked as a draft."""
    made: Any = Workbook()
    made.remove(made.active)
    names = Names()
    for number, table in enumerate(tables, 1):
        _sheet(made.create_sheet(names.take(f"{number}. {table.title}")), title, table, decision)
    if not tables:
        made.create_sheet("Trống")
    kept = BytesIO()
    made.save(kept)
    return kept.getvalue()


def _sheet(sheet: Any, title: str, table: Table, decision: Decision | None) -> None:
    under = (
        f"(Kèm theo Quyết định số {decision.number} ngày {decision.date:%d/%m/%Y})"
        if decision
        else "DỰ THẢO – chưa có quyết định công bố"
    )
    heads = ("BẢNG XẾP HẠNG", f"{title} – {table.title}", under)
    for row, text in enumerate(heads, 1):
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(COLUMNS))
        cell = looks.say(sheet.cell(row, 1), text)
        cell.font = Font(bold=row < 3, italic=row == 3, size=14 if row == 1 else 12)
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    sheet.row_dimensions[2].height = 34
    for place, (name, width) in enumerate(_columns(table), 1):
        looks.head(sheet.cell(FIRST - 1, place), name)
        sheet.column_dimensions[sheet.cell(1, place).coordinate[0]].width = width
    for row, line in enumerate(table.lines, FIRST):
        note = "Tự nguyện, không xếp hạng" if line.rank is None else "Không nộp phiếu" if line.closed else ""
        values = (
            line.rank,
            line.name,
            line.points,
            line.attainable,
            *((line.score,) if table.mean else ()),
            note,
        )
        for place, value in enumerate(values, 1):
            _cell(sheet.cell(row, place), value)
    _printed(sheet, under, FIRST - 1 + len(table.lines), len(_columns(table)))


def _columns(table: Table) -> tuple[tuple[str, int], ...]:
    return (*COLUMNS[:4], ("Bình quân", 12), COLUMNS[4]) if table.mean else COLUMNS


def _cell(cell: Any, value: Any) -> None:
    if isinstance(value, str):
        looks.say(cell, value)
    elif value is not None:
        cell.value = value if isinstance(value, int) else round(float(value), 6)
        cell.number_format = "0" if isinstance(value, int) else "#,##0.00"
    cell.border, cell.alignment = looks.GRID, looks.WRAP


def _printed(sheet: Any, footer: str, last: int, width: int) -> None:
    sheet.freeze_panes = f"A{FIRST}"
    sheet.print_title_rows = f"{FIRST - 1}:{FIRST - 1}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "portrait", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_area = f"A1:{'ABCDEFGH'[width - 1]}{max(last, FIRST)}"
    sheet.oddFooter.left.text = marked(footer)
    sheet.oddFooter.right.text = "Trang &P/&N"
    sheet.print_options.horizontalCentered = True
