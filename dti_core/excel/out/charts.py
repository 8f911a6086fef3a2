"""Native charts: they stay charts in the viewer and follow the numbers of their table."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties

WIDTH, SHORTEST, TALLEST = 24.0, 7.0, 45.0
"""Centimetres."""
PER_BAR = {1: 0.75, 2: 0.5, 3: 0.42}
"""Centimetres of a bar, by how many stand together."""
COLOURS = ("1F4E79", "9DC3E6", "A9D18E")
FAINT = "D9D9D9"


@dataclass(frozen=True)
class Plot:
    """Which rows of a sheet are drawn: the column of the names, those of the numbers; heads stand above."""

    title: str
    first: int
    last: int
    names: int
    numbers: Sequence[int]
    number_format: str
    most: float | None = None
    """The end of the scale, where it is known."""


def bars(sheet: Any, plot: Plot) -> Any:
    """Bars lying on their side, the first row at the top."""
    chart: Any = BarChart()
    chart.type, chart.title, chart.gapWidth = "bar", plot.title, 60
    for column in plot.numbers:
        area = Reference(sheet, min_col=column, min_row=plot.first - 1, max_row=plot.last)
        chart.add_data(area, titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=plot.names, min_row=plot.first, max_row=plot.last))
    for one, colour in zip(chart.series, COLOURS, strict=False):
        one.graphicalProperties = GraphicalProperties(solidFill=colour)
    chart.x_axis.scaling.orientation = "maxMin"
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.numFmt, chart.y_axis.crosses = (
        plot.number_format,
        "max",
    )  # at the foot, the order being turned
    chart.y_axis.scaling.min, chart.y_axis.scaling.max = 0, plot.most
    chart.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill=FAINT))
    if len(plot.numbers) == 1:
        chart.legend = None
        chart.dataLabels = DataLabelList(
            showVal=True, showSerName=False, showCatName=False, showLegendKey=False, showPercent=False
        )
    else:
        chart.legend.position = "b"
    count = (plot.last - plot.first + 1) * len(plot.numbers)
    chart.width = WIDTH
    chart.height = max(SHORTEST, min(TALLEST, 3 + count * PER_BAR[len(plot.numbers)]))
    return chart
