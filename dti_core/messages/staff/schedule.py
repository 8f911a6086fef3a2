"""The campaign's dates: look, extend a unit, move the deadline, close, the review."""

from collections.abc import Sequence
from datetime import datetime

from dti_core.messages.formatting import days_left, moment, short
from dti_core.messages.model import Choice, Message
from dti_core.messages.rich import lines, rich
from dti_core.messages.staff.reminder_words import unsure
from dti_core.messages.staff.schedule_view import Dates, Effect, UnitDates
from dti_core.messages.staff.states import STATES
from dti_core.messages.staff.ticking import OPEN as TICK
from dti_core.messages.staff.verbs import HOME
from dti_core.messages.verbs import NOOP, button

MENU = "s.dl"
MOVE = "s.dl.m"
CLOSE = "s.dl.c"
UNITS = "s.dl.us"  # page
UNIT = "s.dl.u"  # enrolment
BY = "s.dl.b"  # what ("all" or an enrolment), days
TYPE = "s.dl.t"  # what
REASON = "s.dl.r"  # number of the reason
DO = "s.dl.go"
END_EXTENSION = "s.dl.e"  # enrolment
REVIEW_CLOSE = "s.dl.rc"
REVIEW_OPEN = "s.dl.ro"
SIGNED = "s.dl.sc"  # "required" or "optional"
SIGNED_DO = "s.dl.sd"  # the same, confirmed

DAY_STEPS = (1, 3, 5, 7)
REASONS = ("Theo đề nghị của đơn vị", "Theo chỉ đạo của lãnh đạo", "Sự cố kỹ thuật")
PAGE = 20
SIGNED_COPY = {"required": "bắt buộc", "optional": "không bắt buộc"}
_SIGNED_MEANS = {
    "required": "Đơn vị nộp phải gửi kèm ảnh hoặc tệp phiếu đã ký, đóng dấu?",
    "optional": "Đơn vị nộp không cần gửi kèm phiếu đã ký?",
}
_BACK = (button("Thời hạn", MENU),)


def menu(view: Dates, now: datetime) -> Message:
    """The dates, and what can be done about them."""
    zone = view.time_zone
    extended = sum(unit.extended for unit in view.units)
    years = unsure(view.unsure_years)
    text = lines(
        rich("**Thời hạn** · {left}", left=days_left(view.closes_at, now, zone)),
        rich("Mở: {at}", at=moment(view.opens_at, zone)),
        rich("Hạn nộp: **{at}**", at=moment(view.closes_at, zone)),
        rich("Còn làm: {n} đơn vị", n=view.open) if view.open else None,
        rich("Hết hạn chưa nộp: {n} đơn vị", n=view.closed) if view.closed else None,
        rich("Được gia hạn riêng: {n} đơn vị", n=extended) if extended else None,
        rich("Thẩm định: {state}", state=_review(view, now)),
        rich("Bản ký khi nộp: {rule}", rule=SIGNED_COPY[view.signed_copy]),
        rich("_{years}_", years=years) if years else None,
    )
    return Message(text, _choices(view, now))


def _review(view: Dates, now: datetime) -> str:
    end = view.review_closes_at
    if end is None:
        return "đang mở"
    at = moment(end, view.time_zone)
    return f"đã khoá lúc {at}" if end <= now else f"mở đến {at}"


def _choices(view: Dates, now: datetime) -> tuple[tuple[Choice, ...], ...]:
    if view.published:
        return ((button("Bảng việc", HOME),),)
    over = view.closes_at <= now
    closed = view.review_closes_at is not None and view.review_closes_at <= now
    review = button("Mở lại thẩm định", REVIEW_OPEN) if closed else button("Khoá thẩm định", REVIEW_CLOSE)
    first = [button("Mở lại" if over else "Dời hạn nộp", MOVE)]
    if view.units:
        first.append(button("Gia hạn một đơn vị", UNITS, 0))
    several = ((button("Gia hạn nhiều đơn vị", TICK, "dl", 0),),) if len(view.units) > 1 else ()
    second = [review] if over else [button("Khoá sổ ngay", CLOSE), review]
    return (tuple(first), *several, tuple(second), (_signed(view),), (button("Bảng việc", HOME),))


