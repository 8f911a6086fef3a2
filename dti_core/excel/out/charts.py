"""Native charts: they stay charts in the viewer and follow the numbers of their table."""

from typing import Any

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.shapes import GraphicalProperties

CENTIMETRES_PER_BAR = 0.75
COLOURS = ("1F4E79", "9DC3E6", "A9D18E", "F4B183")


def bars(
    sheet: Any, title: str, names: tuple[int, int, int], series: list[tuple[int, int, int]], *, number: str
) -> BarChart:
    """A bar chart lying on its side. `names`, `series`: column, first and last row; a series' head is above.

    `number`: the format of the labels.
    """
    chart = BarChart()
    chart.type, chart.style, chart.title = "bar", 10, title
    for column, first, last in series:
        chart.add_data(
            Reference(sheet, min_col=column, min_row=first - 1, max_row=last), titles_from_data=True
        )
    chart.set_categories(Reference(sheet, min_col=names[0], min_row=names[1], max_row=names[2]))
    for one, colour in zip(chart.series, COLOURS, strict=False):
        one.graphicalProperties = GraphicalProperties(solidFill=colour)
    chart.gapWidth = 60
    chart.y_axis.numFmt, chart.y_axis.majorGridlines = number, chart.y_axis.majorGridlines
    chart.x_axis.scaling.orientation = "maxMin"  # the first of the table at the top
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.legend = chart.legend if len(series) > 1 else None
    if len(series) == 1:
        chart.dataLabels = DataLabelList(
            showVal=True, showSerName=False, showCatName=False, showLegendKey=False
        )
    count = (names[2] - names[1] + 1) * max(1, len(series))
    chart.width, chart.height = 24, max(7.0, min(60.0, 3 + count * CENTIMETRES_PER_BAR))
    return chart
