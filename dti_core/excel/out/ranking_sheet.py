"""The ranking of every group: live places over points that other sheets add up; volunteers apart."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from openpyxl.utils import get_column_letter

from dti_core.campaign.staff.export.results import Result
from dti_core.campaign.staff.export.scope import Scope
from dti_core.excel.out import charts, front, words
from dti_core.excel.out.annex import TOTAL
from dti_core.excel.out.book import TABS, Book, Layout
from dti_core.excel.out.matrix import Places
from dti_core.excel.out.pen import Cell, Pen
from dti_core.excel.out.styles import POINTS
from dti_core.excel.out.values import Formula, Value
from dti_core.framework.framework import Framework
from dti_core.scoring.rounding import half_up

LEAST_FOR_A_CHART = 2
AFTER_TABLE = 2
ROWS_PER_CENTIMETRE = 2.0


def write(book: Book, scope: Scope, results: Sequence[Result], sums: Mapping[int, Places]) -> None:
    """Write the sheet; `sums` says where the sums of every unit stand."""
    widths = [7, 44, 20, 11, 12, 12, 12, 12, 12, 12, 12]
    pen = book.sheet(words.RANKING, Layout(widths, colour="C00000", tab=TABS["ranking"]))
    for text, style, height in front.table_lines(scope, words.RANKING):
        pen.banner(text, style, 9, height)
    groups: dict[tuple[str, str], list[Result]] = {}
    for one in results:
        groups.setdefault((one.unit.framework.content_hash, one.unit.row.group_id), []).append(one)
    for members in groups.values():
        pen.skip()
        _group(pen, members, sums)


def _group(pen: Pen, members: Sequence[Result], sums: Mapping[int, Places]) -> None:
    framework = members[0].unit.framework
    title = front.group_title(framework, members[0].unit.row.group_id)
    pen.banner(f"{title} – {framework.spec.title}", "group", 9)
    heads = _heads(framework)
    pen.line([Cell(head, "head") for head in heads])
    ranked = sorted(
        (one for one in members if one.rank is not None), key=lambda one: (one.rank, one.unit.name)
    )
    first, last = pen.row, pen.row + len(ranked) - 1
    for one in ranked:
        pen.line(_cells(one, sums, pen.row, (first, last)))
    others = [one for one in members if one.rank is None]
    if others:
        pen.banner(words.VOLUNTEERS, "group", 9)
        for one in others:
            pen.line(_cells(one, sums, pen.row, None))
    if len(ranked) >= LEAST_FOR_A_CHART:
        _chart(pen, first, ranked)


def _heads(framework: Framework) -> list[str]:
    pillars = [pillar.title for pillar in framework.spec.pillars]
    score = [words.SCORE] if framework.spec.headline.kind == "pillar_mean" else []
    first = [words.RANK, words.UNIT, words.STATE, words.ANSWERED, words.POINTS]
    return [*first, *pillars, *score, words.MOST, words.SHARE]


def _cells(
    one: Result, sums: Mapping[int, Places], row: int, ranked: tuple[int, int] | None
) -> list[Cell | None]:
    framework, places = one.unit.framework, sums[one.unit.id]
    rank: Value = None
    if ranked is not None:
        rank = Formula(f"=RANK(E{row},E${ranked[0]}:E${ranked[1]},0)", one.rank or 0)
    cells: list[Cell | None] = [
        Cell(rank, "total-rank"),
        Cell(one.unit.name),
        Cell(front.state_words(one.unit.row.state)),
        Cell(f"{one.answered}/{one.asked}", "code"),
        Cell(_rounded(places[TOTAL], one.points), "points"),
    ]
    for pillar in framework.spec.pillars:
        parts = ",".join(places[index] for index in pillar.indices if index in places)
        cells.append(Cell(_rounded(f"SUM({parts})", one.pillars[pillar.id]), "points"))
    if framework.spec.headline.kind == "pillar_mean":
        mean = "+".join(
            places[index] for pillar in framework.spec.pillars for index in pillar.indices if index in places
        )
        cells.append(Cell(_rounded(f"({mean})/{len(framework.spec.pillars)}", one.score), "points"))
    most = get_column_letter(len(cells) + 1)
    share = Fraction(half_up(one.points, 2)) / one.attainable if one.attainable else Fraction(0)
    cells += [
        Cell(one.attainable, "points"),
        Cell(Formula(f"=IF({most}{row}=0,0,E{row}/{most}{row})", share), "percent"),
    ]
    return cells


def _rounded(text: str, value: Fraction) -> Formula:
    """Ranks compare what is published: two decimals, halves up."""
    return Formula(f"=ROUND({text},2)", Fraction(half_up(value, 2)))


def _chart(pen: Pen, first: int, ranked: Sequence[Result]) -> None:
    names = [one.unit.name for one in ranked]
    points = charts.Bars(5, words.POINTS, [Fraction(half_up(one.points, 2)) for one in ranked])
    chart = charts.bars(pen.sheet, charts.Plot(words.RANKING_CHART, first, 2, names, [points], POINTS))
    pen.break_before_chart(len(ranked))
    pen.skip()
    pen.sheet.add_chart(chart, f"B{pen.row}")
    pen.skip(int(chart.height * ROWS_PER_CENTIMETRE) + AFTER_TABLE)
