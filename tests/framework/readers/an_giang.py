"""An Giang 2024: two annexes of two-level codes, each with general information before its table."""

import re
from collections.abc import Iterator
from fractions import Fraction

from tests.framework.readers.rows import Document, Item, between, fold, lines
from tests.framework.readers.wrapped import rows

NUMBERED = re.compile(r"(\d+) (.+)")


def so(text: str) -> Document:
    return _read(text, between(text, "\nPhụ lục I\n", "\nPhụ lục II\n"), "1. Cấu trúc DTI cấp Sở")


def huyen(text: str) -> Document:
    return _read(text, text.partition("\nPhụ lục II\n")[2], "2. Cấu trúc DTI cấp Huyện")


def _read(text: str, annex: str, structure: str) -> Document:
    total = between(text.partition(structure)[2], "thang điểm ", ".")
    table = lines(between(annex, "Chỉ số đánh giá Điểm tối đa", "./."))
    items = lines(between(annex, "I Thông tin chung", "\nII "))
    return Document(Fraction(total), tuple(rows(table)), text, tuple(_items(items)))


def _items(table: list[str]) -> Iterator[Item]:
    """Numbered lines are items; the lines without a number are the fields of the number that stands alone."""
    fields = []
    alone = ""
    for line in table:
        match = NUMBERED.fullmatch(line)
        if match:
            yield Item(match.group(1), fold(match.group(2)))
        elif line.isdigit():
            alone = line
        else:
            fields.append(fold(line))
    yield Item(alone, None, fields=tuple(fields))
