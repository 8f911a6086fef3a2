"""Invitations as a workbook: a table for a mail merge or to copy from, and sheets with QR codes to print."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font

from dti_core.excel import invitation_sheets, looks
from dti_core.messages.paper.invitation import Card, Letter

COLUMNS = (
    ("Đơn vị", 40), ("Họ tên", 28), ("Vai trò", 26), ("Điện thoại", 15), ("Email", 30),
    ("Liên kết mời", 70), ("Mã mời", 48), ("Hạn dùng", 24),
)  # fmt: skip
TABLE, SHEETS = "Thư mời", "Phiếu in"
LINK = 6


@dataclass(frozen=True)
class Guest:
    """One person's card, and how to reach them."""

    card: Card
    phone: str
    email: str


def book(guests: Sequence[Guest], letter: Letter) -> bytes:
    """The workbook."""
    made = Workbook()
    sheet: Any = made.active
    sheet.title = TABLE
    _table(sheet, guests, letter)
    invitation_sheets.write(made.create_sheet(SHEETS), [guest.card for guest in guests], letter)
    kept = BytesIO()
    made.save(kept)
    return kept.getvalue()


def _table(sheet: Any, guests: Sequence[Guest], letter: Letter) -> None:
    looks.title(sheet["A1"], f"Thư mời – {letter.campaign}")
    looks.faint(sheet["A2"], "Mỗi liên kết dùng được một lần, cho một người. Gửi đúng người rồi xoá tệp này.")
    for number, (heading, width) in enumerate(COLUMNS, 1):
        looks.head(sheet.cell(3, number), heading)
        sheet.column_dimensions[sheet.cell(3, number).column_letter].width = width
    for row, guest in enumerate(guests, 4):
        for number, text in enumerate(_line(guest, letter), 1):
            cell = looks.say(sheet.cell(row, number), text)
            cell.border, cell.alignment = looks.GRID, looks.WRAP
        if guest.card.link:
            sheet.cell(row, LINK).hyperlink = guest.card.link
            sheet.cell(row, LINK).font = Font(name=looks.FACE, color=looks.ACCENT, underline="single")
    sheet.freeze_panes, sheet.print_title_rows = "C4", "3:3"
    sheet.auto_filter.ref = f"A3:{sheet.cell(3, len(COLUMNS)).column_letter}{max(4, len(guests) + 3)}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _line(guest: Guest, letter: Letter) -> tuple[str, ...]:
    card = guest.card
    way = (card.link or "", card.token, letter.until)
    return (card.unit, card.name, card.role, guest.phone, guest.email, *way)
