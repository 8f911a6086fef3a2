"""Invitations to print and hand out: a sheet for each unit, a block with link and QR code for each person."""

from collections.abc import Sequence
from itertools import groupby

import segno
from fpdf import FPDF

from dti_core.messages.paper import invitation as texts
from dti_core.messages.paper.invitation import Card, Letter
from dti_core.papers.page import FAMILY, MARGIN, a4

QR_MM = 46.0
BLOCK_MM = 60.0
FAINT, INK = (107, 114, 128), (31, 41, 55)


def sheets(cards: Sequence[Card], letter: Letter) -> bytes:
    """The pages as PDF: everybody of a unit together, as many pages as it takes."""
    paper = a4(f"Thư mời – {letter.campaign}")
    for _, inside in groupby(cards, key=lambda card: card.unit):
        for number, card in enumerate(inside):
            if number == 0 or paper.get_y() + BLOCK_MM > paper.h - MARGIN:
                _open(paper, card, letter)
            _block(paper, card, letter)
    return bytes(paper.output())


def _open(paper: FPDF, card: Card, letter: Letter) -> None:
    paper.add_page()
    _text(paper, letter.coordinator, 9, color=FAINT)
    _text(paper, letter.campaign, 12, "B")
    paper.ln(3)
    _text(paper, card.heading, 16, "B")
    if card.unit:
        _text(paper, texts.deadline(letter), 10)
    paper.ln(4)


def _block(paper: FPDF, card: Card, letter: Letter) -> None:
    """QR code to the left, words to the right, a dashed line to cut along below."""
    top, left = paper.get_y(), paper.l_margin
    if card.link:
        _qr(paper, card.link, left, top)
    paper.set_left_margin(left + QR_MM + 8)
    paper.set_y(top)
    _text(paper, card.who, 13, "B")
    _text(paper, card.task, 10, color=FAINT)
    paper.ln(2)
    for line in texts.steps(card, letter):
        _text(paper, line, 10)
    if card.link:
        paper.set_font(FAMILY, size=7.5)
        paper.set_text_color(29, 78, 216)
        paper.multi_cell(0, 4, card.link, link=card.link, align="L", new_x="LMARGIN", new_y="NEXT")
    _text(paper, card.code, 7.5, color=FAINT)
    paper.set_left_margin(left)
    bottom = max(paper.get_y(), top + QR_MM) + 6
    paper.set_dash_pattern(2, 2)
    paper.set_draw_color(*FAINT)
    paper.line(left, bottom, paper.w - MARGIN, bottom)
    paper.set_dash_pattern()
    paper.set_y(bottom + 6)


def _qr(paper: FPDF, link: str, left: float, top: float) -> None:
    """Drawn as rectangles, run by run: sharp at any size."""
    code = segno.make(link, error="m", micro=False)
    rows = [list(row) for row in code.matrix]
    size = QR_MM / (len(rows) + 2)
    paper.set_fill_color(0, 0, 0)
    for y, row in enumerate(rows, 1):
        x = 1
        for dark, run in groupby(row):
            length = len(list(run))
            if dark:
                paper.rect(left + x * size, top + y * size, length * size, size, style="F")
            x += length


def _text(paper: FPDF, text: str, size: float, style: str = "", color: tuple[int, int, int] = INK) -> None:
    paper.set_font(FAMILY, style, size)
    paper.set_text_color(*color)
    paper.multi_cell(0, size * 0.5, text, align="L", new_x="LMARGIN", new_y="NEXT")
