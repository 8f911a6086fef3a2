"""Invitations to print from a workbook: a page for each unit, a block with a QR code for each person."""

from collections.abc import Sequence
from io import BytesIO
from itertools import groupby
from typing import Any

import segno
from openpyxl.drawing.image import Image
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.pagebreak import Break

from dti_core.excel import looks
from dti_core.messages.paper import invitation as texts
from dti_core.messages.paper.invitation import Card, Letter

QR_MM, WIDTHS = 40, (22, 50)
A_PAGE = 4
"""Blocks that fit on a page below its heading."""
HEIGHTS = (18.0, 14.0, 28.0, 28.0, 24.0, 14.0)
"""Points, of the rows of a block: together a little more than the code is high."""
AIR = 10.0
MARGIN = 0.5
"""Inches. Nothing is scaled to the page: programs that do so forget where a page was to end."""
PIXELS_AN_INCH, MM_AN_INCH = 96, 25.4
DASHED = Border(bottom=Side(style="dashed", color=looks.FAINT))
TOP = Alignment(vertical="top", wrap_text=True)


def write(sheet: Any, cards: Sequence[Card], letter: Letter) -> None:
    """Everybody of a unit together, as many pages as it takes."""
    for letters, width in zip("AB", WIDTHS, strict=True):
        sheet.column_dimensions[letters].width = width
    row = 1
    for _, inside in groupby(cards, key=lambda card: card.unit):
        for number, card in enumerate(inside):
            if number % A_PAGE == 0:
                if row > 1:
                    sheet.row_breaks.append(Break(id=row - 1))
                row = _heading(sheet, row, card, letter)
            row = _block(sheet, row, card, letter)
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "portrait", 9
    margins = sheet.page_margins
    margins.left = margins.right = margins.top = margins.bottom = MARGIN
    sheet.sheet_view.showGridLines = False
    sheet.print_options.horizontalCentered = True


def _heading(sheet: Any, row: int, card: Card, letter: Letter) -> int:
    last = texts.deadline(letter) if card.unit else ""
    sizes = ((letter.coordinator, 9, False), (letter.campaign, 12, True), (card.heading, 16, True))
    for text, size, bold in (*sizes, (last, 10, False)):
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=2)
        cell = looks.say(sheet.cell(row, 1), text or None)
        cell.font, cell.alignment = Font(name=looks.FACE, size=size, bold=bold), TOP
        sheet.row_dimensions[row].height = size * 1.6 * (1 + len(text) * size // 1000)
        row += 1
    return row + 1


def _block(sheet: Any, row: int, card: Card, letter: Letter) -> int:
    if card.link:
        sheet.add_image(_code(card.link), f"A{row}")
    lines = (card.who, card.task, *texts.steps(card, letter), card.link or "", card.code)
    for number, (text, height) in enumerate(zip(lines, HEIGHTS, strict=True)):
        cell = looks.say(sheet.cell(row + number, 2), text or None)
        size = 13 if number == 0 else 8 if number > 3 else 10
        cell.font = Font(name=looks.FACE, size=size, bold=number == 0)
        cell.alignment = Alignment(vertical="top", wrap_text=number > 0)
        sheet.row_dimensions[row + number].height = height
    end = row + len(lines)
    sheet.row_dimensions[end].height = AIR
    for number in (1, 2):
        sheet.cell(end, number).border = DASHED
    sheet.row_dimensions[end + 1].height = AIR
    return end + 2


def _code(link: str) -> Any:
    drawn = BytesIO()
    segno.make(link, error="m", micro=False).save(drawn, kind="png", scale=8, border=2)
    image: Any = Image(drawn)
    image.width = image.height = round(QR_MM / MM_AN_INCH * PIXELS_AN_INCH)
    return image
