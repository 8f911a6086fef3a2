"""Points by index: every unit of a group with the group's median and best, as table and chart."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from statistics import median

from openpyxl.utils import get_column_letter

from dti_core.campaign.staff.export.results import Result
from dti_core.campaign.staff.export.scope import Scope
from dti_core.excel.out import charts, front, words
from dti_core.excel.out.book import TABS, Book, Layout
from dti_core.excel.out.matrix import Places
from dti_core.excel.out.pen import Cell, Pen
from dti_core.excel.out.styles import PERCENT
from dti_core.excel.out.values import Formula
from dti_core.framework.framework import Framework, Node

COLUMNS = 7
"""Before the units: code, title, maximum, median and best, and these two as parts of the maximum."""


def group(book: Book, scope: Scope, results: Sequence[Result], sums: Mapping[int, Places], name: str) -> None:
    """One ranking group: indices down, units across, and where the group stands on the whole."""
    ranked = [one for one in results if not one.unit.row.volunteer] or list(results)
    framework = ranked[0].unit.framework
    title = front.group_title(framework, ranked[0].unit.row.group_id)
    above = front.table_lines(scope, f"{words.BY_INDEX} – {title}", framework)
    head = len(above) + 1
    widths = [20 if framework.spec.pillars else 9, 44, 10, 11, 11, 11, 11, *[11] * len(ranked)]
    layout = Layout(
        widths,
        f"D{head + 1}",
        repeated=(head, head),
        tab=TABS["index"],
        kept=2,
        pages_wide=-(-len(widths) // 18),
    )
    pen = book.sheet(name, layout)
    for text, style, height in above:
        pen.banner(text, style, 7, height)
    titles = (words.CODE, words.INDEX, words.MAX, words.MEDIAN, words.BEST)
    shares = (f"{words.MEDIAN}, %", f"{words.BEST}, %")
    pen.line([Cell(one, "head") for one in (*titles, *shares, *(one.unit.name for one in ranked))], 75)
    shown = indices(scope, framework)
    for index in shown:
        pen.line(_across(pen.row, index, ranked, sums))
    parts = [[_part(value, index) for value in _middle_and_best(index, ranked)] for index in shown]
    _chart(pen, shown, _bars(COLUMNS - 1, shares, parts))


def unit(book: Book, scope: Scope, own: Result, results: Sequence[Result], places: Places) -> Pen:
    """One unit beside its group, which is told in numbers without names."""
    framework = own.unit.framework
    above = front.unit_lines(scope, own)
    head = len(above) + 1
    widths = [20 if framework.spec.pillars else 9, 50, 11, 12, 12, 12, 12, 12, 12]
    layout = Layout(widths, f"C{head + 1}", repeated=(head, head), colour="C00000", tab=TABS["overview"])
    pen = book.sheet(words.SUMMARY, layout)
    for text, style, height in above:
        pen.banner(text, style, len(widths), height)
    names = (words.CODE, words.INDEX, words.MAX, words.FINAL, words.MEDIAN, words.BEST)
    shares = (own.unit.name, f"{words.MEDIAN} nhóm", f"{words.BEST} nhóm")
    heads = [f"{one}, %" for one in shares]
    pen.line([Cell(one, "head") for one in (*names, *heads)])
    ranked = [one for one in results if not one.unit.row.volunteer] or [own]
    shown, parts = indices(scope, framework), []
    for index in shown:
        mine, middle, best = own.indices[index.id], *_middle_and_best(index, ranked)
        cells = [*_index_cells(index), Cell(Formula(f"={places[index.id]}", mine), "points")]
        cells += [Cell(middle, "points"), Cell(best, "points")]
        three = zip("DEF", (mine, middle, best), strict=True)
        pen.line([*cells, *(_share(letter, pen.row, value, index) for letter, value in three)])
        parts.append([_part(value, index) for value in (mine, middle, best)])
    _chart(pen, shown, _bars(COLUMNS, heads, parts))
    return pen


def indices(scope: Scope, framework: Framework) -> list[Node]:
    """The indices that the reader sees."""
    return [node for node in framework.indices if scope.indices is None or node.id in scope.indices]


def _index_cells(index: Node) -> list[Cell | None]:
    return [Cell(index.name, "code"), Cell(index.title), Cell(index.max_points, "loose")]


def _across(row: int, index: Node, ranked: Sequence[Result], sums: Mapping[int, Places]) -> list[Cell | None]:
    left = get_column_letter(COLUMNS + 1)
    right = get_column_letter(COLUMNS + len(ranked))
    span = f"{left}{row}:{right}{row}"
    middle, best = _middle_and_best(index, ranked)
    cells = [
        *_index_cells(index),
        Cell(Formula(f"=MEDIAN({span})", middle), "points"),
        Cell(Formula(f"=MAX({span})", best), "points"),
        _share("D", row, middle, index),
        _share("E", row, best, index),
    ]
    for one in ranked:
        cells.append(Cell(Formula(f"={sums[one.unit.id][index.id]}", one.indices[index.id]), "points"))
    return cells


def _middle_and_best(index: Node, ranked: Sequence[Result]) -> tuple[Fraction, Fraction]:
    points = [one.indices[index.id] for one in ranked]
    return Fraction(median(points)), max(points)


def _part(value: Fraction, index: Node) -> Fraction:
    """Of the printed maximum."""
    return value / index.max_points if index.max_points else Fraction(0)


def _share(letter: str, row: int, value: Fraction, index: Node) -> Cell:
    return Cell(Formula(f"=IF(N(C{row})=0,0,{letter}{row}/C{row})", _part(value, index)), "percent")


def _bars(first: int, titles: Sequence[str], parts: Sequence[Sequence[Fraction]]) -> list[charts.Bars]:
    """One colour for each of the columns from the first on; `parts`: their numbers, row by row."""
    columns = enumerate(titles, first)
    return [charts.Bars(column, title, [row[column - first] for row in parts]) for column, title in columns]


def _chart(pen: Pen, shown: Sequence[Node], drawn: Sequence[charts.Bars]) -> None:
    """Below the table that has just been written."""
    if not shown:
        return
    pen.break_before_chart(len(shown))
    names = [index.title for index in shown]
    most = 1.0 if max(value for one in drawn for value in one.values) <= 1 else None
    plot = charts.Plot(words.INDEX_CHART, pen.row - len(shown), 2, names, drawn, PERCENT, most)
    pen.sheet.add_chart(charts.bars(pen.sheet, plot), f"B{pen.row + 1}")
