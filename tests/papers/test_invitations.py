"""Printed invitations are held under another program's eye: it reads each code and finds the link."""

from io import BytesIO
from itertools import pairwise
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from openpyxl import load_workbook
from PIL import Image

from dti_core.campaign.invitations import new_token
from dti_core.excel import invitation_sheets
from dti_core.excel.invitations import SHEETS, TABLE, Guest, book
from dti_core.messages.paper.invitation import Card, Letter
from dti_core.papers.invitations import sheets

LETTER = Letter("Đánh giá năm 2026 – tỉnh A", "Sở Khoa học và Công nghệ", "17 giờ ngày 10/12", "13/12/2026")
LONGEST_BOT = "x" * 29 + "bot"
"""Telegram allows 32 letters."""
MM_AN_INCH, DOTS_AN_INCH, POINTS_AN_INCH = 25.4, 150, 72
A4_MM = (210, 297)
EMU_A_MM = 36_000
LEAST_MM = 30
"""A phone reads a code of 41 modules from a desk where a module is 0.7 mm and more."""


def cards() -> list[Card]:
    """Five of one unit (more than a page holds), one of another, one of the staff, one without a link."""
    names = [("Sở A", f"Người {number}") for number in range(5)]
    names += [("Sở Nông nghiệp và Phát triển nông thôn tỉnh An Giang", "Nguyễn Thị Minh Khai Ngọc Tường Vân")]
    found = [Card(unit, name, "đầu mối", *_way()) for unit, name in [*names, ("", "Hồ Thị Kiểm")]]
    return [*found, Card("", "", "theo dõi", new_token(), None)]


def _way() -> tuple[str, str]:
    token = new_token()
    return token, f"https://t.me/{LONGEST_BOT}?start={token}"


def codes(picture: Any) -> list[Any]:
    return sorted(zxingcpp.read_barcodes(picture), key=lambda one: one.position.top_left.y)


def across_mm(code: Any) -> float:
    corners = code.position
    return (corners.top_right.x - corners.top_left.x) / DOTS_AN_INCH * MM_AN_INCH


def whole(text: str) -> str:
    """Letters and digits alone: a hyphen at the end of a line is lost when a PDF is read."""
    return "".join(letter for letter in text if letter.isalnum())


def test_every_code_of_the_printed_pages_leads_where_the_link_beside_it_leads() -> None:
    invited = cards()
    paper = pypdfium2.PdfDocument(sheets(invited, LETTER))
    read, seen = [], 0
    for page in paper:
        assert [round(side / POINTS_AN_INCH * MM_AN_INCH) for side in page.get_size()] == list(A4_MM)
        text = page.get_textpage().get_text_range().replace("\r\n", "")
        for code in codes(page.render(scale=DOTS_AN_INCH / POINTS_AN_INCH).to_pil()):
            assert whole(code.text) in whole(text)
            assert LEAST_MM < across_mm(code) < A4_MM[0] / 2
            read.append(code.text)
        seen += text.count("Mã mời:")
    assert read == [card.link for card in invited if card.link]
    assert seen == len(invited), "who has no link has at least the code to type"


def test_no_page_has_people_of_two_units() -> None:
    invited = cards()
    paper = pypdfium2.PdfDocument(sheets(invited, LETTER))
    for page in paper:
        text = page.get_textpage().get_text_range().replace("\r\n", "")
        assert len({card.unit for card in invited if card.token in text}) == 1


@pytest.fixture(scope="module")
def workbook() -> tuple[list[Card], Any]:
    invited = cards()
    content = book([Guest(card, "0912345678", "a@b.vn") for card in invited], LETTER)
    return invited, load_workbook(BytesIO(content))


def test_every_code_of_the_workbook_stands_beside_its_link(workbook: tuple[list[Card], Any]) -> None:
    invited, made = workbook
    sheet = made[SHEETS]
    read = []
    for image in sheet._images:
        (code,) = codes(Image.open(BytesIO(image._data())))
        row = image.anchor._from.row + 1
        beside = [sheet.cell(number, 2).value for number in range(row, row + 6)]
        assert code.text in beside
        size = (image.anchor.ext.width / EMU_A_MM, image.anchor.ext.height / EMU_A_MM)
        assert size == pytest.approx((invitation_sheets.QR_MM,) * 2, abs=0.3)
        assert invitation_sheets.QR_MM >= LEAST_MM
        read.append(code.text)
    assert read == [card.link for card in invited if card.link]
    assert [row[5].value for row in made[TABLE].iter_rows(4)] == [card.link or None for card in invited]


def test_a_page_of_the_workbook_holds_its_blocks_and_one_unit(workbook: tuple[list[Card], Any]) -> None:
    invited, made = workbook
    sheet = made[SHEETS]
    ends = [0, *(each.id for each in sheet.row_breaks.brk), sheet.max_row]
    room = (A4_MM[1] / MM_AN_INCH - 2 * invitation_sheets.MARGIN) * POINTS_AN_INCH
    assert len(ends) == 1 + 4, "five of a unit take two pages, then one each"
    for top, bottom in pairwise(ends):
        rows = range(top + 1, bottom + 1)
        assert sum(sheet.row_dimensions[row].height or 15 for row in rows) <= room
        text = " ".join(str(sheet.cell(row, column).value) for row in rows for column in (1, 2))
        assert len({card.unit for card in invited if card.token in text}) == 1
        for image in sheet._images:
            first = image.anchor._from.row + 1
            assert (first in rows) == (first + 5 in rows), "no code is cut by the end of a page"


def test_what_people_are_called_is_never_a_formula() -> None:
    card = Card("=1+1", "@SUM(A1)", "+1", "-x", "https://t.me/b?start=x")
    made = load_workbook(BytesIO(book([Guest(card, "=2", "\t=3")], LETTER)))
    for sheet in made.worksheets:
        assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
