"""A unit's questionnaire as a workbook: general information first, one row per figure, answers filled in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from itertools import groupby

from dti_core.campaign.forms.filled import VERSION, Mark
from dti_core.campaign.forms.others import WORDS
from dti_core.excel.forms.columns import QUESTIONNAIRE
from dti_core.excel.forms.pen import Book, Choices, Content, Entry, Table, write
from dti_core.framework.framework import Node
from dti_core.messages.contact.values import NO, YES, value_text
from dti_core.messages.formatting import day, moment
from dti_core.survey import progress
from dti_core.survey.numbers import canonical
from dti_core.survey.questionnaire import Questionnaire
from dti_core.survey.questions import Question, is_info, of_subject
from dti_core.survey.window import may_answer

HINTS = {
    "yes_no": "Có/Không",
    "choice": "chọn",
    "url": "liên kết",
    "phone": "điện thoại",
    "email": "thư điện tử",
}
EXACT_DIGITS = 12
"""A longer number is written as a text: Excel would round it."""
INFO_TITLE, CRITERIA_TITLE = "Thông tin chung", "Tiêu chí"
LEAD = "Chỉ điền các ô nền vàng nhạt. Ô để trống không xoá câu trả lời đã có trên hệ thống."


@dataclass(frozen=True)
class Place:
    """The names by which a book is known again when it comes back."""

    campaign: str
    unit: str


def make(view: Questionnaire, place: Place, now: datetime) -> bytes:
    """The book of a unit as this person may answer for it."""
    blank = replace(view, answers={})
    tables = (
        Table(INFO_TITLE, LEAD, _INFO_COLUMNS, tuple(_info(view, blank))),
        Table(CRITERIA_TITLE, LEAD, QUESTIONNAIRE, tuple(_criteria(view, blank))),
    )
    mark = Mark(VERSION, place.campaign, place.unit, view.framework.content_hash, now.isoformat())
    made = BytesIO()
    write(made, Book("questionnaire", mark, base_of(view), _guide(view, now), tables))
    return made.getvalue()


_INFO_COLUMNS = tuple(
    one for one in QUESTIONNAIRE if one.field in ("code", "label", "measure", "value", "id")
)


def base_of(view: Questionnaire) -> dict[str, tuple[str, ...]]:
    """What every answer and every word was when the book was made."""
    answers = {key: (str(one.revision), one.text) for key, one in view.answers.items()}
    words = {f"{WORDS}{name}": ("", text) for name, text in view.justifications.items()}
    return {**answers, **words}


def _guide(view: Questionnaire, now: datetime) -> tuple[str, ...]:
    zone = view.campaign.time_zone
    return (
        f"Phiếu tự đánh giá – {view.unit_name}",
        f"{view.campaign.title}. Hạn nộp: {moment(view.campaign.closes_at, zone)}.",
        f"Câu trả lời trong phiếu là của hệ thống lúc {moment(now, zone)}.",
        "1. Điền trang Thông tin chung trước, rồi trang Tiêu chí. Chỉ điền các ô nền vàng nhạt.",
        "2. Ô có mũi tên: chọn trong danh sách. Số ghi như thường: 57; 1234,5; không kèm đơn vị tính.",
        "3. Minh chứng: dán liên kết (https://…), mỗi dòng một liên kết, kèm “mục 3, trang 5” nếu có. "
        "Tệp thì gửi trong chat.",
        "4. Ô để trống không xoá câu trả lời đã có. Không thêm dòng, không sửa cột “Mã dòng”.",
        "5. Lưu dạng .xlsx rồi gửi lại cho bot, như gửi một tệp. Bot cho xem các thay đổi; "
        "chưa bấm “Ghi” thì chưa có gì thay đổi.",
        "6. Câu nào vừa được trả lời khác trong chat thì bot hỏi: giữ trên hệ thống hay lấy trong tệp.",
        "7. Phiếu này chưa phải là nộp: ghi xong, bấm Nộp trong chat.",
    )


def _info(view: Questionnaire, blank: Questionnaire) -> Iterator[Entry]:
    for subject in progress.info_subjects(view):
        for question in of_subject(blank, subject):
            yield _entry(view, question, {"code": subject.removeprefix("info:")})


def _criteria(view: Questionnaire, blank: Questionnaire) -> Iterator[Entry | str]:
    marks = progress.of(view).marks
    asked = [n for n in view.framework.criteria if marks[n.id] not in ("not_asked", "exempt", "requested")]
    for index, nodes in groupby(asked, lambda node: view.framework.index_of(node.id)):
        yield f"{index.name}. {index.title}"
        for node in nodes:
            yield from _rows(view, blank, node)


def _rows(view: Questionnaire, blank: Questionnaire, node: Node) -> Iterator[Entry]:
    about: dict[str, Content] = {
        "code": node.name,
        "title": node.title,
        "max": _number(canonical(node.max_points)) if node.max_points is not None else None,
        "there": _filed(view, node.id),
        "note": view.justifications.get(node.id),
    }
    more = {"links", "note"} if may_answer(view, node.id) else set()
    own = [one for one in of_subject(blank, node.id) if not one.borrowed]
    for question in own:
        yield _entry(view, question, about, frozenset(more))
        about = {"code": node.name}
        more = set()
    if not own:
        wanted = "Chỉ cần minh chứng" if node.evidence is not None else "Không cần số liệu"
        cells = {**about, "label": wanted, "id": f"{node.id}:"}
        yield Entry(cells, open=frozenset(more))


def _entry(
    view: Questionnaire, question: Question, about: Mapping[str, Content], more: frozenset[str] = frozenset()
) -> Entry:
    stored = view.answers.get(question.key)
    words = [question.label, question.text if question.text != question.label else None]
    if is_info(question.subject):
        words = [question.label]
    cells: dict[str, Content] = {
        **about,
        "label": "\n".join(text for text in words if text),
        "measure": question.measure or _hint(question),
        "value": None if stored is None else shown(question, stored.text),
        "id": question.key,
    }
    return Entry(
        cells,
        choices={"value": allowed} if (allowed := choices_of(question)) else {},
        open=more | ({"value"} if may_answer(view, question.subject) else frozenset()),
    )


def shown(question: Question, text: str) -> Content:
    """A stored value as its cell holds it."""
    return _number(text) if question.numeric else value_text(question, text)


def _number(text: str) -> Content:
    number = Decimal(text)
    if len(number.as_tuple().digits) > EXACT_DIGITS:
        return text.replace(".", ",")
    return int(number) if number == number.to_integral_value() else number


def _words(question: Question) -> tuple[str, ...]:
    if question.kind == "yes_no":
        return (YES, NO)
    return tuple(choice.label for choice in question.choices) if question.kind == "choice" else ()


def choices_of(question: Question) -> Choices | None:
    """What its cell may hold; None for words."""
    if words := _words(question):
        return Choices(words)
    if not question.numeric:
        return None
    most = None if question.most is None else Decimal(question.most.numerator) / question.most.denominator
    return Choices(number=True, whole=question.kind == "count", most=most)


def _hint(question: Question) -> str | None:
    return HINTS.get(question.kind)


def _filed(view: Questionnaire, criterion: str) -> str | None:
    pieces = [piece for piece in view.evidence if piece.criterion == criterion]
    lines = []
    for one in pieces:
        dated = f"ngày {day(one.document_date)}" if one.document_date else None
        said = [text for text in (one.place, one.document_number, dated, one.note) if text]
        lines.append(f"{one.title} ({', '.join(said)})" if said else one.title)
    return "\n".join(lines) or None
