"""What a decision's own sentences say about the size of its annexes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tests.framework.readers.rows import Document, fold

MARKDOWN = re.compile(r"[*#]+|</?[bi]>")
INDEX = re.compile(r"Chỉ số [^:.]+?:? Gồm (\d+) chỉ số thành phần, với (\d+) tiêu chí")
WHOLE = re.compile(r"gồm (?:(\d+) chỉ số chính, )?(\d+) chỉ số thành phần(?: và|,) (\d+) tiêu chí")
PILLAR = re.compile(r"(?:Trụ cột|trụ cột chính:|;) ([^\d;:(]+)(?: \(Tổng điểm)?: (\d+) điểm")
NUMBER_AND_DATE = re.compile(
    r"số:? ?(\d*)/QĐ-UBND(?: [A-Z]\D{,20},)? "
    r"ngày:?[ .]*(\d*)[ .]*(?:/|tháng)[ .]*(\d*)[ .]*(?:/|năm) ?(\d{4})",
    re.IGNORECASE,
)
TABLE_OF_INDEX = re.compile(r"^ *(\d) (\D+) (\d+) (\d+) *$", re.MULTILINE)


@dataclass(frozen=True)
class Size:
    """How many components and criteria (and points, where told) something has; None is not told."""

    components: int | None
    criteria: int
    points: int | None = None


def plain(text: str) -> str:
    """Running text without the marks that the conversion left: bold, italic, headings."""
    return fold(MARKDOWN.sub("", text))


def stated_indices(text: str) -> list[Size]:
    """Of every index in the order of the sentences, which is that of the annex."""
    return [Size(int(a), int(b)) for a, b in INDEX.findall(plain(text))]


def stated_wholes(text: str) -> list[Size]:
    """Of every table: one for a whole annex, three for the pillars of Hải Dương's districts."""
    return [Size(int(a), int(b)) for _, a, b in WHOLE.findall(plain(text))]


def number_and_date(text: str) -> tuple[str | None, str | None]:
    """Of the decision, as far as they are printed: a draft leaves out its number and often the day."""
    printed = NUMBER_AND_DATE.search(plain(text))
    if not printed:
        return None, None
    number, day, month, year = printed.groups()
    date = "-".join([year, *([f"{int(month):02}"] if month else []), *([f"{int(day):02}"] if day else [])])
    return (f"{number}/QĐ-UBND" if number else None), date


def stated_pillars(text: str) -> list[tuple[str, int]]:
    """Title and total of every pillar."""
    return [(title.strip(), int(points)) for title, points in PILLAR.findall(plain(text))]


def tabled_indices(text: str) -> list[tuple[str, Size]]:
    """An Giang's Điều 5: title, number of criteria and points of every index."""
    return [(fold(t), Size(None, int(a), int(b))) for _, t, a, b in TABLE_OF_INDEX.findall(text)]


def counted_indices(document: Document) -> Iterator[Size]:
    """Of every index as the table has it."""
    kinds: list[str] = []
    for row, kind in zip(document.rows, document.kinds, strict=True):
        if row.depth == 1 and kinds:
            yield Size(kinds.count("component"), kinds.count("criterion"))
            kinds = []
        kinds.append(kind)
    yield Size(kinds.count("component"), kinds.count("criterion"))


def counted_tables(document: Document) -> list[Size]:
    """Of every table (pillar) as read."""
    pillars = list(dict.fromkeys(row.pillar for row in document.rows))
    kinds = [(row.pillar, kind) for row, kind in zip(document.rows, document.kinds, strict=True)]
    return [Size(kinds.count((p, "component")), kinds.count((p, "criterion"))) for p in pillars]
