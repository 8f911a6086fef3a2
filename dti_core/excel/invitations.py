"""Invitations as a table, for a mail merge or to copy from."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font

from dti_core.excel import looks

COLUMNS = (
    ("Đơn vị", 40), ("Họ tên", 28), ("Vai trò", 26), ("Điện thoại", 15), ("Email", 30),
    ("Liên kết mời", 70), ("Mã mời", 48), ("Hạn dùng", 24),
)  # fmt: skip
LINK = 6


@dataclass(frozen=True)
class Line:
    """One person's row."""

    unit: str
    name: str
    role: str
    phone: str
    email: str
    link: str
    token: str
    until: str


def table(lines: Sequence[Line], title: str) -> bytes:
    """The book."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "Thư mời"
    looks.title(sheet["A1"], title)
    looks.faint(sheet["A2"], "Mỗi liên kết dùng được một lần, cho một người. Gửi đúng người rồi xoá tệp này.")
    for number, (heading, width) in enumerate(COLUMNS, 1):
        looks.head(sheet.cell(3, number), heading)
        sheet.column_dimensions[sheet.cell(3, number).column_letter].width = width
    for row, line in enumerate(lines, 4):
        for number, text in enumerate(vars(line).values(), 1):
            cell = looks.say(sheet.cell(row, number), text)
            cell.border, cell.alignment = looks.GRID, looks.WRAP
        if line.link:
            sheet.cell(row, LINK).hyperlink = line.link
            sheet.cell(row, LINK).font = Font(name=looks.FACE, color=looks.ACCENT, underline="single")
    sheet.freeze_panes, sheet.print_title_rows = "C4", "3:3"
    sheet.auto_filter.ref = f"A3:{sheet.cell(3, len(COLUMNS)).column_letter}{max(4, len(lines) + 3)}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()
