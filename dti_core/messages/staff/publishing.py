"""Publishing in chat: what stands in the way, what will happen, what was done."""

from collections import Counter
from datetime import date, datetime

from dti_core.messages.formatting import listed, moment, points, short
from dti_core.messages.model import Message, RichText
from dti_core.messages.rich import lines, rich
from dti_core.messages.staff.council import OPEN as COUNCIL
from dti_core.messages.staff.next_campaign import OPEN as NEXT
from dti_core.messages.staff.publishing_views import Decision, Outlook, Published, Table
from dti_core.messages.staff.states import STATES
from dti_core.messages.staff.telling import telling
from dti_core.messages.staff.verbs import HOME
from dti_core.messages.verbs import button

OPEN, NUMBER, DO, BOOK = "s.pu", "s.pun", "s.puy", "s.pub"  # number and do: mark
UNDO, UNDO_DO = "s.puu", "s.puv"
SHOWN, FEW = 5, 3
"""Units that are named; a few more are named too rather than counted."""
_BACK = (button("Về bảng việc", HOME),)
_SCREEN = (button("Về công bố", OPEN), button("Về bảng việc", HOME))

REFUSALS = {
    "not_ready": "Chưa công bố được: còn việc chưa xong. Xem lại danh sách.",
    "seen_before": "Kết quả vừa thay đổi sau khi Anh/Chị xem. Xem lại rồi xác nhận.",
    "published": "Kết quả đã được công bố rồi.",
    "not_published": "Kết quả chưa được công bố nên không có gì để mở lại.",
    "no_decision": "Cần số quyết định.",
    "bad_time": "Ngày quyết định không thể sau hôm nay.",
    "reason_needed": "Cần lý do, tối đa 500 ký tự.",
    "out_of_reach": "Chỉ người phụ trách mọi nhóm mới công bố được.",
    "not_allowed": "Vai trò của Anh/Chị trong kỳ này không công bố được.",
}
ASK_NUMBER = Message(
    rich("Gửi **số và ngày quyết định** trong một tin, ví dụ: 1234/QĐ-UBND ngày 20/12/2026."),
    ((button("Thôi", OPEN),),),
    asks=True,
)
UNCLEAR = Message(
    rich("Chưa rõ số hoặc ngày. Gửi như: **1234/QĐ-UBND ngày 20/12/2026**."),
    ((button("Thôi", OPEN),),),
    asks=True,
)
ASK_REASON = Message(
    rich("Vì sao mở lại kết quả đã công bố? Viết trong một tin; lý do được gửi tới mọi đầu mối."),
    ((button("Thôi", OPEN),),),
    asks=True,
)
MAKING = Message(rich("Đang làm bảng công bố, sẽ gửi vào đây…"))


def refused(code: str) -> Message:
    """Why not."""
    return Message(rich(REFUSALS.get(code, REFUSALS["not_ready"])), (_SCREEN,))


def outlook(found: Outlook) -> Message:
    """Where publishing stands."""
    if found.published is not None:
        return _published(found, found.published)
    if not found.ready:
        return _waiting(found)
    text = lines(
        rich("**Công bố kết quả** · {title}", title=found.title),
        *_tables(found.tables),
        rich("Mọi đơn vị đã có kết luận. Đã có quyết định thì nhập số và ngày."),
    )
    return Message(
        text,
        (
            (button("Nhập số quyết định", NUMBER, found.mark),),
            (button("Bảng công bố (dự thảo)", BOOK),),
            _BACK,
        ),
        in_place=True,
    )


def _waiting(found: Outlook) -> Message:
    states = Counter(_awaits(state) for _, state in found.undecided)
    text = lines(
        rich("**Chưa công bố được** · {title}", title=found.title),
        *(rich("• {n} đơn vị {state}", n=n, state=state) for state, n in states.items()),
        rich("Gồm: {names}.", names=listed((name for name, _ in found.undecided), 6, "đơn vị"))
        if found.undecided
        else None,
        rich("• Phản ánh chưa kết luận: {names}.", names=listed(found.contested, 6))
        if found.contested
        else None,
        rich("• Điểm của {n} đơn vị đang được tính, xem lại sau ít phút.", n=found.computing)
        if found.computing
        else None,
        rich("Mỗi đơn vị cần thẩm định xong và được Hội đồng kết luận.") if found.undecided else None,
    )
    council = (
        (button("Hội đồng", COUNCIL),) if any(state == "verified" for _, state in found.undecided) else ()
    )
    return Message(text, ((*council, button("Xem lại", OPEN)), _BACK), in_place=True)


