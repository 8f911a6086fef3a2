"""Paper: A4, as wide as the page, the decision at the head, page numbers at the foot."""

from collections.abc import Sequence
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from dti_core.excel.out.inert import inert

A4 = 9
CENTIMETRE = 1 / 2.54
HEAD = 200
"""Characters; a header holds 255 with its marks."""


def set_up(sheet: Any, widths: Sequence[float], *, landscape: bool, head: str) -> None:
    """Columns, page and margins; before the first row is written."""
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.page_setup.paperSize = A4
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.fitToHeight = 0  # as many pages as it takes
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = sheet.page_margins
    margins.left = margins.right = 1.2 * CENTIMETRE
    margins.top, margins.bottom = 1.8 * CENTIMETRE, 1.5 * CENTIMETRE
    margins.header = margins.footer = 0.8 * CENTIMETRE
    sheet.oddHeader.left.text = marked(head)
    sheet.oddHeader.left.size = 9
    sheet.oddFooter.left.text = marked(sheet.title)
    sheet.oddFooter.left.size = 9
    sheet.oddFooter.right.text = "Trang &P/&N"
    sheet.oddFooter.right.size = 9


def marked(text: str) -> str:
    """As the format wants it: `&` begins a mark; a digit right after the size would be read as part of it."""
    flat = " ".join(inert(text).split())
    short = flat if len(flat) <= HEAD else flat[: HEAD - 1] + "…"
    return " " + short.replace("&", "&&")
