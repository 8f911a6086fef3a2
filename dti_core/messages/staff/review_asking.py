"""What a reviewer is asked before something is done: points, reasons, kinds, figures; and what was done."""

from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction

from dti_core.messages.contact.picks import grid
from dti_core.messages.formatting import clock, points, short
from dti_core.messages.model import Choice, Message, RichText
from dti_core.messages.rich import lines, rich
from dti_core.messages.staff import review_verbs as verbs
from dti_core.messages.staff.review_item import title
from dti_core.messages.staff.review_views import Item, Kind, Said
from dti_core.messages.verbs import button
from dti_core.survey.numbers import canonical
from dti_core.survey.questions import Question

SHARES = (Fraction(0), Fraction(1, 4), Fraction(1, 2), Fraction(3, 4), Fraction(1))
FOR_POINTS = (
    "Minh chứng không đủ",
    "Số liệu không khớp minh chứng",
    "Minh chứng không đúng thời gian đánh giá",
    "Chưa đạt yêu cầu của tiêu chí",
)
FOR_RETURN = (
    "Chưa có minh chứng, đề nghị bổ sung",
    "Liên kết không mở được",
    "Số liệu không khớp minh chứng, đề nghị kiểm tra lại",
    "Minh chứng không đúng nội dung, đề nghị thay",
)
READY = {"points": FOR_POINTS, "return": FOR_RETURN}
DONE = {
    "accepted": "✓ {unit} · {c}: chấp nhận {p} điểm.",
    "adjusted": "✎ {unit} · {c}: {p} điểm.",
    "returned": "↩ {unit} · {c}: trả lại (chưa gửi).",
    "unreviewed": "{unit} · {c}: đã bỏ kết quả xét.",
    "assessed": "✓ {unit} · {c}: đã cho {p} điểm.",
}


def done(state: str, unit: str, name: str, given: Fraction) -> str:
    """One line on what holds now."""
    return DONE[state].format(unit=unit, c=name, p=points(given))


def ask_points(item: Item) -> Message:
    """How many points? Common shares of the maximum as buttons, or typed."""
    shares = sorted({_round(share * item.maximum) for share in SHARES})
    picks = tuple(button(points(value), verbs.POINTS, canonical(value)) for value in shares)
    text = lines(
        title(item),
        rich("Cho bao nhiêu điểm? Từ 0 đến {max}; có thể gõ, ví dụ 7,5.", max=points(item.maximum)),
        rich("Cột “{column}”. Đang tính: {p}.", column=item.column or "", p=points(item.points)),
    )
    return Message(text, (picks, (_stop(item),)), asks=True)


def bad_points(item: Item) -> Message:
    """Not a number that can be given."""
    text = rich(
        "Điểm phải là một số từ 0 đến **{max}**, tối đa hai chữ số thập phân.", max=points(item.maximum)
    )
    return Message(text, ((_stop(item),),), asks=True)


def ask_reason(item: Item, what: str, given: Fraction | None = None) -> Message:
    """Why? The unit reads it word for word. `what`: `points` or `return`."""
    head = (
        rich("Cho **{p}** điểm.", p=points(given)) if given is not None else rich("**Trả lại** cho đơn vị.")
    )
    ask = rich("Lý do (đơn vị sẽ đọc nguyên văn): chọn hoặc gõ.")
    picks = tuple((button(words, verbs.WORDS, number),) for number, words in enumerate(READY[what]))
    return Message(lines(title(item), head, ask), (*picks, (_stop(item),)), asks=True)


def ask_words(item: Item, question: str) -> Message:
    """A note, or why a request is refused."""
    return Message(lines(title(item), rich("{q}", q=question)), ((_stop(item),),), asks=True)


NOTE = "Ghi chú cho người thẩm định khác và Hội đồng (đơn vị không thấy):"
REFUSE = "Lý do không chấp thuận (đơn vị sẽ đọc nguyên văn):"


def ask_kind(item: Item, kinds: Sequence[Kind]) -> Message:
    """What granting gives; the first is the framework's own."""
    picks = tuple(
        (button(short(kind.title, 60), verbs.GRANT_AS, item.enrolment, item.criterion, number),)
        for number, kind in enumerate(kinds)
    )
    rows = [rich("{n}. {title}", n=n, title=kind.title) for n, kind in enumerate(kinds, 1)]
    return Message(
        lines(title(item), rich("Cho không áp dụng theo cách nào?"), *rows), (*picks, (_stop(item),))
    )


def decided(name: str, unit: str, gives: str | None, people: int) -> RichText:
    """What became of a request."""
    what = f"không áp dụng – {gives}" if gives else "không chấp thuận miễn"
    return rich("✓ {unit} · {c}: {what}. {told}", unit=unit, c=name, what=what, told=told(people))


def told(people: int) -> str:
    """Whether anybody of the unit could be told."""
    if people:
        return f"Đã báo {people} người của đơn vị."
    return "Đơn vị chưa có ai tham gia trên hệ thống: cần báo bằng cách khác."


def ask_figure(item: Item, question: Question, column: str, own: str | None) -> Message:
    """One figure to be measured; the unit's own can be taken over knowingly."""
    text = lines(
        title(item),
        rich("Số đo cho cột “{column}” – **{label}**", column=column, label=question.label),
        rich("Đơn vị ghi: {own}", own=own) if own else None,
    )
    if question.kind == "yes_no":
        picks = [button("Có", verbs.MEASURED, "true"), button("Không", verbs.MEASURED, "false")]
    else:
        picks = [button(one.label, verbs.MEASURED, str(n)) for n, one in enumerate(question.choices)]
    return Message(text, (*grid(picks), (_stop(item),)), asks=True)


def bad_figure(item: Item) -> Message:
    """Not a value of this kind."""
    return Message(rich("Chưa hiểu số này. Xin gõ một con số, ví dụ 1.200."), ((_stop(item),),), asks=True)


def measured(name: str, unit: str) -> RichText:
    """All the figures of a criterion are in."""
    return rich("✓ {unit} · {c}: đã ghi số đo.", unit=unit, c=name)


def history(item: Item, said: Sequence[Said], now: datetime) -> Message:
    """What was changed, given and said, the newest first."""
    rows = [
        rich(
            "• {at}, {by}: {text}",
            at=clock(one.at, now, item.time_zone),
            by=one.by,
            text=short(one.text, 200),
        )
        for one in said
    ]
    back = button("Về mục này", verbs.ITEM, item.enrolment, item.criterion)
    return Message(lines(title(item), *(rows or [rich("Chưa có thay đổi nào.")])), ((back,),))


def no_file() -> Message:
    """The bytes are no longer there."""
    return Message(rich("Không còn tệp này."), ((button("Thẩm định", verbs.START),),))


def _stop(item: Item) -> Choice:
    return button("Thôi", verbs.STOP, item.enrolment, item.criterion)


def _round(value: Fraction) -> Fraction:
    """Two decimals: what is shown is what is given."""
    return Fraction(round(value * 100), 100)