def _awaits(state: str) -> str:
    return STATES[state].words + (", chờ Hội đồng kết luận" if state == "verified" else "")


def _published(found: Outlook, done: Published) -> Message:
    text = lines(
        rich("**Đã công bố** · {title}", title=found.title),
        rich(
            "Quyết định số **{number}** ngày {day}.",
            number=done.decision.number,
            day=_day(done.decision.date),
        ),
        rich("Lúc {at}; {n} đơn vị.", at=moment(done.at, found.time_zone), n=done.units),
        rich("Mã kiểm tra (SHA-256): {sum}", sum=done.checksum),
    )
    rows = ((button("Bảng công bố", BOOK), button("Tạo kỳ sau", NEXT)), (button("Mở lại kết quả", UNDO),))
    return Message(text, (*rows, _BACK), in_place=True)


def confirm(found: Outlook, decision: Decision) -> Message:
    """What will happen, before it does."""
    units = sum(len(table.lines) for table in found.tables)
    text = lines(
        rich("**Công bố theo Quyết định số {n} ngày {day}?**", n=decision.number, day=_day(decision.date)),
        *_tables(found.tables),
        rich("Khi xác nhận:"),
        rich("• điểm và hạng của {n} đơn vị bị khoá, không ai sửa được nữa;", n=units),
        rich("• {n} đầu mối nhận kết quả, hạng và lý do từng điểm bị điều chỉnh.", n=found.people),
        rich("Không báo được qua chat: {names}.", names=listed(found.unreached, 6, "đơn vị"))
        if found.unreached
        else None,
    )
    return Message(text, ((button("Công bố", DO, found.mark), button("Chưa", OPEN)),))


def published(done: Published, leaves: datetime | None = None) -> Message:
    """It is done. `leaves`: when people are told, where that is not at once."""
    text = lines(
        rich("✓ **Đã công bố** theo Quyết định số {n}.", n=done.decision.number),
        rich("{units} đơn vị. {told}", units=done.units, told=telling(done.people, leaves)),
        rich("Mã kiểm tra (SHA-256): {sum}", sum=done.checksum),
    )
    return Message(text, ((button("Bảng công bố", BOOK),), _BACK))


def confirm_undo(reason: str, number: str) -> Message:
    """What reopening will do."""
    text = lines(
        rich("**Mở lại kết quả đã công bố** theo Quyết định số {n}?", n=number),
        rich("Lý do: “{reason}”", reason=short(reason, 300)),
        rich(
            "Bản đã công bố được giữ trong nhật ký; mọi đầu mối nhận tin kèm lý do; công bố lại tạo bản mới."
        ),
    )
    return Message(text, ((button("Mở lại", UNDO_DO), button("Chưa", OPEN)),))


def undone(done: Published, leaves: datetime | None = None) -> Message:
    """It was reopened."""
    text = rich("✓ Đã mở lại {n} đơn vị. {told}", n=done.units, told=telling(done.people, leaves))
    return Message(text, (_SCREEN,))


def book(draft: bool) -> RichText:
    """With the announcement book."""
    return rich("Bảng công bố (dự thảo, chưa có quyết định).") if draft else rich("Bảng công bố kết quả.")


def _tables(tables: tuple[Table, ...]) -> list[RichText]:
    found: list[RichText] = []
    for table in tables:
        found.append(rich("**{title}** ({n} đơn vị)", title=table.title, n=len(table.lines)))
        shown = SHOWN if len(table.lines) > SHOWN + FEW else len(table.lines)
        found += [
            rich("{rank}. {name} – {p}", rank=line.rank or "–", name=line.name, p=points(line.points))
            for line in table.lines[:shown]
        ]
        if len(table.lines) > shown:
            found.append(rich("… và {n} đơn vị nữa.", n=len(table.lines) - shown))
    return found


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
