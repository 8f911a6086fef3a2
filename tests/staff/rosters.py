"""Workbooks of a roster, made from rows."""

from collections.abc import Sequence
from io import BytesIO

from openpyxl import Workbook

UNIT = ("Tên đơn vị", "Mã", "Nhóm", "Đặc điểm", "Bộ chỉ số", "Tự nguyện")
CONTACT = ("Đơn vị", "Họ tên", "Vai trò", "Điện thoại", "Email", "Nhà cung cấp")
STAFF = ("Họ tên", "Vai trò", "Nhóm phụ trách", "Chỉ số phụ trách", "Điện thoại", "Email")
Rows = Sequence[Sequence[object]]


def roster(units: Rows = (), contacts: Rows = (), staff: Rows = ()) -> bytes:
    """A book with the sheets that have rows."""
    book = Workbook()
    book.remove(book.active)
    for title, head, rows in (
        ("Đơn vị", UNIT, units),
        ("Người liên hệ", CONTACT, contacts),
        ("Cán bộ", STAFF, staff),
    ):
        if rows:
            sheet = book.create_sheet(title)
            sheet.append(head)
            for row in rows:
                sheet.append(list(row))
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()
