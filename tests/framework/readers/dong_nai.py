"""Đồng Nai 2024: the table of the province. Columns: code, title, method, maximum, note, provider."""

import re
from collections.abc import Iterator
from fractions import Fraction

from tests.framework.readers.dong_nai_cells import note_and_providers, read_input, read_items
from tests.framework.readers.rows import Document, PrintedInput, Row, between, depth_of, fold, lines

HEADING = "CHỈ SỐ DTI CẤP TỈNH NĂM 2024"
"""Repair: the page's heading, which the conversion to text put below the first criterion."""
INDEX = re.compile(r"(\d) (\D+) (\d+)")
CODE = re.compile(r"(\d\.\d+)(?: (.+))?")
METHOD = re.compile(r"- |[a-d] ?=|1\. |Điểm =|Số lượng HTTT ")
"""How the method begins: a dash, a named quantity, a numbered part, a sum; index 5 writes the quantity first
("Số lượng HTTT … (gọi là a)"), while its titles write "hệ thống thông tin" in full."""
MAXIMUM = re.compile(r"(\d+)(?: (.+))?")
INPUT = re.compile(r"([a-d]) *[=:] *(.+)")


def read(text: str) -> Document:
    """The annex's own lines; the header prints the total, below it stands the table."""
    printed = re.search(r"STT Chỉ số đề xuất Cách xác định và tính điểm (\d+)", text)
    assert printed
    table = lines(text[printed.end() :])
    table.remove(HEADING)
    assert HEADING not in table
    items = read_items(between(text, "I Thông tin chung", "II Chỉ số đánh giá"))
    return Document(Fraction(printed.group(1)), tuple(_row(part) for part in _parts(table)), text, items)


def _parts(table: list[str]) -> Iterator[list[str]]:
    """The lines of each row: a code begins one, and so does an index with its maximum on the same line."""
    part: list[str] = []
    for line in table:
        if part and (CODE.fullmatch(line) or INDEX.fullmatch(line)):
            yield part
            part = []
        part.append(line)
    yield part


def _row(part: list[str]) -> Row:
    index = INDEX.fullmatch(part[0])
    if index:
        assert len(part) == 1, part
        return Row(index.group(1), index.group(2), Fraction(index.group(3)), 1)
    code = CODE.fullmatch(part[0])
    assert code, part
    title, rest = _until(METHOD, part[1:])
    method, rest = _until_whole(MAXIMUM, rest)
    maximum = MAXIMUM.fullmatch(rest[0])
    assert maximum, rest
    below, inputs = _until(INPUT, [maximum.group(2) or "", *rest[1:]])
    note, providers = note_and_providers(below)
    return Row(
        code=code.group(1),
        title=fold("\n".join([code.group(2) or "", *title])),
        maximum=Fraction(maximum.group(1)),
        depth=depth_of(code.group(1)),
        method=fold("\n".join(method)),
        note=note or None,
        providers=providers,
        inputs=tuple(_inputs(inputs)),
    )


def _until(pattern: re.Pattern[str], part: list[str]) -> tuple[list[str], list[str]]:
    """The lines before the first that begins with the pattern, and the others."""
    at = next((number for number, line in enumerate(part) if pattern.match(line)), len(part))
    return part[:at], part[at:]


def _until_whole(pattern: re.Pattern[str], part: list[str]) -> tuple[list[str], list[str]]:
    """The lines before the first that is the pattern from end to end, and the others."""
    at = next((number for number, line in enumerate(part) if pattern.fullmatch(line)), len(part))
    return part[:at], part[at:]


def _inputs(part: list[str]) -> Iterator[PrintedInput]:
    while part:
        first = INPUT.match(part[0])
        assert first, part
        more, rest = _until(INPUT, part[1:])
        yield read_input(first.group(1), [first.group(2), *more])
        part = rest
