"""Workbooks from strangers: opened or refused in words, whatever is in them.

A mutated archive fails at its checksums, so the first byte chooses a part of a good book that the others
replace; 0xFF leaves the archive alone and takes them as the whole file.
"""

import tempfile
import zipfile
from functools import cache
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook

from dti_core.campaign.forms.filled import KINDS
from dti_core.excel.annex.importing import import_book
from dti_core.excel.book import open_book
from dti_core.excel.forms import reading as forms
from dti_core.excel.roster import reading as roster

ROWS = (
    ["STT", "Chỉ số", "Điểm tối đa"],
    ["1", "Nhận thức số", 10],
    ["1.1", "=1+1", 0.5],
    [None, True, "x"],
)
PARTS = (
    "xl/worksheets/sheet1.xml",
    "xl/sharedStrings.xml",
    "xl/workbook.xml",
    "xl/styles.xml",
    "[Content_Types].xml",
    "xl/_rels/workbook.xml.rels",
    "docProps/core.xml",
)


def target(data: bytes) -> None:
    """Each reader looks at it; a refusal says what, why and what to do."""
    with tempfile.TemporaryDirectory(prefix="dti-fuzz-") as folder:
        path = Path(folder) / "book.xlsx"
        path.write_bytes(file_of(data))
        opened = open_book(path)
        if opened.refusal is not None:
            assert opened.refusal.message and opened.refusal.fix
        forms.kind_of(opened.sheets)
        for kind in KINDS:
            forms.read(opened.sheets, kind)
        if roster.is_roster(opened.sheets):
            roster.read(opened.sheets)
        found = import_book(path, "thu")
        assert found.draft is not None or found.remarks


def file_of(data: bytes) -> bytes:
    """The book that the bytes stand for."""
    if not data or data[0] == 0xFF:
        return data[1:]
    chosen, out = PARTS[data[0] % len(PARTS)], BytesIO()
    with zipfile.ZipFile(out, "w") as book:
        for name, content in parts().items():
            book.writestr(name, data[1:] if name == chosen else content)
    return out.getvalue()


@cache
def parts() -> dict[str, bytes]:
    """The parts of a small book of everything: numbers, dates, formulas, merged and hidden cells."""
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in (
        ["STT", "Chỉ số", "Điểm tối đa"],
        ["1", "Nhận thức số", 10],
        ["1.1", "=1+1", 0.5],
        [None, True, "x"],
    ):
        sheet.append(row)
    sheet.merge_cells("A5:C5")
    sheet.row_dimensions[4].hidden = True
    sheet["C2"].number_format = "0%"
    out = BytesIO()
    workbook.save(out)
    with zipfile.ZipFile(out) as book:
        return {name: book.read(name) for name in book.namelist()}