def _signed(view: Dates) -> Choice:
    if view.signed_copy == "required":
        return button("Thôi bắt buộc bản ký", SIGNED, "optional")
    return button("Bắt buộc bản ký khi nộp", SIGNED, "required")


def ask_signed(wish: str) -> Message:
    """What the rule means, before it changes."""
    text = rich("{what} Áp dụng cho các lần nộp từ bây giờ.", what=_SIGNED_MEANS[wish])
    return Message(text, ((button("Đồng ý", SIGNED_DO, wish), button("Thôi", MENU)),), in_place=True)


def signed_set(wish: str) -> Message:
    """It is so."""
    return Message(rich("✓ Bản ký khi nộp: **{rule}**.", rule=SIGNED_COPY[wish]), (_BACK,))


def units(found: Sequence[UnitDates], page: int, zone: str) -> Message:
    """Which unit gets more time."""
    count = max(1, -(-len(found) // PAGE))
    page %= count
    picks = tuple(
        (button(_label(one, zone), UNIT, one.enrolment),) for one in found[page * PAGE : (page + 1) * PAGE]
    )
    leaf = (
        button("‹", UNITS, (page - 1) % count),
        button(f"{page + 1}/{count}", NOOP),
        button("›", UNITS, (page + 1) % count),
    )
    text = rich("Gia hạn cho đơn vị nào?")
    return Message(text, (*picks, *((leaf,) if count > 1 else ()), _BACK), in_place=True)


def _label(one: UnitDates, zone: str) -> str:
    own = f" · đến {moment(one.until, zone).rsplit('/', 1)[0]}" if one.until and one.extended else ""
    return f"{short(one.name, 40)}{own}"


def pick_time(what: str, name: str | None, until: datetime | None, zone: str) -> Message:
    """By how many days, from what holds now; `what` names the campaign or a unit in the buttons."""
    text = lines(
        rich(
            "Hạn của **{name}**: {at}", name=name or "cả kỳ", at=moment(until, zone) if until else "chưa có"
        ),
        "Dời thêm bao lâu?",
    )
    days = tuple(button(f"+{n} ngày", BY, what, n) for n in DAY_STEPS)
    return Message(text, (days, (button("Ngày khác", TYPE, what),), _BACK), in_place=True)


def pick_time_of_several(count: int, common: datetime, zone: str) -> Message:
    """Until when for several units."""
    base = pick_time("some", None, common, zone)
    text = lines(
        rich("Gia hạn cho **{n} đơn vị**. Hạn chung của kỳ: {at}", n=count, at=moment(common, zone)),
        "Thêm bao lâu, tính từ hạn chung?",
    )
    return Message(text, base.choices, in_place=True)


def until_short(one: UnitDates, zone: str) -> str:
    """ "30/11" where a unit has a deadline of its own."""
    return moment(one.until, zone).rpartition(" ")[2][:5] if one.until and one.extended else ""


def unit(one: UnitDates, zone: str) -> Message:
    """A unit's deadline and what can be changed about it."""
    base = pick_time(str(one.enrolment), one.name, one.until, zone)
    state = rich("Trạng thái: {state}.", state=STATES[one.state].words)
    end = ((button("Bỏ gia hạn", END_EXTENSION, one.enrolment),),) if one.extended else ()
    return Message(lines(state, base.text), (*base.choices[:-1], *end, _BACK), in_place=True)


def ask_time() -> Message:
    """The new moment in words."""
    return Message(
        rich("Hạn mới? Gõ ngày, hoặc ngày và giờ, ví dụ “30/11” (hiểu là 17 giờ) hoặc “30/11 11:30”."),
        (_BACK,),
        asks=True,
    )


def ask_reason(what: str) -> Message:
    """Why: it is told to the units and kept."""
    picks = tuple((button(reason, REASON, number),) for number, reason in enumerate(REASONS))
    text = rich("{what}. Lý do? Chọn hoặc gõ; đơn vị sẽ được báo.", what=what)
    return Message(text, (*picks, _BACK), asks=True)


def confirm(what: str, reason: str, effect: Effect) -> Message:
    """What will happen."""
    parts = (
        (effect.closed, "{n} đơn vị chưa nộp sẽ bị khoá, điểm tính theo phần đã trả lời."),
        (effect.reopened, "{n} đơn vị đã hết hạn được làm tiếp."),
        (effect.extended, "{n} đơn vị giữ hạn riêng đã được gia hạn."),
    )
    said = [template.format(n=n) for n, template in parts if n]
    text = lines(rich("**{what}**?", what=what), *said, rich("Lý do: {reason}", reason=reason))
    return Message(text, ((button("Đồng ý", DO), button("Thôi", MENU)),))


def done(what: str, effect: Effect) -> Message:
    """It is so."""
    parts = ((effect.closed, "Đã khoá {n} đơn vị."), (effect.reopened, "Mở lại {n} đơn vị."))
    said = [template.format(n=n) for n, template in parts if n]
    return Message(lines(rich("✓ {what}.", what=_DONE.get(what, what)), *said), (_BACK,))


def extended(what: str, effect: Effect, refused: Sequence[tuple[str, str]]) -> Message:
    """Several units got more time; who did not, and why."""
    told = done(what, effect)
    rows = [
        rich("• {name}: {why}", name=name, why=_REFUSED.get(code, "không làm được."))
        for name, code in refused[:20]
    ]
    more = f"… và {len(refused) - 20} đơn vị nữa." if len(refused) > 20 else None
    head = f"Không gia hạn được cho {len(refused)} đơn vị:" if refused else None
    return Message(lines(told.text, head, *rows, more), told.choices)


TICK_TITLE, TICK_GO = "Gia hạn cho những đơn vị nào?", "Chọn hạn mới"
TO_MENU = button("Thôi", MENU)


def several(count: int) -> str:
    """ "7 đơn vị"."""
    return f"{count} đơn vị"


_REFUSED = {
    "out_of_reach": "Chỉ người phụ trách mọi nhóm mới đổi được việc chung của cả đợt.",
    "no_reason": "Cần lý do, tối đa 500 ký tự.",
    "published": "Kết quả kỳ này đã công bố nên không đổi thời hạn được.",
    "closed": "Kỳ này đã hết hạn rồi.",
    "locked": "Đơn vị này đã nộp nên không cần gia hạn.",
    "unknown_unit": "Không có đơn vị này.",
    "past": "Thời điểm đó đã qua.",
    "same": "Hạn nộp đã là thời điểm đó.",
    "not_later": "Hạn riêng phải sau hạn chung của kỳ.",
    "before_opening": "Hạn nộp phải sau thời điểm mở.",
    "": "Chưa hiểu thời điểm. Ví dụ: “30/11” hoặc “30/11 11:30”.",
    "not_allowed": "Vai trò của Anh/Chị không đổi được thời hạn.",
}


def refused(code: str, subject: str = "") -> Message:
    """Why nothing was changed."""
    said = _REFUSED.get(subject if code == "bad_time" else code, "Không làm được việc này.")
    return Message(rich("{said}", said=said), (_BACK,))


def moving(name: str | None, until: datetime, zone: str) -> str:
    """ "Dời hạn nộp của cả kỳ đến 17 giờ ngày 30/11/2026"."""
    at = moment(until, zone)
    return f"Gia hạn cho {name} đến {at}" if name else f"Dời hạn nộp của cả kỳ đến {at}"


CLOSING = "Khoá sổ tự đánh giá ngay bây giờ"
REVIEW_CLOSING = "Khoá thẩm định ngay bây giờ"
REVIEW_OPENING = "Mở lại thẩm định"
_DONE = {
    CLOSING: "Đã khoá sổ tự đánh giá",
    REVIEW_CLOSING: "Đã khoá thẩm định",
    REVIEW_OPENING: "Đã mở lại thẩm định",
}


def ending(name: str) -> str:
    """ "Bỏ gia hạn của Sở Y tế"."""
    return f"Bỏ gia hạn của {name}"
