"""Thừa Thiên Huế 2021: two annexes, a line for every cell and an empty line between rows."""

import re
from collections.abc import Iterator
from fractions import Fraction

from tests.framework.readers.rows import Document, Row, depth_of, fold

CODE = re.compile(r"I|\d+(\.\d+)*")
CELLS = 9
ASSESSORS = ("self", "department", "online", "expert")
"""The four columns of marks, from Tự đánh giá to Đánh giá của chuyên gia; Điểm đạt được is never marked."""


def tinh(text: str) -> Document:
    return _read(text.split("\nPhụ lục II\n", maxsplit=1)[0])


def huyen(text: str) -> Document:
    return _read(text.split("\nPhụ lục II\n")[1])


def _read(annex: str) -> Document:
    blocks = [_cells(block) for block in re.split(r"\n{2,}", annex)]
    table = [cells for cells in blocks if len(cells) == CELLS]
    (total,) = [Fraction(cells[2]) for cells in table if cells[1] == "Tổng cộng"]
    return Document(total, tuple(_rows(table)), annex)


def _cells(block: str) -> list[str]:
    """The folded cells of a block; text outside of the table is not indented and gives none."""
    cells = block.strip("\n").split("\n")
    return [fold(cell) for cell in cells] if all(cell.startswith("\t") for cell in cells) else []


def _rows(table: list[list[str]]) -> Iterator[Row]:
    for code, title, maximum, *marks, final, note in table:
        if not code:
            continue
        assert CODE.fullmatch(code), code
        assert set(marks) <= {"", "x"}, f"{code}: {marks}"
        assert final == "", code
        yield Row(
            code=code,
            title=title,
            maximum=Fraction(maximum) if maximum else None,
            depth=depth_of(code),
            marks=tuple(who for who, mark in zip(ASSESSORS, marks, strict=True) if mark),
            note=note or None,
        )
