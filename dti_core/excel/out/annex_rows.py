"""Where everything stands in an annex sheet, and the formulas that add it up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from openpyxl.utils import get_column_letter

from dti_core.campaign.staff.export.results import Line, Result, headline
from dti_core.excel.out.annex_columns import ASSESSORS, Heading
from dti_core.excel.out.values import Formula
from dti_core.framework.framework import Framework, Node
from dti_core.scoring.totals import total

ZERO = Fraction(0)
MOST_TERMS = 200
"""A function takes 255 arguments."""


@dataclass(frozen=True)
class Rows:
    """The rows of one unit's annex; `first` is the row of the first node."""

    framework: Framework
    nodes: tuple[Node, ...]
    columns: Sequence[Heading]
    first: int

    @cached_property
    def row_of(self) -> Mapping[str, int]:
        """Node → row."""
        return {node.id: self.first + number for number, node in enumerate(self.nodes)}

    @cached_property
    def _children(self) -> Mapping[str | None, list[str]]:
        found: dict[str | None, list[str]] = {}
        for node in self.nodes:
            found.setdefault(node.parent, []).append(node.id)
        return found

    @cached_property
    def _leaves(self) -> Mapping[str, tuple[str, ...]]:
        """Node → criteria below it (a criterion: itself)."""
        found: dict[str, list[str]] = {node.id: [] for node in self.nodes}
        for node in self.nodes:
            above: str | None = node.id if node.kind == "criterion" else None
            while above is not None:
                found[above].append(node.id)
                above = self.framework.by_id[above].parent
        return {name: tuple(leaves) for name, leaves in found.items()}

    @property
    def total_row(self) -> int:
        """The row below the last node."""
        return self.first + len(self.nodes)

    def cell(self, holds: str, row: int) -> str:
        """The address of what a column holds in a row."""
        number = next(number for number, one in enumerate(self.columns, 1) if one.holds == holds)
        return f"{get_column_letter(number)}{row}"

    def final(self, node: Node, line: Line) -> Formula | Fraction:
        """The column that prevails, live; a number where the points do not come from the columns."""
        order = [one for one in self.framework.spec.merge.order if one in ASSESSORS]
        if not line.follows(order):
            return line.points
        *firsts, last = [self.cell(one, self.row_of[node.id]) for one in order]
        text = f"N({last})"
        for place in reversed(firsts):
            text = f'IF({place}<>"",{place},{text})'
        return Formula(f"={text}", line.points)

    def subtotal(self, node: Node, holds: str, result: Result) -> Formula:
        """The sum of what stands directly below a node."""
        value = total(points(result.lines[leaf], holds) for leaf in self._leaves[node.id])
        return Formula(f"={self._sum(self._children.get(node.id, []), holds)}", value)

    def grand_total(self, holds: str, result: Result) -> Formula:
        """The sum of the indices."""
        tops = self._children.get(None, [])
        value = total(points(result.lines[leaf], holds) for top in tops for leaf in self._leaves[top])
        return Formula(f"={self._sum(tops, holds)}", value)

    def pillar(self, indices: Sequence[str], holds: str, result: Result) -> Formula:
        """The sum of a pillar's indices."""
        here = [index for index in indices if index in self.row_of]
        value = total(points(result.lines[leaf], holds) for index in here for leaf in self._leaves[index])
        return Formula(f"={self._sum(here, holds)}", value)

    def headline(self, pillar_rows: Sequence[int], result: Result) -> Formula:
        """The mean of the pillars."""
        cells = ",".join(self.cell("final", row) for row in pillar_rows)
        return Formula(f"=AVERAGE({cells})", headline(self.framework, result.points, result.pillars))

    def _sum(self, nodes: Sequence[str], holds: str) -> str:
        """Neighbours as a range, others one by one."""
        rows = [self.row_of[node] for node in nodes]
        if not rows:
            return "0"
        runs: list[list[int]] = []
        for row in rows:
            if runs and row == runs[-1][-1] + 1:
                runs[-1].append(row)
            else:
                runs.append([row])
        terms = [self._range(run[0], run[-1], holds) for run in runs]
        chunks = [terms[i : i + MOST_TERMS] for i in range(0, len(terms), MOST_TERMS)]
        return "+".join(f"SUM({','.join(chunk)})" for chunk in chunks)

    def _range(self, first: int, last: int, holds: str) -> str:
        start = self.cell(holds, first)
        return start if first == last else f"{start}:{self.cell(holds, last)}"


def points(line: Line, holds: str) -> Fraction:
    """What a column of points says of a criterion."""
    return line.points if holds == "final" else line.columns.get(holds, ZERO)
