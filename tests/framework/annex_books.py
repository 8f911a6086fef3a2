"""Books that look like the decisions' annexes, made from the frameworks, for reading them back."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font

from dti_core.excel.annex.importing import Imported, import_book
from dti_core.framework.drafting.document import Row
from dti_core.framework.framework import Framework, Node

HEAD = ("STT", "Chỉ số chính/Chỉ số thành phần/Tiêu chí", "Điểm tối đa")


def save(path: Path, *rows: Any, sheet: str = "Bảng") -> Path:
    """A book of one sheet with these rows."""
    book = Workbook()
    page = book.active
    page.title = sheet
    for row in rows:
        page.append(list(row))
    book.save(path)
    return path


def read(path: Path, **choice: Any) -> Imported:
    return import_book(path, "thu", **choice)


def codes(found: Imported) -> list[str]:
    return [remark.code for remark in found.remarks]


def flat(rows: tuple[Row, ...]) -> list[Row]:
    return [each for row in rows for each in (row, *flat(row.children))]


def told(found: Imported) -> list[tuple[str, str, Fraction | None]]:
    """Codes, titles and maxima as they were read."""
    assert found.draft is not None, found.remarks
    return [
        (row.code, row.title, None if row.max is None else Fraction(row.max))
        for row in flat(found.draft.rows)
    ]


def printed(framework: Framework) -> list[tuple[str, str, Fraction | None]]:
    """Codes, titles and maxima as the framework has them."""
    return [(node.code, node.title, node.max_points) for node in framework.nodes]


def number(value: Fraction | Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)


class AnnexBook:
    """An annex being laid out on a sheet."""

    def __init__(self, framework: Framework, title: str = "Phụ lục I") -> None:
        self.framework = framework
        self.book = Workbook()
        self.sheet = self.book.active
        self.sheet.title = title

    def add(self, *row: Any, bold: bool = False) -> int:
        self.sheet.append(list(row))
        for cell in self.sheet[self.sheet.max_row] if bold else ():
            cell.font = Font(bold=True)
        return int(self.sheet.max_row)

    def merge(self, top: int, bottom: int, left: int, right: int) -> None:
        self.sheet.merge_cells(start_row=top, end_row=bottom, start_column=left, end_column=right)

    def save(self, path: Path) -> Path:
        self.book.save(path)
        return path

    def nodes(self, nodes: tuple[Node, ...], marks: tuple[str, ...] = (), notes: bool = False) -> None:
        """The rows; criteria that share a maximum stand under one merged cell of it."""
        shared: dict[str, list[int]] = {}
        for node in nodes:
            leaf = node.kind == "criterion"
            crosses = ["x" if leaf and name in node.assessors else None for name in marks]
            tail = [None, node.note] if notes else []
            row = self.add(
                node.printed_code, node.title, number(node.max_points), *crosses, *tail, bold=not leaf
            )
            if node.pool:
                shared.setdefault(node.pool, []).append(row)
        for name, rows in shared.items():
            self.sheet.cell(rows[0], 3).value = number(self.framework.pools[name].max)
            self.merge(rows[0], rows[-1], 3, 3)
