"""Next year's campaign in chat: what is put together step by step, looked at, then begun."""

from collections.abc import Sequence

from dti_core.messages.formatting import listed, moment, short
from dti_core.messages.model import Choice, Message, RichText
from dti_core.messages.rich import lines, paragraphs, rich
from dti_core.messages.staff.next_views import Following, NextOutlook
from dti_core.messages.staff.verbs import HOME
from dti_core.messages.verbs import NOOP, button

MENU = "Kỳ sau"
OPEN = "s.nx"
PICK = "s.nx.p"  # number of this round's framework, page: what follows it
FOLLOW = "s.nx.f"  # number of this round's framework, id of the next one or SAME
SET = "s.nx.s"  # what is to be typed: a name of ASKS
NOW = "s.nx.n"  # opens at once
DAYS = "s.nx.d"  # so many days between opening and deadline
DO = "s.nx.go"
SAME = "="
DAY_STEPS = (20, 30, 45)
PAGE = 6
SHOWN = 6
_BACK = (button("Xem lại", OPEN), button("Bảng việc", HOME))

ASKS = {
    "title": "Tên kỳ mới? Gõ trong một tin, ví dụ “Đánh giá chuyển đổi số năm 2027”.",
    "opens": "Mở từ khi nào? Gõ ngày, hoặc ngày và giờ, ví dụ “1/10/2027” (hiểu là 0 giờ).",
    "closes": "Hạn nộp? Gõ ngày, hoặc ngày và giờ, ví dụ “30/11/2027” (hiểu là 17 giờ).",
    "year": "Năm của số liệu? Gõ bốn chữ số, ví dụ “2027”.",
}


def outlook(found: NextOutlook) -> Message:
    """Everything that will be so, and what can still be changed."""
    text = paragraphs(_head(found), _taken(found), _offered(found), _lost(found), _stop(found))
    frameworks = tuple(
        (button(f"Đổi bộ chỉ số: {short(one.new_title, 30)}", PICK, number, 0),)
        for number, one in enumerate(found.frameworks)
    )
    rows = (
        *(((button("Tạo kỳ mới", DO),),) if not found.homeless else ()),
        *frameworks,
        (button("Tên", SET, "title"), button("Năm số liệu", SET, "year")),
        (button("Ngày mở", SET, "opens"), button("Hạn nộp", SET, "closes")),
        (button("Bảng việc", HOME),),
    )
    return Message(text, rows, in_place=True)


def _head(found: NextOutlook) -> RichText:
    zone = found.time_zone
    return lines(
        rich("**Kỳ sau: {title}**", title=found.title),
        rich("Số liệu năm {year} · tên ngắn {slug}", year=found.year, slug=found.slug),
        rich("Mở: {at}", at=moment(found.opens_at, zone)),
        rich("Hạn nộp: **{at}**", at=moment(found.closes_at, zone)),
        *(_framework(one) for one in found.frameworks),
    )


def _framework(one: Following) -> RichText:
    if one.same:
        return rich("Bộ chỉ số: {title} (giữ nguyên)", title=one.new_title)
    return rich("Bộ chỉ số: **{new}** thay cho {old}", new=one.new_title, old=one.old_title)


def _taken(found: NextOutlook) -> RichText:
    return lines(
        rich("Lấy sang:"),
        rich("• {n} đơn vị trong {m} nhóm, với đặc điểm", n=found.units, m=found.groups),
        rich("• {n} người trong danh bạ (đầu mối được mời lại, vì đồng ý theo từng kỳ)", n=found.people),
        rich("• {n} vai trò cán bộ", n=found.staff),
    )


def _offered(found: NextOutlook) -> RichText:
    rows = [
        rich(
            "• {what}thông tin chung {a}/{b}, tiêu chí cùng nội dung {c}/{d}",
            what=f"{one.new_title}: " if len(found.frameworks) > 1 else "",
            a=one.keys[0], b=one.keys[1], c=one.criteria[0], d=one.criteria[1],
        )
        for one in found.frameworks
    ]  # fmt: skip
    return lines(
        rich("Gợi ý lại cho đơn vị, đơn vị bấm mới nhận:"),
        *rows,
        rich("• {n} minh chứng đã được chấp nhận", n=found.evidence) if found.evidence else None,
        rich("Câu trả lời và trạng thái bắt đầu lại từ đầu; lịch sử kỳ này giữ nguyên."),
    )


def _lost(found: NextOutlook) -> RichText | None:
    rows = (
        ("⚠ Bộ chỉ số mới không có đặc điểm", [f"{trait} ({unit})" for unit, trait in found.dropped]),
        ("⚠ Bộ chỉ số mới không còn hỏi số liệu của", list(found.idle)),
    )
    said = [
        rich("{head}: {what}{more}.", head=head, what=listed(names[:SHOWN]), more=_more(names))
        for head, names in rows
        if names
    ]
    return lines(*said) if said else None


