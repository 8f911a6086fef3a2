"""A unit's points by index as bars, with marks for the group's median and best; of nobody in particular."""

from fractions import Fraction

from dti_core.charts import palette
from dti_core.charts.canvas import Canvas, fitted, wrapped
from dti_core.messages.contact.comparison import Bar, Comparison
from dti_core.messages.formatting import points
from dti_core.messages.staff import board_words as words

WIDE, EDGE = 1080, 34
ROOM = WIDE - 2 * EDGE
FEW = 9
"""Up to so many indices there is room for the group's figures under each bar."""
BAR = 30
LETTERS, SMALL = 27, 23


def draw(seen: Comparison) -> bytes:
    """The chart, 1080 pixels wide, as PNG."""
    heading = wrapped(seen.unit, ROOM, 36, 2, bold=True)
    roomy = len(seen.bars) <= FEW
    step = 84 + (32 if roomy and seen.compared else 0)
    top = EDGE + 44 * len(heading) + 92
    foot = top + 24 + step * (len(seen.bars) + 1)
    gains = 46 + 36 * len(seen.gains) if seen.gains else 0
    canvas = Canvas(WIDE, foot + gains + (56 if seen.compared else 0) + 20)
    _head(canvas, seen, heading)
    _bar(canvas, seen.whole, top, figures=roomy, bold=True)
    canvas.line((EDGE, top + step + 2, WIDE - EDGE, top + step + 2), palette.LINE)
    for number, bar in enumerate(seen.bars, 1):
        _bar(canvas, bar, top + 24 + number * step, figures=roomy)
    if seen.compared:
        _legend(canvas, foot)
    _gains(canvas, seen, foot + (56 if seen.compared else 0))
    return canvas.png()


def _head(canvas: Canvas, seen: Comparison, heading: list[str]) -> None:
    y = EDGE + 30
    for line in heading:
        canvas.text((EDGE, y), line, 36, bold=True)
        y += 44
    canvas.text((EDGE, y), fitted(seen.campaign, ROOM, 26), 26)
    dated = words.as_of(seen.at, seen.time_zone, seen.published).capitalize()
    beside = f"{dated} · so với nhóm {seen.units} đơn vị" if seen.compared else dated
    canvas.text((EDGE, y + 36), fitted(beside, ROOM, 24), 24, palette.MUTED)


def _bar(canvas: Canvas, bar: Bar, top: int, *, figures: bool, bold: bool = False) -> None:
    """Title and points over the bar; under it the group's figures."""
    told = points(bar.own) + (f" / {points(bar.most)}" if bar.most is not None else "")
    canvas.text((WIDE - EDGE, top + 28), told, LETTERS, bold=True, anchor="rs")
    canvas.text((EDGE, top + 28), fitted(bar.title, ROOM - 260, LETTERS, bold), LETTERS, bold=bold)
    middle = top + 42 + BAR / 2
    canvas.box((EDGE, middle - BAR / 2, WIDE - EDGE, middle + BAR / 2), palette.TRACK, 6)
    if bar.own > 0:
        end = max(EDGE + 12.0, _place(bar, bar.own))
        canvas.box((EDGE, middle - BAR / 2, end, middle + BAR / 2), palette.OWN, 6)
    if bar.median is None or bar.best is None:
        return
    _diamond(canvas, _place(bar, bar.median), middle)
    _triangle(canvas, _place(bar, bar.best), middle)
    if figures:
        line = f"trung vị nhóm {points(bar.median)} · cao nhất {points(bar.best)}"
        canvas.text((WIDE - EDGE, top + 98), line, SMALL, palette.MUTED, anchor="rs")


def _place(bar: Bar, value: Fraction) -> float:
    most = bar.most or max(bar.own, bar.best or Fraction(0), Fraction(1))
    return EDGE + float(min(value / most, Fraction(1))) * ROOM


def _diamond(canvas: Canvas, x: float, y: float) -> None:
    canvas.shape([(x, y - 17), (x + 13, y), (x, y + 17), (x - 13, y)], palette.MARK)


def _triangle(canvas: Canvas, x: float, y: float) -> None:
    canvas.shape([(x, y + 2), (x + 13, y - 19), (x - 13, y - 19)], palette.INK)


def _legend(canvas: Canvas, top: int) -> None:
    canvas.box((EDGE, top + 12, EDGE + 40, top + 34), palette.OWN, 4)
    canvas.text((EDGE + 52, top + 32), "đơn vị", SMALL, palette.MUTED)
    _diamond(canvas, EDGE + 176, top + 23)
    canvas.text((EDGE + 200, top + 32), "trung vị nhóm", SMALL, palette.MUTED)
    _triangle(canvas, EDGE + 446, top + 33)
    canvas.text((EDGE + 472, top + 32), "cao nhất nhóm", SMALL, palette.MUTED)


def _gains(canvas: Canvas, seen: Comparison, top: int) -> None:
    if not seen.gains:
        return
    canvas.text((EDGE, top + 32), "Nhiều điểm nhất còn lấy được", LETTERS, bold=True)
    for place, gain in enumerate(seen.gains):
        y = top + 70 + 36 * place
        canvas.text((WIDE - EDGE, y), f"+{points(gain.points)}", 25, bold=True, anchor="rs")
        canvas.text((EDGE, y), fitted(f"{gain.name} {gain.title}", ROOM - 140, 25), 25)
