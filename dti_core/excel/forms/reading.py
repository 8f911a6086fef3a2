"""A filled-in book, read: columns by heading and rows by their id, wherever they were moved to."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dti_core.campaign.forms.filled import KINDS, CellKind, Filled, Kind, Mark, Row, Trouble
from dti_core.campaign.forms.filled import Cell as Given
from dti_core.excel.book import Cell, Sheet
from dti_core.excel.forms.columns import COLUMNS, ID_HEADING, MARK_SHEET, SIGN, Column
from dti_core.messages.contact.values import NO, YES
from dti_core.survey.wording import folded

HEADINGS_WITHIN = 20
MOST_TROUBLES = 50
NO_ROW = "Dòng có câu trả lời nhưng không có mã ở cột “Mã dòng”."
NO_ROW_FIX = "Dòng thêm vào không được nhận: ghi vào đúng dòng có sẵn, hoặc tải phiếu mới."
TWICE = "Mã {id} có ở nhiều dòng với nội dung khác nhau."
TWICE_FIX = "Giữ lại một dòng, xoá nội dung ở các dòng lặp."
NO_COLUMN = "Không thấy cột “{column}” (cột có thể đã bị xoá, đổi tên hoặc đang ẩn)."
NO_COLUMN_FIX = "Bỏ ẩn hoặc đặt lại tên cột như phiếu gốc, rồi gửi lại."


@dataclass(frozen=True)
class _Headed:
    """A sheet with the row of its headings, and the field of each column."""

    sheet: Sheet
    row: int
    fields: Mapping[int, str]


def kind_of(sheets: Sequence[Sheet]) -> Kind | None:
    """Which of our books it is, by its hidden sheet; None where it has none that says so."""
    found = _marked(sheets)
    return None if found is None else found[0]


def read(sheets: Sequence[Sheet], kind: Kind | None = None) -> Filled | None:
    """What people filled in. `kind`: what it is taken for where its mark was lost; None: not our book."""
    marked = _marked(sheets)
    known = marked[0] if marked else kind
    if known is None:
        return None
    headed = [one for sheet in sheets if (one := _headings(sheet, COLUMNS[known])) is not None]
    troubles = list(_columns_missing(headed, COLUMNS[known], sheets))
    rows = _unique([row for one in headed for row in _rows(one, COLUMNS[known], troubles)], troubles)
    mark, base = (marked[1], marked[2]) if marked else (None, {})
    return Filled(known, mark, tuple(rows), base, tuple(troubles[:MOST_TROUBLES]))


def _marked(sheets: Sequence[Sheet]) -> tuple[Kind, Mark, Mapping[str, tuple[str, ...]]] | None:
    for sheet in sheets:
        first = sheet.rows.get(1, {})
        if 1 not in first or first[1].text != SIGN:
            continue
        facts: dict[str, str] = {}
        base: dict[str, tuple[str, ...]] = {}
        for number in sorted(sheet.rows):
            cells = {column: cell.lines for column, cell in sheet.rows[number].items()}
            if cells.get(1) == "=":
                base[cells.get(2, "")] = tuple(cells.get(column, "") for column in range(3, max(cells) + 1))
            else:
                facts[cells.get(1, "")] = cells.get(2, "")
        kind = next((one for one in KINDS if one == facts.get(SIGN)), None)
        if kind is not None and facts.get("version", "").isdecimal():
            return kind, _mark(facts), base
    return None


def _mark(facts: Mapping[str, str]) -> Mark:
    return Mark(
        int(facts["version"]),
        facts.get("campaign", ""),
        facts.get("unit", ""),
        facts.get("framework", ""),
        facts.get("made_at", ""),
    )


def _headings(sheet: Sheet, columns: tuple[Column, ...]) -> _Headed | None:
    """The row that names most columns, the one of the ids among them."""
    known = {folded(text): each.field for each in columns for text in (*each.also, each.heading)}
    best: _Headed | None = None
    for number in sorted(sheet.rows)[:HEADINGS_WITHIN]:
        fields: dict[int, str] = {}
        for cell in sheet.row(number):
            field = known.get(folded(cell.text))
            if field is not None and field not in fields.values():
                fields[cell.column] = field
        if "id" in fields.values() and (best is None or len(fields) > len(best.fields)):
            best = _Headed(sheet, number, fields)
    return best


def _columns_missing(
    headed: Sequence[_Headed], columns: tuple[Column, ...], sheets: Sequence[Sheet]
) -> Iterator[Trouble]:
    if not headed:
        names = ", ".join(f"“{one.title}”" for one in sheets if one.visible and one.title != MARK_SHEET)
        yield Trouble(f"trang {names}", NO_COLUMN.format(column=ID_HEADING), NO_COLUMN_FIX)
    answer = next(one for one in columns if one.open)
    for one in headed:
        if answer.field not in one.fields.values():
            yield Trouble(
                f"trang “{one.sheet.title}”, dòng {one.row}",
                NO_COLUMN.format(column=answer.heading),
                NO_COLUMN_FIX,
            )


def _rows(headed: _Headed, columns: tuple[Column, ...], troubles: list[Trouble]) -> Iterator[Row]:
    sheet = headed.sheet
    filled_in = {one.field for one in columns if one.open}
    for number in sorted({*sheet.rows, *sheet.hidden_rows}):
        if number <= headed.row:
            continue
        hidden = number not in sheet.rows
        cells = sheet.hidden_rows[number] if hidden else sheet.row(number)
        mine = {headed.fields[one.column]: one for one in cells if one.column in headed.fields}
        given = {field: _given(sheet, one) for field, one in mine.items() if field in filled_in}
        name = mine["id"].text if "id" in mine else ""
        place = f"trang “{sheet.title}”, dòng {number}"
        if name:
            yield Row(name, place, given, hidden)
        elif "value" in given or "decision" in given:
            troubles.append(Trouble(place, NO_ROW, NO_ROW_FIX))


def _given(sheet: Sheet, cell: Cell) -> Given:
    place = f"trang “{sheet.title}”, ô {cell.ref}"
    if cell.trouble:
        return Given("formula" if cell.trouble == "formula-without-value" else "error", cell.text, place)
    if cell.last_row > cell.row:
        return Given("merged", cell.text, place)
    if isinstance(cell.value, bool):
        return Given("text", YES if cell.value else NO, place)
    return Given(_kind(cell), cell.lines.strip(), place)


def _kind(cell: Cell) -> CellKind:
    if isinstance(cell.value, Decimal):
        return "percent" if "%" in cell.number_format else "number"
    return "date" if isinstance(cell.value, date) else "text"


def _unique(rows: Sequence[Row], troubles: list[Trouble]) -> Iterator[Row]:
    """Rows that say the same twice count once; rows that contradict each other do not count."""
    by_id: dict[str, list[Row]] = {}
    for row in rows:
        by_id.setdefault(row.id, []).append(row)
    for name, same in by_id.items():
        said = [row for row in same if any(cell.text for cell in row.cells.values())]
        if len({_content(row) for row in said}) > 1:
            places = "; ".join(row.place for row in said)
            troubles.append(Trouble(places, TWICE.format(id=name), TWICE_FIX))
        else:
            yield (said or same)[0]


def _content(row: Row) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((field, cell.text) for field, cell in row.cells.items()))
