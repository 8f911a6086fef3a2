"""How our books look, and how texts from people are kept from being formulas."""

from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

from dti_core.excel.out.inert import inert, needs_quote

FACE = "Calibri"
INK, PAPER, ACCENT, FAINT = "1F2937", "FFFFFF", "1D4ED8", "6B7280"
THIN = Side(style="thin", color="C7CDD6")
GRID = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
HEAD_FILL = PatternFill("solid", fgColor=ACCENT)
EXAMPLE_FILL = PatternFill("solid", fgColor="F3F4F6")
WRAP = Alignment(vertical="center", wrap_text=True)
UNLOCKED = Protection(locked=False)


def say(cell: Cell, text: str | None) -> Cell:
    """Put a text into a cell: shown as it is, whatever it begins with, without what no file may hold."""
    shown = inert(text) if text else ""
    cell.value = shown or None
    if shown:
        cell.data_type = "s"
        if needs_quote(shown):
            cell.quotePrefix = True
    return cell


def head(cell: Cell, text: str, note: str = "") -> None:
    """A heading."""
    say(cell, text)
    cell.font = Font(name=FACE, bold=True, color=PAPER)
    cell.fill, cell.border = HEAD_FILL, GRID
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    if note:
        cell.comment = Comment(note, "dti", width=260, height=90)


def title(cell: Cell, text: str) -> None:
    """The title of a sheet."""
    say(cell, text)
    cell.font = Font(name=FACE, bold=True, size=14, color=INK)


def faint(cell: Cell, text: str) -> None:
    """A remark."""
    say(cell, text)
    cell.font = Font(name=FACE, italic=True, color=FAINT)
