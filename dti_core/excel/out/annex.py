"""One unit's form in the annex's own layout: every column of points, live sums, remarks, evidence."""

from collections.abc import Callable, Mapping
from fractions import Fraction

from openpyxl.utils import get_column_letter

from dti_core.campaign.staff.export.results import Line, Result
from dti_core.campaign.staff.export.scope import Scope
from dti_core.excel.out import annex_notes, front, words
from dti_core.excel.out.annex_columns import ASSESSORS, Heading, headings
from dti_core.excel.out.annex_notes import Behind
from dti_core.excel.out.annex_rows import Rows
from dti_core.excel.out.book import TABS, Book, Layout
from dti_core.excel.out.names import reference
from dti_core.excel.out.pen import Cell, Pen
from dti_core.excel.out.values import Formula, Value
from dti_core.framework.framework import Framework, Node

TOTAL = ""
GROUNDS = {"index": "index-", "component": "component-", "criterion": ""}


def sheet_name(result: Result, number: int | None = None) -> str:
    """The unit's name, with a number where there are many."""
    return result.unit.name if number is None else f"{number:02} {result.unit.name}"


def write(book: Book, name: str, scope: Scope, result: Result, behind: Behind) -> Mapping[str, str]:
    """Write the sheet; where final points stand (node, or `TOTAL` → `'Sheet'!G7`), for other sheets."""
    framework = result.unit.framework
    columns = headings(framework)
    lines = front.unit_lines(scope, result)
    deep = 1 + any(one.over for one in columns)
    first = len(lines) + deep + 1
    layout = Layout(
        [one.width for one in columns],
        f"C{first}",
        repeated=(len(lines) + 1, first - 1),
        colour="1F4E79",
        tab=TABS["unit"],
    )
    pen = book.sheet(name, layout)
    for text, style, height in lines:
        pen.banner(text, style, len(columns), height)
    _heads(pen, columns)
    shown = tuple(node for node in framework.nodes if scope.sees(framework, node.id))
    rows = Rows(framework, shown, columns, first)
    for node in shown:
        pen.line([_cell(rows, one, node, result, behind) for one in columns])
    _totals(pen, rows, scope, result)
    pen.sheet.auto_filter.ref = f"A{first - 1}:{get_column_letter(len(columns))}{rows.total_row - 1}"
    here = reference(pen.sheet.title)
    places = {node.id: f"{here}!{rows.cell('final', rows.row_of[node.id])}" for node in shown}
    return {**places, TOTAL: f"{here}!{rows.cell('final', rows.total_row)}"}


def _heads(pen: Pen, columns: tuple[Heading, ...]) -> None:
    """One row of headings, or two where a heading spans several columns."""
    if not any(one.over for one in columns):
        pen.line([Cell(one.title, "head") for one in columns])
        return
    top = pen.row
    pen.line([Cell(one.over or one.title, "head") for one in columns])
    pen.line([Cell(one.title, "head") for one in columns])
    start = 0
    while start < len(columns):
        end = start
        over = columns[start].over
        while over and end + 1 < len(columns) and columns[end + 1].over == over:
            end += 1
        left, right = get_column_letter(start + 1), get_column_letter(end + 1)
        pen.sheet.merged_cells.add(f"{left}{top}:{right}{top if over else top + 1}")
        start = end + 1


def _cell(rows: Rows, column: Heading, node: Node, result: Result, behind: Behind) -> Cell:
    ground, framework = GROUNDS[node.kind], rows.framework
    if column.holds == "max":
        value = _maximum(framework, node)
        whole = value is None or value.denominator == 1
        return Cell(value, f"{ground}{'whole' if whole else 'points'}")
    if column.sums:
        if node.kind != "criterion":
            return Cell(rows.subtotal(node, column.holds, result), ground + _summed(column))
        return Cell(_points(rows, column.holds, node, result.lines[node.id]), "points")
    if node.kind == "criterion" and column.holds == "open":
        way = behind.way(node.id)
        return Cell(way[0], "link", way[1]) if way else Cell(None)
    if node.kind == "criterion" and column.holds in WRITTEN:
        return Cell(WRITTEN[column.holds](framework, node, result.lines[node.id], behind, rows) or None)
    text = {"code": _code(node), "title": node.title, "method": node.method or ""}.get(column.holds, "")
    return Cell(text or None, ground + ("code" if column.holds == "code" else "text"))


