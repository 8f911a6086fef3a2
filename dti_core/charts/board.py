"""The board as a picture: units against indices, darker where more of the points are there."""

from dataclasses import dataclass
from fractions import Fraction

from dti_core.charts import palette
from dti_core.charts.canvas import Canvas, fitted, rows, whole, wrapped
from dti_core.messages.staff import board_words as words
from dti_core.messages.staff.board_view import Board, Column, Row, Sheet
from dti_core.messages.staff.states import STATES

WIDE, EDGE = 1080, 26
SIGN, TOTAL, SHARE, IDLE = 38, 96, 92, 72
NAME_LEAST, CELL_LEAST, CELL_MOST = 300, 58, 96
HIGH = 62
"""Of a unit's row."""
TITLES = 236
LETTERS, SMALL = 25, 22


@dataclass(frozen=True)
class Places:
    """Where things stand: left edges in pixels from the left, `top` of the first row from the top."""

    cell: int
    cells: int
    total: int
    share: int
    idle: int
    top: int


def draw(board: Board, sheet: Sheet) -> bytes:
    """One picture, 1080 pixels wide, as PNG."""
    heading = wrapped(board.title, WIDE - 2 * EDGE, 34, 2, bold=True)
    places = _places(len(sheet.columns.columns), EDGE + 42 * len(heading) + 74)
    signs = _signs(sheet)
    foot = places.top + HIGH * len(sheet.rows)
    canvas = Canvas(WIDE, foot + 28 * len(signs) + 84)
    _head(canvas, board, sheet, heading)
    _titles(canvas, sheet, places)
    for number, row in enumerate(sheet.rows):
        _unit(canvas, row, sheet.columns.columns, places, places.top + number * HIGH)
    _legend(canvas, signs, foot)
    return canvas.png()


def _places(columns: int, below: int) -> Places:
    right = WIDE - EDGE
    room = right - EDGE - SIGN - NAME_LEAST - TOTAL - SHARE - IDLE
    cell = max(CELL_LEAST, min(CELL_MOST, room // max(1, columns)))
    idle = right - IDLE
    share = idle - SHARE
    total = share - TOTAL
    return Places(cell, total - columns * cell, total, share, idle, below + TITLES)


def _head(canvas: Canvas, board: Board, sheet: Sheet, heading: list[str]) -> None:
    room, y = WIDE - 2 * EDGE, EDGE + 30
    for line in heading:
        canvas.text((EDGE, y), line, 34, bold=True)
        y += 42
    canvas.text((EDGE, y), fitted(words.group_line(sheet), room, 26), 26)
    dated = words.as_of(board.at, board.time_zone, board.published)
    canvas.text((EDGE, y + 36), fitted(dated.capitalize(), room, 24), 24, palette.MUTED)


def _titles(canvas: Canvas, sheet: Sheet, places: Places) -> None:
    """The columns' titles run upwards; below each, the most that it can bring."""
    foot = places.top - 12
    for number, column in enumerate(sheet.columns.columns):
        left = places.cells + number * places.cell
        title = f"{column.code}. {column.title}" if column.code else column.title
        lines = wrapped(title, TITLES - 56, SMALL, 2)
        start = left + (places.cell - 27 * len(lines)) // 2
        for place, line in enumerate(lines):
            canvas.upwards((start + 27 * place, foot - 34), line, SMALL)
        most = words.brief(column.most) if column.most is not None else ""
        canvas.text((left + places.cell / 2, foot), most, 20, palette.MUTED, anchor="ms")
    for left, room, title in (
        (places.total, TOTAL, "Tổng điểm"),
        (places.share, SHARE, "Tiêu chí"),
        (places.idle, IDLE, "Ngày chưa làm"),
    ):
        for place, word in enumerate(title.split()[::-1]):
            canvas.text((left + room / 2, foot - 34 - 27 * place), word, SMALL, anchor="ms")
    canvas.line((EDGE, places.top - 3, WIDE - EDGE, places.top - 3), palette.LINE)


def _unit(canvas: Canvas, row: Row, columns: tuple[Column, ...], places: Places, top: int) -> None:
    middle = top + HIGH / 2
    canvas.text((EDGE + SIGN / 2 - 4, middle), STATES[row.status].sign, 28, palette.INK, anchor="mm")
    lines, size = whole(row.name, places.cells - EDGE - SIGN - 10, (LETTERS, SMALL, 20), 2)
    for place, line in enumerate(lines):
        canvas.text((EDGE + SIGN, middle + 28 * (place - (len(lines) - 1) / 2)), line, size, anchor="lm")
    for number, column in enumerate(columns):
        _cell(canvas, row.cells.get(column.id), column.most, places.cells + number * places.cell, places, top)
    if row.points is not None:
        total = words.brief(row.points)
        canvas.text((places.total + TOTAL - 12, middle), total, LETTERS, bold=True, anchor="rm")
    _done(canvas, row, places.share, top)
    days = "–" if row.idle is None else str(row.idle)
    canvas.text((places.idle + IDLE / 2, middle), days, LETTERS, anchor="mm")
    canvas.line((EDGE, top + HIGH - 1, WIDE - EDGE, top + HIGH - 1), palette.LINE, 1)


def _cell(
    canvas: Canvas, earned: Fraction | None, most: Fraction | None, left: int, places: Places, top: int
) -> None:
    share = earned / most if earned is not None and most else Fraction(0)
    ground = palette.EMPTY if earned is None else palette.heat(share)
    canvas.box((left + 2, top + 3, left + places.cell - 3, top + HIGH - 5), ground, 6)
    ink = palette.on(ground) if earned else palette.MUTED
    middle = (left + places.cell / 2, top + HIGH / 2)
    canvas.text(middle, words.brief(earned), 23, ink, anchor="mm")


def _done(canvas: Canvas, row: Row, left: int, top: int) -> None:
    """How much is answered, as a number over a bar."""
    canvas.text((left + SHARE / 2, top + 26), words.percent(row.share), LETTERS, anchor="mm")
    start, end = left + 8, left + SHARE - 8
    canvas.box((start, top + 44, end, top + 52), palette.TRACK, 4)
    if row.share > 0:
        filled = start + max(8.0, float(row.share) * (end - start))
        canvas.box((start, top + 44, filled, top + 52), palette.OWN, 4)


def _signs(sheet: Sheet) -> list[str]:
    """The signs that occur with their meaning, in lines."""
    shown = {row.status for row in sheet.rows}
    signs = dict.fromkeys(f"{state.sign} {state.words}" for key, state in STATES.items() if key in shown)
    return rows(signs, WIDE - 2 * EDGE, SMALL)


def _legend(canvas: Canvas, signs: list[str], top: int) -> None:
    """What the signs and the shades mean."""
    for place, line in enumerate(signs):
        canvas.text((EDGE, top + 36 + 28 * place), line, SMALL, palette.MUTED)
    y, left = top + 28 * len(signs) + 34, EDGE + 46
    canvas.text((EDGE, y + 20), "0%", SMALL, palette.MUTED)
    for step in range(40):
        canvas.box((left + step * 6, y, left + step * 6 + 6, y + 24), palette.heat(Fraction(step, 39)))
    canvas.text((left + 252, y + 20), "100% điểm tối đa của chỉ số", SMALL, palette.MUTED)
