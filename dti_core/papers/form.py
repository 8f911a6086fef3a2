"""The self-assessment form as a PDF to print, sign and seal: A4 lying, headings and numbers on each page."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from fractions import Fraction
from io import BytesIO
from typing import Any

from fpdf import FPDF
from fpdf.enums import XPos, YPos
from fpdf.fonts import FontFace
from fpdf.table import RowLayoutInfo, Table

from dti_core.messages.formatting import points
from dti_core.messages.paper import form_texts as texts
from dti_core.messages.paper.form import Form, Row, Sum
from dti_core.messages.paper.form_cells import Cell
from dti_core.messages.paper.form_columns import Column
from dti_core.messages.paper.pieces import pieces
from dti_core.papers.page import FAMILY, a4

MARGIN = 15.0
TOP, BOTTOM = 12.0, 16.0
SMALL, NORMAL = 8.0, 10.0
LINE = 4.0
"""Height of a line of the tables, millimetres."""
SIGNING = 52.0
"""Room for both signatures and the seal, which stay together."""
TOGETHER = 90.0
"""How much of a page headings and what follows them may keep to themselves, millimetres."""
GREY, PALE = (221, 226, 233), (240, 243, 247)
HEADS = FontFace(emphasis="B", fill_color=GREY)
STYLES = {
    "pillar": FontFace(emphasis="B", fill_color=GREY),
    "index": FontFace(emphasis="B", fill_color=PALE),
    "component": FontFace(emphasis="B"),
    "criterion": None,
}


class _Sheet(FPDF):
    """Paper whose every page says what it is, so that a page alone cannot pass for another."""

    def __init__(self, form: Form) -> None:
        super().__init__(orientation="landscape", unit="mm", format="A4")
        self._line = f"{form.title.capitalize()} – {form.unit} – {form.status}"

    def footer(self) -> None:
        """Unit, status and page."""
        self.set_y(-12)
        self.set_font(FAMILY, size=SMALL)
        self.cell(self.epw - 30, 5, self._line)
        self.cell(30, 5, texts.page(self.page_no(), "{nb}"), align="R")


class _Table(Table):
    """One whose headings of indices and components never stand alone at the end of a page."""

    def __init__(self, sheet: FPDF, **how: Any) -> None:
        super().__init__(sheet, **how)
        self.leading: set[int] = set()
        """Numbers of the rows that stay with the row after them."""

    def _compute_rows_info(self) -> Iterator[RowLayoutInfo]:
        """As measured; a leading row takes no less room than it and what follows it need together."""
        found = list(super()._compute_rows_info())
        for number in sorted(self.leading & {*range(len(found) - 1)}, reverse=True):
            both = found[number].height + found[number + 1].pagebreak_height
            if both <= TOGETHER:
                found[number] = replace(found[number], pagebreak_height=both)
        return iter(found)


def write(form: Form) -> bytes:
    """The whole form."""
    sheet = a4(f"{form.title} – {form.unit}", _Sheet(form))
    sheet.set_margins(MARGIN, TOP, MARGIN)
    sheet.set_auto_page_break(True, BOTTOM)
    sheet.add_page()
    _head(sheet, form)
    if form.info:
        _section(sheet, form.sections[0])
        _info(sheet, form.info)
    _section(sheet, form.sections[-2])
    _summary(sheet, form.sums)
    _section(sheet, form.sections[-1])
    _details(sheet, form.columns, form.rows)
    _foot(sheet, form)
    out = BytesIO()
    sheet.output(out)
    return out.getvalue()


def _head(sheet: FPDF, form: Form) -> None:
    left, top, half = sheet.l_margin, sheet.get_y(), sheet.epw / 2
    _centred(sheet, left, half, (form.unit.upper(), "B", NORMAL), (form.number, "", NORMAL))
    below = sheet.get_y()
    sheet.set_y(top)
    _centred(sheet, left + half, half, (texts.COUNTRY[0], "B", NORMAL), (texts.COUNTRY[1], "B", NORMAL))
    sheet.set_y(max(below, sheet.get_y()) + 4)
    lines = [(form.title, "B", 14.0)] + [(line, "", NORMAL) for line in form.heading]
    _centred(sheet, left, sheet.epw, *lines, (form.status, "B" if form.draft else "", NORMAL))


def _centred(sheet: FPDF, x: float, width: float, *lines: tuple[str, str, float]) -> None:
    for text, style, size in lines:
        sheet.set_font(FAMILY, style, size)
        sheet.set_x(x)
        sheet.multi_cell(width, size * 0.52, text, align="C", new_x=XPos.LEFT, new_y=YPos.NEXT)


def _section(sheet: FPDF, title: str) -> None:
    if sheet.will_page_break(30):
        sheet.add_page()
    sheet.ln(3)
    sheet.set_font(FAMILY, "B", NORMAL)
    sheet.cell(0, 6, title, new_x=XPos.LMARGIN, new_y=YPos.NEXT)


def _info(sheet: FPDF, rows: Sequence[tuple[str, str, str]]) -> None:
    with _table(sheet, (15, 110, 142), ("CENTER", "LEFT", "LEFT")) as table:
        _centred_row(table, texts.INFO_HEADS)
        for stt, label, said in rows:
            parts = pieces((said,))
            for number, part in enumerate(parts):
                table.row((stt, label, part) if number == 0 else ("", "", part))


def _summary(sheet: FPDF, sums: Sequence[Sum]) -> None:
    with _table(sheet, (187, 40, 40), ("LEFT", "RIGHT", "RIGHT")) as table:
        _centred_row(table, texts.SUMMARY_HEADS)
        for each in sums:
            maximum = "" if each.maximum is None else points(each.maximum)
            style = STYLES["index"] if each.whole else None
            table.row((each.title, maximum, points(each.points)), style=style)


def _details(sheet: FPDF, columns: Sequence[Column], rows: Sequence[Row]) -> None:
    aligned = tuple(
        "LEFT" if each.holds in ("title", "note", "data", "evidence") else "CENTER" for each in columns
    )
    two = any(each.over for each in columns)
    with _table(sheet, tuple(each.width for each in columns), aligned, heads=2 if two else 1) as table:
        _headings(table, columns, two)
        for row in rows:
            _row(table, row)


def _headings(table: Table, columns: Sequence[Column], two: bool) -> None:
    if not two:
        _centred_row(table, [each.title for each in columns])
        return
    upper = table.row()
    for number, each in enumerate(columns):
        if each.over is None:
            upper.cell(each.title, rowspan=2, align="CENTER")
        elif number == 0 or columns[number - 1].over != each.over:
            span = sum(1 for other in columns[number:] if other.over == each.over)
            upper.cell(each.over, colspan=span, align="CENTER")
    lower = table.row()
    for each in columns:
        if each.over is not None:
            lower.cell(each.title, align="CENTER")


def _centred_row(table: Table, titles: Sequence[str]) -> None:
    row = table.row()
    for title in titles:
        row.cell(title, align="CENTER")


def _row(table: _Table, row: Row) -> None:
    """One line of the annex; what is too long for one line of the table goes on in the next."""
    parts = [pieces(_lines(cell)) for cell in row.cells]
    style = STYLES[row.kind]
    if row.kind != "criterion":
        table.leading.add(len(table.rows))
    for number in range(max(len(each) for each in parts)):
        table.row([each[number] if number < len(each) else "" for each in parts], style=style)


def _lines(cell: Cell) -> tuple[str, ...]:
    if isinstance(cell, Fraction):
        return (points(cell),)
    return (cell,) if isinstance(cell, str) else cell


@contextmanager
def _table(
    sheet: FPDF, widths: tuple[float, ...], aligned: tuple[str, ...], heads: int = 1
) -> Iterator[_Table]:
    sheet.set_font(FAMILY, size=SMALL)
    table = _Table(
        sheet,
        col_widths=widths,
        text_align=aligned,
        line_height=LINE,
        padding=(0.7, 1.2),
        headings_style=HEADS,
        num_heading_rows=heads,
        v_align="TOP",
        width=sum(widths),
    )
    yield table
    table.render()


def _foot(sheet: FPDF, form: Form) -> None:
    sheet.ln(2)
    sheet.set_font(FAMILY, "I", SMALL)
    for note in form.notes:
        sheet.multi_cell(0, LINE, note, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    if sheet.will_page_break(SIGNING):
        sheet.add_page()
    half, left = sheet.epw / 2, sheet.l_margin
    sheet.ln(3)
    _centred(sheet, left + half, half, (form.place_and_date, "I", NORMAL))
    top = sheet.get_y()
    for x, (office, how, name) in ((left, form.author), (left + half, form.head)):
        sheet.set_y(top)
        _centred(sheet, x, half, (office, "B", NORMAL), (how, "I", NORMAL))
        sheet.set_y(top + 36)
        _centred(sheet, x, half, (name, "B", NORMAL))
