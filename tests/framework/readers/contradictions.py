"""Contradictions that can be computed from what is printed: sums, codes, sizes told in sentences."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from tests.framework.readers import prose
from tests.framework.readers.rows import Document, Row


@dataclass(frozen=True)
class Contradiction:
    """`at` is the row's place in the annex (None: the whole); `words` is what whoever records it must say."""

    at: int | None
    words: tuple[str, ...]


def all_of(document: Document) -> list[Contradiction]:
    return [*sums(document), *codes(document), *sizes(document)]


def sums(document: Document) -> Iterator[Contradiction]:
    """A printed maximum beside the sum of the nearest maxima below it, and the total beside all criteria."""
    for at, row in enumerate(document.rows):
        if _below(document, at) and row.maximum not in {None, _sum(document, at)}:
            yield Contradiction(at, (str(row.maximum), str(_sum(document, at))))
    attainable = sum((row.maximum or Fraction(0) for row in document.criteria), Fraction(0))
    if attainable != document.total:
        yield Contradiction(None, (str(document.total), str(attainable)))


def codes(document: Document) -> Iterator[Contradiction]:
    """A code that is missing, printed twice, not written like the others, or not the next number."""
    times = Counter((row.pillar, row.code) for row in document.rows)
    for at, row in enumerate(document.rows):
        expected = _expected(document, at)
        if row.code is None:
            yield Contradiction(at, ("mã",))
        elif times[row.pillar, row.code] > 1 or ".." in row.code or not row.code[0].isdigit():
            yield Contradiction(at, (row.code,))
        elif row.depth > 1 and row.code not in expected:
            yield Contradiction(at, (expected[0],))


def sizes(document: Document) -> Iterator[Contradiction]:
    """What the sentences say about every index, beside what the table has."""
    starts = [at for at, row in enumerate(document.rows) if row.depth == 1]
    stated = prose.stated_indices(document.text)
    for at, told, found in zip(starts, stated, prose.counted_indices(document), strict=bool(stated)):
        yield from _unequal(at, told, found)
    wholes = prose.stated_wholes(document.text)
    for told, found in zip(wholes, prose.counted_tables(document), strict=bool(wholes)):
        yield from _unequal(None, told, found)


def _unequal(at: int | None, told: prose.Size, found: prose.Size) -> Iterator[Contradiction]:
    if told.components != found.components:
        counted = (str(found.components),) if found.components else ()
        yield Contradiction(at, (str(told.components), *counted))
    if told.criteria != found.criteria:
        yield Contradiction(at, (str(told.criteria), str(found.criteria)))


def _below(document: Document, at: int) -> list[int]:
    """The places of a row's children."""
    depth, found = document.rows[at].depth, []
    for place in range(at + 1, len(document.rows)):
        if document.rows[place].depth <= depth:
            break
        if document.rows[place].depth == depth + 1:
            found.append(place)
    return found


def _sum(document: Document, at: int) -> Fraction:
    """What the rows below add up to; a row that prints no maximum counts as what stands below it."""
    printed = ((place, document.rows[place].maximum) for place in _below(document, at))
    points = (_sum(document, place) if maximum is None else maximum for place, maximum in printed)
    return sum(points, Fraction(0))


def _expected(document: Document, at: int) -> tuple[str, ...]:
    """The code after that of the sibling before, and the code that the row has by its place among them."""
    row = document.rows[at]
    before: list[Row] = []
    for other in reversed(document.rows[:at]):
        if other.depth < row.depth:
            break
        if other.depth == row.depth:
            before.append(other)
    parent = (row.code or "").rpartition(".")[0]
    last = (before[0].code or "" if before else "").rpartition(".")[2]
    numbers = [int(last) + 1 if last.isdigit() else 1, len(before) + 1]
    return tuple(f"{parent}.{number}" for number in numbers)
