"""The Sở annex of 2021 (province unnamed): wrapped cells, page numbers, a header on some pages."""

import re
from fractions import Fraction

from tests.framework.readers.rows import Document, between, lines
from tests.framework.readers.wrapped import rows

CODELESS_DEPTH = 3
"""A row without a code is the only criterion of the component above it."""
PAGE_NUMBER = re.compile(r"\n{4}\d+ *\n")


def read(text: str) -> Document:
    total = re.search(r"Tổng cộng (\d+)", text)
    assert total
    first, *later = PAGE_NUMBER.split(text[total.end() :])
    header = ["STT", *lines(between(text, "\nSTT", total.group()))]
    table = lines(first) + [line for page in later for line in _without(header, lines(page))]
    return Document(Fraction(total.group(1)), tuple(rows(table, CODELESS_DEPTH)), text)


def _without(header: list[str], page: list[str]) -> list[str]:
    """A page's lines after what it repeats of the header, which is all of it, its beginning, or nothing."""
    repeated = 0
    while repeated < len(header) and page[repeated] == header[repeated]:
        repeated += 1
    return page[repeated:]
