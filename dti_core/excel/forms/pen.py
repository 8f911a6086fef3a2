"""Writing a book to be filled in: a guide, tables with open cells, lists to choose from, the hidden mark."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from dti_core.campaign.forms.filled import Kind, Mark
from dti_core.excel import looks
from dti_core.excel.forms.columns import GUIDE, HEAD_ROW, LISTS, MARK_SHEET, SIGN, Column

OPEN_FILL = PatternFill("solid", fgColor="FFFBEB")
GROUP_FILL = PatternFill("solid", fgColor="E5E7EB")
TOP = Alignment(vertical="top", wrap_text=True)
MIDDLE = Alignment(horizontal="center", vertical="top", wrap_text=True)
LINE_HEIGHT = 14.5
FACE = "Calibri"
MOST_LINES = 14
GUIDE_WIDTH = 76
"""Characters, so that it fits on A4 upright whatever typeface stands in for ours."""
LARGEST = Decimal(10**12)
"""No figure is larger."""
Content = str | Decimal | int | None


@dataclass(frozen=True)
class Choices:
    """What a cell may hold: one of these, or a number (`whole`) from 0 to `most`."""

    words: tuple[str, ...] = ()
    number: bool = False
    whole: bool = False
    most: Decimal | None = None


@dataclass(frozen=True)
class Entry:
    """A row: contents by field, links by field, what its answer cells may hold, which of them are open."""

    cells: Mapping[str, Content]
    links: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, Choices] = field(default_factory=dict)
    open: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Table:
    """One sheet. A row that is a text is a heading over the rows that follow."""

    title: str
    lead: str
    columns: tuple[Column, ...]
    rows: Sequence[Entry | str]
    landscape: bool = True


@dataclass(frozen=True)
class Book:
    """What is written: the mark with what every row held (stamp, values), the guide, the tables."""

    kind: Kind
    mark: Mark
    base: Mapping[str, tuple[str, ...]]
    guide: tuple[str, ...]
    tables: tuple[Table, ...]


def write(target: IO[bytes], book: Book) -> None:
    """Write the book."""
    made = Workbook()
    guide: Any = made.active
    guide.title = GUIDE
    _guide(guide, book.guide)
    lists = _Lists()
    for table in book.tables:
        _table(made.create_sheet(table.title), table, lists)
    lists.write(made.create_sheet(LISTS))
    _mark(made.create_sheet(MARK_SHEET), book)
    made.active = 1
    made.security.lockStructure = True
    made.save(target)


class _Lists:
    """The lists to choose from, each written once."""

    def __init__(self) -> None:
        self._columns: dict[tuple[str, ...], int] = {}

    def of(self, words: tuple[str, ...]) -> str:
        """Where a list stands."""
        number = self._columns.setdefault(words, len(self._columns) + 1)
        letter = get_column_letter(number)
        return f"'{LISTS}'!${letter}$1:${letter}${len(words)}"

    def write(self, sheet: Any) -> None:
        for words, number in self._columns.items():
            for row, text in enumerate(words, 1):
                looks.say(sheet.cell(row, number), text)
        sheet.sheet_state = "hidden"
        sheet.protection.sheet = True


def _guide(sheet: Any, steps: tuple[str, ...]) -> None:
    looks.title(sheet["A1"], steps[0])
    sheet.column_dimensions["A"].width = GUIDE_WIDTH
    for row, step in enumerate(steps[1:], 3):
        looks.say(sheet.cell(row, 1), step).alignment = TOP
        sheet.row_dimensions[row].height = LINE_HEIGHT * (1 + len(step) // (GUIDE_WIDTH - 6)) + 4
    sheet.protection.sheet = True
    _printed(sheet, landscape=False)


def _table(sheet: Any, table: Table, lists: _Lists) -> None:
    looks.title(sheet["A1"], table.title)
    looks.faint(sheet["A2"], table.lead)
    for number, column in enumerate(table.columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width
        looks.head(sheet.cell(HEAD_ROW, number), column.heading)
    sheet.row_dimensions[HEAD_ROW].height = 32
    rules: dict[tuple[str, Choices], DataValidation] = {}
    for number, entry in enumerate(table.rows, HEAD_ROW + 1):
        if isinstance(entry, str):
            _heading(sheet, number, entry, len(table.columns))
        else:
            _row(sheet, number, table.columns, entry)
            _offer(sheet, number, table.columns, entry, rules, lists)
    _protect(sheet)
    sheet.freeze_panes = f"C{HEAD_ROW + 1}"
    last = get_column_letter(len(table.columns))
    sheet.auto_filter.ref = f"A{HEAD_ROW}:{last}{max(HEAD_ROW + 1, HEAD_ROW + len(table.rows))}"
    sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
    _printed(sheet, landscape=table.landscape)


def _heading(sheet: Any, row: int, text: str, columns: int) -> None:
    looks.say(sheet.cell(row, 1), text)
    for number in range(1, columns + 1):
        cell = sheet.cell(row, number)
        cell.font, cell.fill, cell.border = (
            Font(name=FACE, bold=True, color=looks.INK),
            GROUP_FILL,
            looks.GRID,
        )
    sheet.row_dimensions[row].height = 20


def _row(sheet: Any, row: int, columns: tuple[Column, ...], entry: Entry) -> None:
    lines = 1
    for number, column in enumerate(columns, 1):
        cell, content = sheet.cell(row, number), entry.cells.get(column.field)
        _put(cell, content)
        cell.border, cell.alignment = (
            looks.GRID,
            MIDDLE if _is_number(content) and column.field not in entry.open else TOP,
        )
        if column.field in entry.open:
            cell.protection, cell.fill = looks.UNLOCKED, OPEN_FILL
            rule = entry.choices.get(column.field)
            numeric = rule is not None and rule.number
            cell.number_format = ("#,##0" if rule and rule.whole else "General") if numeric else "@"
        elif column.field == "id":
            cell.font = Font(name=FACE, color=looks.FAINT, size=8)
        if column.field in entry.links:
            cell.hyperlink = entry.links[column.field]
            cell.font = Font(name=FACE, color=looks.ACCENT, underline="single")
        if column.field != "id":
            lines = max(lines, _lines(content, column.width))
    sheet.row_dimensions[row].height = LINE_HEIGHT * min(lines, MOST_LINES) + 3


def _is_number(content: Content) -> bool:
    return content is not None and not isinstance(content, str)


def _put(cell: Any, content: Content) -> None:
    if isinstance(content, str):
        looks.say(cell, content)
    elif content is not None:
        cell.value = content


def _lines(content: Content, width: float) -> int:
    if not isinstance(content, str):
        return 1
    return sum(1 + int(len(line) * 1.08 // max(width, 1)) for line in content.split("\n"))


def _offer(
    sheet: Any,
    row: int,
    columns: tuple[Column, ...],
    entry: Entry,
    rules: dict[tuple[str, Choices], DataValidation],
    lists: _Lists,
) -> None:
    for number, column in enumerate(columns, 1):
        choices = entry.choices.get(column.field)
        if choices is None or column.field not in entry.open:
            continue
        rule = rules.get((column.field, choices))
        if rule is None:
            rule = rules[column.field, choices] = _rule(choices, lists)
            sheet.add_data_validation(rule)
        rule.add(sheet.cell(row, number).coordinate)


def _rule(choices: Choices, lists: _Lists) -> DataValidation:
    if choices.words:
        rule = DataValidation("list", formula1=lists.of(choices.words), allow_blank=True)
        rule.error = "Chọn một dòng trong danh sách, hoặc để trống."
    else:
        most = LARGEST if choices.most is None else choices.most
        rule = DataValidation("whole" if choices.whole else "decimal", operator="between", allow_blank=True)
        rule.formula1, rule.formula2 = "0", f"{most:f}"
        upper = " trở lên" if choices.most is None else f" đến {most:f}".replace(".", ",")
        rule.error = f"Ghi một {'số nguyên' if choices.whole else 'số'} từ 0{upper}, hoặc để trống."
    rule.errorTitle, rule.errorStyle, rule.showErrorMessage = "Chưa đúng", "stop", True
    return rule


def _protect(sheet: Any) -> None:
    guard = sheet.protection
    guard.sheet = True
    for allowed in ("formatColumns", "formatRows", "autoFilter"):
        setattr(guard, allowed, False)


def _printed(sheet: Any, *, landscape: bool) -> None:
    sheet.page_setup.paperSize, sheet.page_setup.fitToHeight = 9, 0
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _mark(sheet: Any, book: Book) -> None:
    """Who the book is about, and what every row held when it was made."""
    facts = {
        SIGN: book.kind,
        "version": str(book.mark.version),
        "campaign": book.mark.campaign,
        "unit": book.mark.unit,
        "framework": book.mark.framework,
        "made_at": book.mark.made_at,
    }
    rows = [*facts.items(), *(("=", name, *values) for name, values in book.base.items())]
    for number, row in enumerate(rows, 1):
        for column, text in enumerate(row, 1):
            cell = looks.say(sheet.cell(number, column), text)
            cell.number_format = "@"
    sheet.sheet_state = "hidden"
    sheet.protection.sheet = True
