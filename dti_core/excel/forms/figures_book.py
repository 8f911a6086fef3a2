"""Books of figures to fill in: what assessors measure for each unit, what other systems have."""

from collections.abc import Iterable
from datetime import datetime
from io import BytesIO

from dti_core.campaign.forms.figures import TITLES, Figure
from dti_core.campaign.forms.filled import VERSION, Kind, Mark
from dti_core.excel.forms.columns import COLUMNS
from dti_core.excel.forms.pen import Book, Content, Entry, Table, write
from dti_core.excel.forms.questionnaire import choices_of, shown
from dti_core.messages.contact.values import value_text
from dti_core.messages.formatting import moment

LEAD = "Chỉ điền các ô nền vàng nhạt. Ô để trống không xoá giá trị đã có."
GUIDES: dict[str, tuple[str, ...]] = {
    "measured": (
        "1. Ghi giá trị cơ quan chủ trì tự đo vào cột “Giá trị”; số của đơn vị tự khai giữ nguyên bên cạnh.",
    ),
    "references": (
        "1. Ghi giá trị của hệ thống khác vào cột “Giá trị” và tên hệ thống vào cột “Nguồn số liệu”.",
        "2. Giá trị này chỉ để đối chiếu khi thẩm định, không thay số của đơn vị.",
    ),
}
LAST = (
    "Không thêm dòng, không sửa cột “Mã dòng”. Gửi lại tệp cho bot; chưa bấm “Ghi” thì chưa có gì thay đổi."
)


def make(kind: Kind, found: Iterable[Figure], campaign: str, title: str, zone: str, now: datetime) -> bytes:
    """The book. `campaign` is the short name by which it is known again."""
    rows, base = [], dict[str, tuple[str, ...]]()
    for figure in found:
        rows.append(_entry(kind, figure))
        if figure.held is not None:
            base[figure.id] = ("", figure.held)
    table = Table(TITLES[kind], LEAD, COLUMNS[kind], tuple(rows))
    head = (f"{TITLES[kind]} – {title}", f"Lập lúc {moment(now, zone)}.")
    mark = Mark(VERSION, campaign, made_at=now.isoformat())
    made = BytesIO()
    write(made, Book(kind, mark, base, (*head, *GUIDES[kind], LAST), (table,)))
    return made.getvalue()


def _entry(kind: Kind, figure: Figure) -> Entry:
    question = figure.question
    cells: dict[str, Content] = {
        "unit": figure.unit.name,
        "code": figure.node.name,
        "title": figure.node.title,
        "label": question.label,
        "measure": question.measure,
        "own": None if figure.own is None else value_text(question, figure.own),
        "value": None if figure.held is None else shown(question, figure.held),
        "column": figure.column,
        "id": figure.id,
    }
    allowed = choices_of(question)
    fields = frozenset(("value",) if kind == "measured" else ("value", "origin"))
    return Entry(cells, choices={"value": allowed} if allowed else {}, open=fields)
