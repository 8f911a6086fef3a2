"""Hải Dương 2022: tables with a tab between cells; bold and italic marks; some rows split by a page break."""

import re
from collections.abc import Iterator
from fractions import Fraction

from tests.framework.readers.rows import Document, Row, depth_of, fold

TAG = re.compile(r"</?[bi]>")
PILLAR = re.compile(r"^#+ \d\. (.+)$", re.MULTILINE)
SECOND_ANNEX = "## **Phụ lục II**"
TABLES = "## II. Bảng Chỉ số chuyển đổi số UBND cấp huyện"


def so(text: str) -> Document:
    annex, _, _ = text.partition(SECOND_ANNEX)
    total, rows = _table(annex, None)
    return Document(total, rows, annex)


def huyen(text: str) -> Document:
    """Three tables, one per pillar; the printed total is that of Điều 1, and the pillars add up to it."""
    _, _, annex = text.partition(SECOND_ANNEX)
    _, *parts = PILLAR.split(annex.partition(TABLES)[2])
    tables = [_table(table, title) for title, table in zip(parts[::2], parts[1::2], strict=True)]
    printed = re.search(r"cấp huyện là: (\d+) điểm", text)
    assert printed
    total = Fraction(printed.group(1))
    assert sum(points for points, _ in tables) == total
    return Document(total, tuple(row for _, rows in tables for row in rows), annex)


def _table(text: str, pillar: str | None) -> tuple[Fraction, tuple[Row, ...]]:
    """The table's printed total and its rows."""
    records = list(_records(text))
    (total,) = [Fraction(points) for code, title, points in records if title == "Tổng cộng" and not code]
    rows = [
        Row(code, title, Fraction(points) if points else None, depth_of(code), pillar)
        for code, title, points in records
        if code
    ]
    return total, tuple(rows)


def _records(text: str) -> Iterator[tuple[str, str, str]]:
    """Code, title and maximum of every record below the header; a page break may split the title."""
    found: list[tuple[str, str, str]] = []
    for line in TAG.sub("", text).splitlines():
        code, *cells = (fold(cell) for cell in line.split("\t"))
        if not cells or code == "STT":
            continue
        title, points, *empty = cells
        assert not any(empty), line
        if code or points:
            found.append((code, title, points))
        else:
            code, beginning, points = found.pop()
            found.append((code, f"{beginning} {title}", points))
    return iter(found)