def _stop(found: NextOutlook) -> RichText | None:
    """What keeps it from beginning, or what one should know."""
    if found.homeless:
        said = listed([f"{unit} (nhóm {group})" for unit, group in found.homeless[:SHOWN]])
        return rich(
            "⚠ **Chưa tạo được**: bộ chỉ số mới không có nhóm của {what}{more}. "
            "Chọn bộ khác, hoặc giữ nguyên.",
            what=said,
            more=_more(found.homeless),
        )
    if found.followers:
        return rich("⚠ Kỳ này đã có kỳ sau: {titles}.", titles=listed(found.followers))
    return None


def _more(found: Sequence[object]) -> str:
    return f" và {len(found) - SHOWN} nữa" if len(found) > SHOWN else ""


def pick(number: int, title: str, offers: Sequence[tuple[str, str]], page: int) -> Message:
    """What follows a framework: itself, or another one that is known (id, title)."""
    count = max(1, -(-len(offers) // PAGE))
    here = page % count
    same = (button("Giữ nguyên bộ đang dùng", FOLLOW, number, SAME),)
    picks = [
        (button(f"{short(name, 40)} · {framework}", FOLLOW, number, framework),)
        for framework, name in offers[here * PAGE : (here + 1) * PAGE]
    ]
    text = lines(
        rich("Bộ chỉ số nào thay cho **{title}**?", title=title),
        rich("Bộ mới chưa có ở đây thì nhờ người vận hành đưa tệp vào thư mục bộ chỉ số."),
    )
    return Message(text, (same, *picks, *_leaf(number, here, count), (button("Thôi", OPEN),)), in_place=True)


def _leaf(number: int, page: int, count: int) -> tuple[tuple[Choice, ...], ...]:
    if count == 1:
        return ()
    before, after = (
        button(sign, PICK, number, (page + step) % count) for sign, step in (("‹", -1), ("›", 1))
    )
    return ((before, button(f"{page + 1}/{count}", NOOP), after),)


def ask(what: str) -> Message:
    """A name, a year or a moment to be typed."""
    picks: tuple[tuple[Choice, ...], ...] = ()
    if what == "opens":
        picks = ((button("Mở ngay", NOW),),)
    elif what == "closes":
        picks = (tuple(button(f"{n} ngày sau khi mở", DAYS, n) for n in DAY_STEPS),)
    return Message(rich(ASKS[what]), (*picks, (button("Thôi", OPEN),)), asks=True)


_WRONG = {
    "title": "Tên kỳ cần từ 5 đến 150 ký tự.",
    "year": "Năm cần là bốn chữ số, ví dụ “2027”.",
    "opens": "Chưa hiểu thời điểm. Ví dụ “1/10/2027” hoặc “1/10/2027 8:00”.",
    "closes": "Chưa hiểu thời điểm. Ví dụ “30/11/2027” hoặc “30/11/2027 11:30”.",
    "order": "Hạn nộp phải sau ngày mở và sau lúc này.",
}


def wrong(why: str, what: str) -> Message:
    """What was typed cannot be used."""
    asked = ask(what)
    return Message(lines(rich(_WRONG[why]), asked.text), asked.choices, asks=True)


_REFUSED = {
    "not_allowed": "Vai trò của Anh/Chị không tạo được kỳ mới.",
    "out_of_reach": "Chỉ người phụ trách mọi nhóm mới tạo được kỳ mới.",
    "unknown_framework": "Không thấy bộ chỉ số “{subject}”.",
    "broken_framework": "Bộ chỉ số “{subject}” có lỗi nên chưa dùng được; nhờ người vận hành chạy "
    "“dti framework check”.",
    "slug_taken": "Kỳ “{subject}” vừa được tạo rồi. Xem lại trước khi tạo thêm.",
    "unknown_group": "Bộ chỉ số mới không có nhóm “{subject}”.",
    "closes_before_it_opens": "Hạn nộp phải sau ngày mở.",
}


def refused(code: str, subject: str = "") -> Message:
    """Why not."""
    return Message(rich(_REFUSED.get(code, "Chưa tạo được kỳ mới. Xem lại."), subject=subject), (_BACK,))


def begun(title: str, units: int, people: int, staff: int) -> Message:
    """It is there; the first screen of the new round follows."""
    return Message(
        lines(
            rich("✓ Đã tạo **{title}**: {n} đơn vị, {m} người trong danh bạ, {s} vai trò cán bộ.",
                 title=title, n=units, m=people, s=staff),
            rich("Anh/Chị đang làm việc ở kỳ mới. Việc tiếp theo: Danh bạ, mời các đầu mối."),
        )
    )  # fmt: skip
