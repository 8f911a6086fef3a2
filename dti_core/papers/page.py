"""A page of paper: A4, with a typeface that is shipped with a library of ours."""

import logging

from fpdf import FPDF

from dti_core.typefaces import typeface

FAMILY = "DejaVu"
MARGIN = 18.0
"""Millimetres."""
FACES = {"": "DejaVuSans.ttf", "B": "DejaVuSans-Bold.ttf", "I": "DejaVuSans-Oblique.ttf"}

logging.getLogger("fontTools").setLevel(logging.ERROR)


def a4(title: str, paper: FPDF | None = None) -> FPDF:
    """An empty document; `title` is what viewers show in their frame. `paper`: another kind or shape."""
    paper = paper or FPDF(orientation="portrait", unit="mm", format="A4")
    paper.set_title(title)
    paper.set_lang("vi")
    paper.set_margins(MARGIN, MARGIN, MARGIN)
    paper.set_auto_page_break(True, MARGIN)
    for style, name in FACES.items():
        paper.add_font(FAMILY, style, typeface(name))
    paper.set_font(FAMILY, size=11)
    return paper
