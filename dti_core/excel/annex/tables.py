"""Where the tables of a sheet are, and which column of each holds what."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from openpyxl.utils import get_column_letter

from dti_core.excel.annex.headings import heading, is_total
from dti_core.excel.book import Cell, Sheet
from dti_core.framework.plain import bare

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")


@dataclass(frozen=True)
class Column:
    """A heading and the columns that it spans; `holds` is None where it is not recognised."""

    first: int
    last: int
    title: str
    holds: str | None
    over: str | None = None

    @property
    def ref(self) -> str:
        return f"cột {get_column_letter(self.first)}"


@dataclass(frozen=True)
class Table:
    """A table: its headings, and the rows from `first` to `last` under them (repeated headings too)."""

    sheet: Sheet
    header: int
    first: int
    last: int
    columns: tuple[Column, ...]
    title: str = ""

    def column(self, holds: str) -> Column | None:
        return next((each for each in self.columns if each.holds == holds), None)

    def cell(self, row: int, holds: str) -> Cell | None:
        """The first cell of a row under a heading."""
        return next(iter(self.cells(row, holds)), None)

    def cells(self, row: int, holds: str) -> tuple[Cell, ...]:
        column = self.column(holds)
        if column is None:
            return ()
        return tuple(each for each in self.sheet.row(row) if column.first <= each.column <= column.last)


def tables(sheet: Sheet) -> tuple[Table, ...]:
    """Every table of a sheet; a heading printed again on the next page does not begin a new one."""
    heads = [row for row in sorted(sheet.rows) if _is_header(sheet.row(row))]
    starts = [
        row for number, row in enumerate(heads) if number == 0 or _anew(sheet, row, heads[number + 1 :])
    ]
    if not starts:
        return ()
    tops = [_title(sheet, row) or row for row in starts]
    ends = [*(top - 1 for top in tops[1:]), max(sheet.rows, default=0)]
    return tuple(_table(sheet, top, row, end) for top, row, end in zip(tops, starts, ends, strict=True))


def is_repeat(table: Table, row: int) -> bool:
    """A heading within the table, as pages repeat it, or a line that numbers the columns."""
    cells = table.sheet.row(row)
    return _is_header(cells) or _numbers_columns(cells)


def max_heading(cells: tuple[Cell, ...]) -> Cell | None:
    """A heading of maxima in a section row, as annexes with general information print it."""
    return next((each for each in cells if heading(each.text) == "max"), None)


def _is_header(cells: tuple[Cell, ...]) -> bool:
    kinds = [heading(each.text) for each in cells if isinstance(each.value, str)]
    if "title" not in kinds or not {"code", "max"} & set(kinds):
        return False
    return cells[0].text.strip(" .") not in ROMAN


def _anew(sheet: Sheet, row: int, later: list[int]) -> bool:
    """Does the heading begin a table of its own: a total, or counting that starts again, follows?

    One without a heading of maxima only repeats the headings above the scored part.
    """
    if not max_heading(sheet.row(row)):
        return False
    for number in sorted(each for each in sheet.rows if each > row)[:6]:
        if number in later:
            return False
        texts = [each.text for each in sheet.row(number)]
        if any(is_total(text) for text in texts[:3]):
            return True
        if _numbers_columns(sheet.row(number)) or not texts:
            continue
        if texts[0].strip(" .") in {"1", "I"} and len(texts) > 1:
            return True
        if any(character.isdigit() for character in texts[0]):
            return False
    return False


def _table(sheet: Sheet, top: int, header: int, last: int) -> Table:
    height = max((each.last_row for each in sheet.row(header)), default=header)
    if height == header and _is_second_row(sheet.row(header), sheet.row(header + 1)):
        height = header + 1
    columns = tuple(_once(_columns(sheet, header, height)))
    title = sheet.row(top)[0].text if top < header else ""
    table = Table(sheet, header, height + 1, last, columns, title)
    table = _with_codes(table) if table.column("code") is None else table
    return _with_max(table) if table.column("max") is None else table


def _is_second_row(upper: tuple[Cell, ...], lower: tuple[Cell, ...]) -> bool:
    """Headings under a spanning one, where nobody merged the others down."""
    spans = [each for each in upper if each.last_column > each.column]
    inside = [each for each in lower if any(s.column <= each.column <= s.last_column for s in spans)]
    return bool(lower) and len(inside) == len(lower) and all(heading(each.text) for each in inside)


def _columns(sheet: Sheet, top: int, bottom: int) -> Iterator[Column]:
    heads = [each for row in range(top, bottom + 1) for each in sheet.row(row)]
    for cell in sorted(heads, key=lambda each: each.column):
        below = [e for e in heads if e.row > cell.last_row and cell.column <= e.column <= cell.last_column]
        if below:
            continue
        above = next(
            (e for e in heads if e.last_row < cell.row and e.column <= cell.column <= e.last_column), None
        )
        yield Column(
            cell.column, cell.last_column, cell.text, heading(cell.text), above.text if above else None
        )


def _once(columns: Iterator[Column]) -> Iterator[Column]:
    """The first column of a kind keeps it: two columns cannot hold the same."""
    seen: set[str] = set()
    for each in columns:
        yield replace(each, holds=None) if each.holds in seen else each
        seen.add(each.holds or "")


def _with_codes(table: Table) -> Table:
    """A column of codes without a heading stands at the left of the titles."""
    title = table.column("title")
    taken = {each.first for each in table.columns}
    if title is None or title.first < 2 or title.first - 1 in taken:
        return table
    column = Column(title.first - 1, title.first - 1, "", "code")
    return replace(table, columns=(column, *table.columns))


def _with_max(table: Table) -> Table:
    """The heading of maxima may stand further down, in the row that begins the scored part."""
    for row in sorted(each for each in table.sheet.rows if table.first <= each <= table.last):
        cell = max_heading(table.sheet.row(row))
        if cell:
            column = Column(cell.column, cell.last_column, cell.text, "max")
            others = [each for each in table.columns if each.first != cell.column]
            return replace(table, columns=tuple(sorted([*others, column], key=lambda each: each.first)))
    return table


def _title(sheet: Sheet, header: int) -> int | None:
    """The row of the nearest words above the headings, such as “2. Kinh tế số”."""
    for row in range(header - 1, max(header - 6, 0), -1):
        cells = sheet.row(row)
        if cells:
            return row if len(cells) == 1 and any(c.isalpha() for c in cells[0].text) else None
    return None


def _numbers_columns(cells: tuple[Cell, ...]) -> bool:
    """ "(1) (2) (3)" under the headings."""
    words = [bare(each.text).strip("() ") for each in cells]
    if len(words) < 3:
        return False
    return words in ([str(n) for n in range(1, len(words) + 1)], list("abcdefghijklmnop"[: len(words)]))
