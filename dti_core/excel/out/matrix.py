"""Units against criteria: one row a unit, the indices and the total as live sums."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from openpyxl.utils import get_column_letter

from dti_core.campaign.staff.export.results import Result
from dti_core.campaign.staff.export.scope import Scope
from dti_core.excel.out import front, words
from dti_core.excel.out.annex import TOTAL
from dti_core.excel.out.book import TABS, Book, Layout
from dti_core.excel.out.names import reference
from dti_core.excel.out.pen import Cell, Pen
from dti_core.excel.out.values import Formula, Value
from dti_core.framework.framework import Framework, Node
from dti_core.messages.formatting import short
from dti_core.scoring.totals import total

Places = Mapping[str, str]
"""Node (or `TOTAL`) → where its points stand in the book."""
FIXED = 2
HEADS = 3
COLUMNS_A_PAGE = 26


@dataclass(frozen=True)
class Block:
    """An index with the columns of its criteria; its sum stands right after them."""

    index: Node
    criteria: tuple[Node, ...]
    first: int

    @property
    def sum_column(self) -> int:
        """The column of the index' sum."""
        return self.first + len(self.criteria)


def write(
    book: Book, scope: Scope, results: Sequence[Result], annexes: Mapping[int, Places], name: str
) -> dict[int, Places]:
    """Write the sheet for units of one framework; for every unit, where its sums stand."""
    framework = results[0].unit.framework
    blocks = _blocks(scope, framework)
    width = blocks[-1].sum_column + 1
    above = front.table_lines(scope, words.MATRIX, framework)
    first = len(above) + HEADS + 1
    pen = book.sheet(
        name,
        Layout(
            [26, 16, *[7.5] * (width - FIXED - 1), 11],
            f"{get_column_letter(FIXED + 1)}{first}",
            repeated=(len(above) + 1, first - 1),
            colour="70AD47",
            tab=TABS["matrix"],
            kept=1,
            pages_wide=-(-width // COLUMNS_A_PAGE),
        ),
    )
    for text, style, height in above:
        pen.banner(text, style, min(width, 16), height)
    _heads(pen, blocks)
    found = {}
    for result in results:
        found[result.unit.id] = _row(pen, blocks, result, annexes.get(result.unit.id, {}))
    pen.sheet.auto_filter.ref = f"A{first - 1}:{get_column_letter(width)}{pen.row - 1}"
    return found


def _blocks(scope: Scope, framework: Framework) -> list[Block]:
    by_index: dict[str, list[Node]] = {}
    for node in framework.criteria:
        if scope.sees(framework, node.id):
            by_index.setdefault(framework.index_of(node.id).id, []).append(node)
    blocks, column = [], FIXED + 1
    for index, nodes in by_index.items():
        blocks.append(Block(framework.by_id[index], tuple(nodes), column))
        column += len(nodes) + 1
    return blocks


def _heads(pen: Pen, blocks: Sequence[Block]) -> None:
    top = pen.row
    indices: list[Cell | None] = [Cell(words.UNIT, "head"), Cell(words.GROUP, "head")]
    titles: list[Cell | None] = [Cell(None, "head"), Cell(None, "head")]
    codes: list[Cell | None] = [Cell(None, "head"), Cell(words.MAX, "head")]
    for block in blocks:
        named = f"{block.index.name}. {block.index.title}"
        indices += [Cell(named, "head"), *[Cell(None, "head")] * len(block.criteria)]
        titles += [Cell(short(f"{node.name} {node.title}", 70), "upwards") for node in block.criteria]
        titles.append(Cell(short(f"Cộng {named}", 60), "upwards"))
        codes += [Cell(node.max_points, "component-loose") for node in (*block.criteria, block.index)]
    for row, label in ((indices, words.TOTAL), (titles, None), (codes, None)):
        row.append(Cell(label, "head"))
    pen.line(indices, 42)
    pen.line(titles, 150)
    pen.line(codes)
    for block in blocks:
        left, right = get_column_letter(block.first), get_column_letter(block.sum_column)
        if left != right:
            pen.sheet.merged_cells.add(f"{left}{top}:{right}{top}")


def _row(pen: Pen, blocks: Sequence[Block], result: Result, annex: Places) -> Places:
    row, unit = pen.row, result.unit
    group = front.group_title(unit.framework, unit.row.group_id)
    cells: list[Cell | None] = [Cell(unit.name), Cell(group)]
    places: dict[str, str] = {}
    here = reference(pen.sheet.title)
    for block in blocks:
        cells += [Cell(_points(result, node, annex), "points") for node in block.criteria]
        cells.append(Cell(_sum(block, row, result), "component-points"))
        places[block.index.id] = f"{here}!{get_column_letter(block.sum_column)}{row}"
    sums = ",".join(f"{get_column_letter(block.sum_column)}{row}" for block in blocks)
    whole = total(_earned(result, block) for block in blocks)
    cells.append(Cell(Formula(f"=SUM({sums})", whole), "total-points"))
    places[TOTAL] = f"{here}!{get_column_letter(blocks[-1].sum_column + 1)}{row}"
    pen.line(cells)
    return places


def _points(result: Result, node: Node, annex: Places) -> Value:
    """From the unit's own form where the book has it, so that a change there is seen here."""
    points = result.lines[node.id].points
    return Formula(f"={annex[node.id]}", points) if node.id in annex else points


def _sum(block: Block, row: int, result: Result) -> Formula:
    left, right = get_column_letter(block.first), get_column_letter(block.sum_column - 1)
    return Formula(f"=SUM({left}{row}:{right}{row})", _earned(result, block))


def _earned(result: Result, block: Block) -> Fraction:
    return total(result.lines[node.id].points for node in block.criteria)
