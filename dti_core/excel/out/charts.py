"""Native charts: they stay charts in the viewer and follow the numbers of their table.

What they show now is written beside where it stands: previews and phones draw from that alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.data_source import (
    AxDataSource,
    NumData,
    NumDataSource,
    NumRef,
    NumVal,
    StrData,
    StrRef,
    StrVal,
)
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.series import Series, SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties

from dti_core.excel.out.inert import inert

WIDTH, SHORTEST, TALLEST = 24.0, 7.0, 45.0
"""Centimetres."""
PER_BAR = {1: 0.75, 2: 0.5, 3: 0.42}
"""Centimetres of a bar, by how many stand together."""
COLOURS = ("1F4E79", "9DC3E6", "A9D18E")
FAINT = "D9D9D9"


@dataclass(frozen=True)
class Bars:
    """Numbers of one colour: their column, its heading, and what stands there now."""

    column: int
    title: str
    values: Sequence[Fraction]


@dataclass(frozen=True)
class Plot:
    """Which rows of a sheet are drawn: the first, the column of their names, the names, the numbers.

    The headings stand in the row above the first.
    """

    title: str
    first: int
    column: int
    names: Sequence[str]
    bars: Sequence[Bars]
    number_format: str
    most: float | None = None
    """The end of the scale, where it is known."""

    @property
    def last(self) -> int:
        """The last row that is drawn."""
        return self.first + len(self.names) - 1


def bars(sheet: Any, plot: Plot) -> Any:
    """Bars lying on their side, the first row at the top."""
    chart: Any = BarChart()
    chart.type, chart.title, chart.gapWidth = "bar", plot.title, 60
    chart.series = [_series(sheet, plot, number) for number in range(len(plot.bars))]
    chart.x_axis.scaling.orientation = "maxMin"
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.numFmt, chart.y_axis.crosses = (
        plot.number_format,
        "max",
    )  # at the foot, the order being turned
    chart.y_axis.scaling.min, chart.y_axis.scaling.max = 0, plot.most
    chart.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill=FAINT))
    if len(plot.bars) == 1:
        chart.legend = None
        chart.dataLabels = DataLabelList(
            showVal=True, showSerName=False, showCatName=False, showLegendKey=False, showPercent=False
        )
    else:
        chart.legend.position = "b"
    count = len(plot.names) * len(plot.bars)
    chart.width = WIDTH
    chart.height = max(SHORTEST, min(TALLEST, 3 + count * PER_BAR[len(plot.bars)]))
    return chart


def _series(sheet: Any, plot: Plot, number: int) -> Any:
    """One colour, with the numbers, the names and the heading as they are now."""
    own = plot.bars[number]
    head = _place(sheet, own.column, plot.first - 1, plot.first - 1)
    names = StrRef(_place(sheet, plot.column, plot.first, plot.last), _texts(plot.names))
    numbers = NumRef(_place(sheet, own.column, plot.first, plot.last), _numbers(plot, own))
    made: Any = Series(idx=number, order=number)
    made.tx = SeriesLabel(strRef=StrRef(head, _texts([own.title])))
    made.cat, made.val = AxDataSource(strRef=names), NumDataSource(numRef=numbers)
    made.graphicalProperties = GraphicalProperties(solidFill=COLOURS[number])
    return made


def _place(sheet: Any, column: int, first: int, last: int) -> str:
    return str(Reference(sheet, min_col=column, max_col=column, min_row=first, max_row=last))


def _texts(texts: Sequence[str]) -> StrData:
    return StrData(len(texts), [StrVal(number, inert(text)) for number, text in enumerate(texts)])


def _numbers(plot: Plot, own: Bars) -> NumData:
    shown = [NumVal(number, None, repr(float(value))) for number, value in enumerate(own.values)]
    return NumData(plot.number_format, len(shown), shown)
