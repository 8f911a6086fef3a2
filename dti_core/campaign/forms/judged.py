"""What a cell is worth as the answer to a question: judged as the same words typed in chat."""

from dataclasses import dataclass, replace
from fractions import Fraction

from dti_core.campaign.forms.filled import Cell
from dti_core.messages.contact import mistakes
from dti_core.messages.formatting import short
from dti_core.messages.model import plain
from dti_core.survey.judging import Confirm, Mistake, OverTotal, Take, Verdict, Which, check_value, judge
from dti_core.survey.numbers import shown
from dti_core.survey.questions import Question

BROKEN = {
    "formula": ("Ô là công thức chưa có kết quả.", "Mở bằng Excel, lưu rồi gửi lại; hoặc gõ thẳng giá trị."),
    "error": ("Ô đang báo lỗi công thức.", "Gõ thẳng giá trị vào ô."),
    "merged": ("Ô bị gộp qua nhiều dòng nên không rõ trả lời cho dòng nào.", "Bỏ gộp, ghi riêng từng dòng."),
    "hidden": ("Dòng đang ẩn (do lọc hoặc ẩn dòng).", "Bỏ lọc, bỏ ẩn dòng, xem lại rồi gửi lại."),
}  # fmt: skip
MOBILE = 9
"""Digits of a phone number that Excel took for a number, its zero lost."""


@dataclass(frozen=True)
class No:
    """Why a cell cannot be used, and what to do."""

    cause: str
    fix: str


def broken(kind: str) -> No:
    """A cell that nobody can read."""
    return No(*BROKEN[kind])


def value(question: Question, cell: Cell) -> str | No:
    """The canonical value of a cell, apart from totals (which other cells of the book may change)."""
    if cell.kind in BROKEN:
        return broken(cell.kind)
    alone = replace(question, total=None, among=None)
    return _taken(alone, _verdict(alone, cell), cell)


def against_total(question: Question, canonical: str) -> No | None:
    """Why a number does not go together with the others; None where it does."""
    if not question.numeric:
        return None
    found = check_value(question, Fraction(canonical))
    if not isinstance(found, OverTotal):
        return None
    return No(
        f"{shown(found.part)} lớn hơn tổng số {shown(found.whole)}.",
        "Sửa một trong hai số cho khớp nhau rồi gửi lại.",
    )


def _verdict(question: Question, cell: Cell) -> Verdict | No:
    if not question.numeric:
        return judge(question, _as_text(question, cell))
    if cell.text.startswith("="):
        return broken("formula")
    if cell.kind == "date":
        return No(f"Ô là ngày {cell.text}, không phải số.", "Đặt định dạng ô là số (Number) rồi gõ lại số.")
    return judge(question, cell.text) if cell.kind == "text" else _number(question, cell)


def _number(question: Question, cell: Cell) -> Verdict:
    if cell.text.startswith("-"):
        return Mistake("negative")
    number = Fraction(cell.text)
    if cell.kind == "percent":
        return check_value(question, number * 100) if question.measure == "%" else Mistake("percent")
    return check_value(question, number)


def _as_text(question: Question, cell: Cell) -> str:
    lost_zero = question.kind == "phone" and cell.kind == "number" and len(cell.text) == MOBILE
    return f"0{cell.text}" if lost_zero and cell.text.isdecimal() else cell.text


def _taken(question: Question, verdict: Verdict | No, cell: Cell) -> str | No:
    match verdict:
        case No():
            return verdict
        case Take(values=values):
            return values[-1][1]
        case Which():
            fix = f"Bỏ dấu phân nghìn: ghi {verdict.grouped} hoặc {verdict.decimal.replace('.', ',')}."
            return No(f"“{cell.text}” có thể đọc theo hai cách.", fix)
        case Confirm(value=guessed):
            return No(f"“{short(cell.text, 40)}” chưa phải số chính xác.", f"Nếu đúng, ghi {guessed}.")
        case Mistake():
            return No(_cause(question, cell), _fix(question, verdict))
    return No(_cause(question, cell), "Ghi lại ô này.")


def _cause(question: Question, cell: Cell) -> str:
    return f"Không dùng được “{short(cell.text, 40)}” cho “{short(question.label, 60)}”."


def _fix(question: Question, mistake: Mistake) -> str:
    if mistake.why == "yes_no":
        return "Chọn Có hoặc Không trong danh sách của ô."
    if mistake.why == "choice":
        return "Chọn một dòng trong danh sách của ô: " + "; ".join(c.label for c in question.choices) + "."
    if mistake.why in ("none", "many"):
        return "Ghi vào ô đúng một số, bằng chữ số, ví dụ 57."
    return plain(mistakes.why_not(question, mistake))
