"""The sheet that explains the roster's workbook."""

from collections.abc import Sequence
from typing import Any

from openpyxl.styles import Alignment, Font

from dti_core.campaign.staff.roster.snapshot import FrameworkFacts
from dti_core.excel import looks
from dti_core.excel.roster.layout import LAYOUTS

STEPS = (
    "1. Điền trang Đơn vị, rồi Người liên hệ, rồi Cán bộ. Dòng “VD:” chỉ là ví dụ, không được đọc.",
    "2. Gửi tệp cho bot, hoặc chạy: dti roster import TỆP. Xem trước từng dòng; chưa bấm Áp dụng thì "
    "chưa ghi gì.",
    "3. Nạp lại tệp đã nạp thì không có gì thay đổi. Đơn vị hoặc người không có trong tệp vẫn được giữ.",
    "4. Thay đầu mối giữa đợt: ghi tên người mới với vai trò Đầu mối thay cho người cũ. Câu trả lời của "
    "đơn vị giữ nguyên, người cũ thôi quyền truy cập và được báo.",
    "5. Tên khớp không phân biệt chữ hoa, chữ thường và khoảng trắng. Đổi tên đơn vị: giữ nguyên cột Mã.",
)


def write_guide(sheet: Any, frameworks: Sequence[FrameworkFacts]) -> None:
    """Steps, columns, and what each framework knows."""
    looks.title(sheet["A1"], "Hướng dẫn")
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 34, 92
    row = 3
    for step in STEPS:
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=2)
        looks.say(sheet.cell(row, 1), step).alignment = looks.WRAP
        sheet.row_dimensions[row].height = 32
        row += 1
    for layout in LAYOUTS.values():
        row = _heading(sheet, row + 1, f"Trang {layout.title}")
        for column in layout.columns:
            if column.note:
                row = _line(sheet, row, column.heading, column.note)
    for one in frameworks:
        row = _heading(sheet, row + 1, f"Bộ chỉ số {one.id}")
        row = _line(sheet, row, "Tên", one.title)
        row = _line(sheet, row, "Nhóm", "; ".join(one.groups.values()))
        row = _line(sheet, row, "Đặc điểm", "; ".join(one.traits.values()) or "không có")
        row = _line(sheet, row, "Chỉ số chính", "; ".join(f"{k}. {v}" for k, v in one.indices.items()))
    sheet.protection.sheet = True
    sheet.page_setup.paperSize, sheet.page_setup.fitToHeight = 9, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _heading(sheet: Any, row: int, text: str) -> int:
    looks.say(sheet.cell(row, 1), text).font = Font(name=looks.FACE, bold=True, color=looks.ACCENT)
    return row + 1


def _line(sheet: Any, row: int, name: str, text: str) -> int:
    looks.say(sheet.cell(row, 1), name).alignment = Alignment(vertical="top", wrap_text=True)
    looks.say(sheet.cell(row, 2), text).alignment = Alignment(vertical="top", wrap_text=True)
    sheet.row_dimensions[row].height = 15.0 * max(1, -(-len(text) // 95))
    return row + 1