def _summed(column: Heading) -> str:
    """A sum over a column that nobody has filled yet is shown as nothing."""
    return "points" if column.holds in ("self", "final") else "given"


def _points(rows: Rows, holds: str, node: Node, line: Line) -> Value:
    return rows.final(node, line) if holds == "final" else line.columns.get(holds)


def _maximum(framework: Framework, node: Node) -> Fraction | None:
    """As printed; a shared maximum stands at the first of those that share it."""
    pool = framework.pools.get(node.pool or "")
    if pool is None or node.max_points is not None:
        return node.max_points
    return Fraction(pool.max) if framework.members(pool.id)[0].id == node.id else None


def _code(node: Node) -> str:
    return node.code if node.printed_code is None else node.printed_code


def _note(framework: Framework, node: Node, line: Line, behind: Behind, rows: Rows) -> str:
    own = any(one.holds == "evidence" for one in rows.columns)
    said = annex_notes.note(framework, node, line, behind, with_pieces=not own)
    printed = any(one.holds == "note" for one in framework.spec.columns)
    return "\n".join(part for part in (said, node.note if printed else "") if part)


WRITTEN: Mapping[str, Callable[[Framework, Node, Line, Behind, Rows], str]] = {
    "note": _note,
    "evidence": lambda _f, node, _l, behind, _r: annex_notes.proof(node, behind),
    "data": lambda framework, node, _l, behind, _r: annex_notes.data(framework, node, behind),
    "provider": lambda _f, node, _l, _b, _r: annex_notes.providers(node),
}


def _totals(pen: Pen, rows: Rows, scope: Scope, result: Result) -> None:
    spec = rows.framework.spec
    whole = scope.indices is None
    title = words.TOTAL if whole else words.ASSIGNED_TOTAL
    printed = Fraction(spec.max_points) if whole else None
    _sum_row(pen, rows, title, printed, lambda holds: rows.grand_total(holds, result))
    if not whole:
        return
    pillar_rows = []
    for pillar in spec.pillars:
        named = words.PILLAR.format(title=pillar.title)
        pillar_rows.append(
            _sum_row(pen, rows, named, Fraction(pillar.max), _pillar_sums(rows, pillar.indices, result))
        )
    if spec.headline.kind == "pillar_mean" and pillar_rows:
        score = rows.headline(pillar_rows, result)
        title = words.HEADLINE.format(count=len(pillar_rows))
        _sum_row(pen, rows, title, None, lambda holds: score if holds == "final" else None)
    if result.attainable != printed:
        _sum_row(
            pen, rows, words.ATTAINABLE, None, lambda holds: result.attainable if holds == "final" else None
        )


def _pillar_sums(rows: Rows, indices: tuple[str, ...], result: Result) -> Callable[[str], Formula]:
    return lambda holds: rows.pillar(indices, holds, result)


def _sum_row(pen: Pen, rows: Rows, title: str, maximum: Fraction | None, sums: Callable[[str], Value]) -> int:
    cells: list[Cell | None] = []
    for column in rows.columns:
        if column.holds == "title":
            cells.append(Cell(title, "total-text"))
        elif column.holds == "max":
            cells.append(Cell(maximum, "total-points"))
        elif column.holds in ASSESSORS or column.holds == "final":
            cells.append(Cell(sums(column.holds), f"total-{_summed(column)}"))
        else:
            cells.append(Cell(None, "total-text"))
    return pen.line(cells)
