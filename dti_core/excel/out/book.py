"""A book being written: sheets in the order of their tabs, set up for the screen and for paper."""

import tempfile
import zipfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.workbook.properties import CalcProperties
from openpyxl.writer.excel import ExcelWriter

from dti_core.excel.out import printing
from dti_core.excel.out.inert import inert
from dti_core.excel.out.names import Names
from dti_core.excel.out.pen import Pen
from dti_core.excel.out.results import Missing, finish
from dti_core.excel.out.styles import Styles

TABS = {
    "overview": 0, "ranking": 1, "progress": 2, "matrix": 3, "index": 4, "unit": 5, "figures": 6,
    "evidence": 7, "review": 8, "history": 9, "method": 10, "anomalies": 11,
}  # fmt: skip
"""The order of the sheets."""
Told = Callable[[float], None]
"""Is told from time to time which part (0…1) of the work is done."""


@dataclass(frozen=True)
class Layout:
    """How a sheet is set up. `widths`: of columns, in characters; `frozen`: the first cell that scrolls."""

    widths: Sequence[float]
    frozen: str | None = None
    landscape: bool = True
    repeated: tuple[int, int] | None = None
    """First and last row that stand at the head of every printed page."""
    kept: int = 0
    """Columns that stand at the left of every printed page."""
    colour: str | None = None
    tab: int = 0
    """Sheets stand in the order of these numbers, those of one number in the order of their making."""
    pages_wide: int = 1
    """On how many pages of paper the columns are spread."""


class Book:
    """Sheets are written one after the other or side by side; `save` ends it.

    `head`: what stands at the head of every printed page (the decision, the campaign).
    """

    def __init__(self, title: str, head: str, zone: str) -> None:
        self._workbook = Workbook(write_only=True)
        self._workbook.calculation = CalcProperties(fullCalcOnLoad=True)
        self._workbook.properties.title = inert(title)
        self._workbook.properties.creator = "DTI"
        self._head, self._zone = head, zone
        self._names = Names()
        self._pens: list[Pen] = []
        self._files = ExitStack()
        self._tabs: list[int] = []
        self._styles: Styles | None = None

    def sheet(self, wanted: str, layout: Layout) -> Pen:
        """A new sheet at the end; its name may differ from the one wanted."""
        at = sum(tab <= layout.tab for tab in self._tabs)
        self._tabs.append(layout.tab)
        sheet = self._workbook.create_sheet(self._names.take(wanted), at)
        self._styles = self._styles or Styles(sheet)
        printing.set_up(sheet, layout.widths, landscape=layout.landscape, head=self._head)
        sheet.page_setup.fitToWidth = layout.pages_wide
        if layout.frozen:
            sheet.freeze_panes = layout.frozen
        if layout.repeated:
            sheet.print_title_rows = "{}:{}".format(*layout.repeated)
        if layout.kept:
            sheet.print_title_cols = f"A:{get_column_letter(layout.kept)}"
        if layout.colour:
            sheet.sheet_properties.tabColor = layout.colour
        pen = Pen(sheet, self._styles, self._zone, layout.widths, self._spool)
        self._pens.append(pen)
        return pen

    @property
    def titles(self) -> tuple[str, ...]:
        """The names of the sheets in the order of their tabs."""
        return tuple(self._workbook.sheetnames)

    def save(self, path: Path) -> None:
        """Write the file (owner only), with the results of its formulas."""
        raw = path.with_name(path.name + ".part")
        raw.touch(mode=0o600)
        try:
            with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
                ExcelWriter(self._workbook, archive).save()
            path.touch(mode=0o600)
            finish(raw, path, {pen.sheet.path[1:]: Missing(pen.results, pen.body) for pen in self._pens})
        finally:
            raw.unlink(missing_ok=True)
            self._files.close()

    def _spool(self) -> IO[bytes]:
        """A nameless file, gone with the book."""
        return self._files.enter_context(tempfile.TemporaryFile())
