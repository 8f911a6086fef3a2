"""The self-assessment form as a workbook to print and sign: the same cells as on paper, A4 lying.

Points are numbers, not formulas: what is signed must say the same in whatever program it is opened.
"""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from io import BytesIO

from openpyxl import Workbook
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from dti_core.excel.out.printing import marked
from dti_core.excel.self_form import pages
from dti_core.excel.self_form.pen import BOLD, GREY, HEADING, ITALIC, LEFT, MIDDLE, PALE, PLAIN, Pen, Style
from dti_core.messages.paper import form_texts as texts
from dti_core.messages.paper.form import Form, Row
from dti_core.messages.paper.form_columns import Column
from dti_core.messages.paper.pieces import pieces

TITLE = "Phiếu tự đánh giá"
WORDS = ("title", "data", "evidence", "note")
FILLS = {"pillar": GREY, "index": PALE}
SIGNING = 5
"""Empty rows for a signature and the seal."""


def write(form: Form) -> bytes:
    """The whole form in one sheet."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = TITLE
    pen = Pen(sheet, [each.width for each in form.columns])
    _head(pen, form)
    if form.info:
        _section(pen, form.sections[0])
        _info(pen, form)
    _section(pen, form.sections[-2])
    _summary(pen, form)
    sheet.row_breaks.append(Break(pen.row))
    top = pen.row + 1
    _section(pen, form.sections[-1])
    heads = _details(pen, form)
    blank = _foot(pen, form)
    pages.keep_together(sheet, pages.Stretch(top, heads, blank, pen.row))
    _print_setup(sheet, form, heads)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _halves(pen: Pen) -> tuple[tuple[int, int], tuple[int, int]]:
    """The columns that stand in the left and in the right half of the page."""
    half, width = sum(pen.widths) / 2, 0.0
    for number, each in enumerate(pen.widths, 1):
        width += each
        if width >= half * 0.8:
            return (1, number), (number + 1, pen.last)
    raise AssertionError("not reached")


def _head(pen: Pen, form: Form) -> None:
    left, right = _halves(pen)
    for own, country in ((form.unit.upper(), texts.COUNTRY[0]), (form.number, texts.COUNTRY[1])):
        pen.put(left, own, BOLD if own != form.number else PLAIN)
        pen.put(right, country, BOLD)
        pen.row += 1
    pen.row += 1
    pen.line(form.title, replace(BOLD, size=16))
    for line in form.heading:
        pen.line(line)
    pen.line(form.status, BOLD if form.draft else PLAIN)


def _section(pen: Pen, title: str) -> None:
    pen.row += 1
    pen.line(title, replace(BOLD, align="left"))


def _info(pen: Pen, form: Form) -> None:
    (_, middle), right = _halves(pen)
    spans = ((1, 1), (2, middle), right)
    _table(pen, spans, [texts.INFO_HEADS, *form.info])


def _summary(pen: Pen, form: Form) -> None:
    own = next(number for number, each in enumerate(form.columns, 1) if each.holds == "self")
    _table(pen, ((1, own - 2), (own - 1, own - 1), (own, own)), [texts.SUMMARY_HEADS])
    for each in form.sums:
        left, middle = (_strong(style, each.whole, PALE if each.whole else None) for style in (LEFT, MIDDLE))
        pen.put((1, own - 2), each.title, left)
        pen.put((own - 1, own - 1), "" if each.maximum is None else each.maximum, middle)
        pen.put((own, own), each.points, middle)
        pen.row += 1


def _table(pen: Pen, spans: Sequence[tuple[int, int]], rows: Sequence[Sequence[str]]) -> None:
    for number, row in enumerate(rows):
        for span, value in zip(spans, row, strict=True):
            pen.put(span, value, HEADING if number == 0 else MIDDLE if span == (1, 1) else LEFT)
        pen.row += 1


def _details(pen: Pen, form: Form) -> tuple[int, int]:
    """The annex; the first and the last row of its heading."""
    first = pen.row
    _headings(pen, form.columns)
    last = pen.row - 1
    for row in form.rows:
        _row(pen, form.columns, row)
    return first, last


def _headings(pen: Pen, columns: Sequence[Column]) -> None:
    two = int(any(each.over for each in columns))
    for number, each in enumerate(columns, 1):
        if each.over is None:
            pen.put((number, number), each.title, HEADING, down=two)
        elif number == 1 or columns[number - 2].over != each.over:
            span = sum(1 for other in columns[number - 1 :] if other.over == each.over)
            pen.put((number, number + span - 1), each.over, HEADING)
    pen.row += two
    for number, each in enumerate(columns, 1):
        if each.over is not None:
            pen.put((number, number), each.title, HEADING)
    pen.row += 1


def _row(pen: Pen, columns: Sequence[Column], row: Row) -> None:
    """One line of the annex; what is too long for a row goes on in the next: no viewer shows a higher one."""
    parts = [[value] if isinstance(value, str | Fraction) else pieces(value) for value in row.cells]
    for part in range(max(len(each) for each in parts)):
        for number, (column, values) in enumerate(zip(columns, parts, strict=True), 1):
            style = LEFT if column.holds in WORDS else MIDDLE
            value = values[part] if part < len(values) else ""
            pen.put((number, number), value, _strong(style, row.kind != "criterion", FILLS.get(row.kind)))
        pen.row += 1


def _strong(style: Style, bold: bool, fill: str | None) -> Style:
    return replace(style, bold=bold, fill=fill)


def _foot(pen: Pen, form: Form) -> int:
    """Notes and the room for signatures; the number of the empty row between."""
    for note in form.notes:
        pen.line(note, replace(ITALIC, align="left"))
    left, right = _halves(pen)
    blank = pen.row
    pen.row += 1
    pen.put(right, form.place_and_date, ITALIC)
    for number, style in enumerate((BOLD, ITALIC, BOLD)):
        pen.row += SIGNING if number == 2 else 1
        pen.put(left, form.author[number], style)
        pen.put(right, form.head[number], style)
    return blank


def _print_setup(sheet: Worksheet, form: Form, heads: tuple[int, int]) -> None:
    """A4 lying, the annex's heading on every page; unit, status and page at the foot."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{heads[0]}:{heads[1]}"
    margins = sheet.page_margins
    margins.left = margins.right = 0.5
    margins.top, margins.bottom = pages.MARGINS
    footer = HeaderFooterItem()
    footer.left.text = marked(f"{TITLE} – {form.unit} – {form.status}")
    footer.right.text = texts.page("&P", "&N")
    sheet.HeaderFooter.oddFooter = footer
    sheet.sheet_view.showGridLines = False
