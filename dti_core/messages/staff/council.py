"""The council in chat: the dossier, one matter at a time, conclusions, the time to contest, minutes."""

from datetime import datetime
from fractions import Fraction

from dti_core.messages.contact.picks import grid
from dti_core.messages.formatting import listed, moment, points, short
from dti_core.messages.model import Choice, Message, RichText
from dti_core.messages.rich import lines, rich
from dti_core.messages.staff.council_views import Concluded, Dossier, GroupFile, Matter, Meeting, Settled
from dti_core.messages.staff.telling import telling
from dti_core.messages.staff.verbs import HOME
from dti_core.messages.verbs import NOOP, button

OPEN, GROUP, MATTER = "s.co", "s.cog", "s.com"  # -; group, page; enrolment, criterion
KEEP, POINTS = "s.cok", "s.cop"  # enrolment, criterion, stamp
SETTLE, SETTLE_DO = "s.cos", "s.coy"  # group
WINDOW, WINDOW_DO = "s.cow", "s.cod"  # -; working days (0: end now)
REVIEW = "s.cor"  # enrolment
MINUTES, MINUTES_EDIT, MINUTES_DO = "s.con", "s.coe", "s.cox"  # group
PAGE = 8

REFUSALS = {
    "reason_needed": "Cần lý do: điểm thay đổi hoặc đơn vị đã phản ánh.",
    "bad_value": "Điểm phải từ 0 đến điểm tối đa của tiêu chí.",
    "seen_before": "Nội dung vừa thay đổi sau khi Anh/Chị xem. Mở lại rồi kết luận.",
    "own_unit": "Đây là đơn vị của Anh/Chị nên Anh/Chị không kết luận được.",
    "exempt": "Tiêu chí này được miễn cho đơn vị nên không cho điểm.",
    "contest_open": "Đang nhận phản ánh. Hết hạn mới kết luận được cả nhóm; từng tiêu chí thì được ngay.",
    "not_ready": "Không có đơn vị nào đã thẩm định xong để kết luận.",
    "published": "Kết quả đã công bố nên không đổi được. Cần đổi thì phụ trách mở lại kết quả trước.",
    "locked": "Đơn vị chưa thẩm định xong.",
    "not_submitted": "Đơn vị chưa nộp.",
    "not_allowed": "Vai trò của Anh/Chị trong kỳ này không làm được việc đó.",
}
ASK_REASON = Message(
    rich("Lý do giữ điểm? Viết trong một tin; đơn vị sẽ đọc lý do này."),
    ((button("Thôi", OPEN),),),
    asks=True,
)
ASK_REVIEW = Message(
    rich("Vì sao trả về thẩm định lại? Viết trong một tin."), ((button("Thôi", OPEN),),), asks=True
)
MAKING = Message(rich("Đang làm biên bản, sẽ gửi vào đây…"))


def refused(code: str) -> Message:
    """Why not."""
    return Message(
        rich(REFUSALS.get(code, "Việc này chưa làm được. Mở lại hồ sơ rồi thử lại.")),
        ((button("Về hồ sơ Hội đồng", OPEN),),),
    )


def home(found: Dossier, may_open_window: bool, now: datetime) -> Message:
    """Groups, what waits in each, and the time to contest."""
    rows = [
        rich(
            "**{title}**: {n} đơn vị trước Hội đồng, {m}{c}{w}",
            title=one.title,
            n=len(one.units),
            m=f"{len(one.matters)} nội dung" if one.matters else "không có điểm nào phải xem riêng",
            c=f", {contested} phản ánh chưa kết luận" if (contested := _contested(one)) else "",
            w=f"; {len(one.waiting)} chưa thẩm định xong" if one.waiting else "",
        )
        for one in found.groups
    ]
    picks = [(button(short(one.title, 40), GROUP, one.number, 0),) for one in found.groups]
    extra = ((button("Đặt hạn phản ánh", WINDOW),),) if may_open_window and not found.published else ()
    text = lines(rich("**Hồ sơ Hội đồng** · {title}", title=found.title), *rows, _window(found, now))
    return Message(text, (*picks, *extra, (button("Về bảng việc", HOME),)), in_place=True)


def group(one: GroupFile, page: int, may_conclude: bool) -> Message:
    """What the council has to look at in a group, a page of it."""
    matters = one.matters
    count = max(1, -(-len(matters) // PAGE))
    page %= count
    shown = matters[page * PAGE : (page + 1) * PAGE]
    rows = [_row(number, each) for number, each in enumerate(shown, 1)]
    picks = [button(str(n), MATTER, each.enrolment, each.criterion) for n, each in enumerate(shown, 1)]
    turn = (
        button("‹", GROUP, one.number, (page - 1) % count),
        button(f"{page + 1}/{count}", NOOP),
        button("›", GROUP, one.number, (page + 1) % count),
    )
    open_ = sum(unit.open for unit in one.units)
    settle = ((button(f"Kết luận {open_} đơn vị", SETTLE, one.number),),) if may_conclude and open_ else ()
    text = lines(
        rich("**{title}** · {n} nội dung", title=one.title, n=len(matters)),
        *(rows or [rich("Không có điểm nào khác nhau hay bị phản ánh.")]),
        rich("Chưa thẩm định xong: {names}.", names=listed((name for name, _ in one.waiting), 5, "đơn vị"))
        if one.waiting
        else None,
    )
    last = (button("Biên bản", MINUTES, one.number), button("Về hồ sơ", OPEN))
    choices: tuple[tuple[Choice, ...], ...] = (*grid(picks), *((turn,) if count > 1 else ()), *settle, last)
    return Message(text, choices, in_place=True)


def matter(one: Matter, group: int, may_conclude: bool) -> Message:
    """One criterion of one unit, with everything said about it."""
    text = lines(
        rich("**{unit}** · **{name}** {title}", unit=one.unit, name=one.name, title=short(one.title, 120)),
        rich(
            "Tự đánh giá {own} · thẩm định {verified} · hiện **{points}** / {most}",
            own=points(one.own),
            verified=points(one.verified),
            points=points(one.points),
            most=points(one.maximum),
        ),
        rich("{column}: “{why}”", column=one.column or "Thẩm định", why=short(one.reason, 400))
        if one.reason
        else None,
        rich("Giải trình: “{words}”", words=short(one.justification, 300)) if one.justification else None,
        rich("**Phản ánh**: “{words}”", words=short(one.contest, 400)) if one.contest else None,
        rich("**Đã kết luận**{why}.", why=f": “{short(one.decision, 300)}”" if one.decision else "")
        if one.decided
        else None,
    )
    here = (one.enrolment, one.criterion, one.stamp)
    conclude = (
        ((button(f"Giữ {points(one.verified)} điểm", KEEP, *here), button("Điểm khác", POINTS, *here)),)
        if may_conclude
        else ()
    )
    review = ((button("Trả về thẩm định lại", REVIEW, one.enrolment),),) if may_conclude else ()
    return Message(text, (*conclude, *review, (button("Về nhóm", GROUP, group, 0),)), in_place=True)


def ask_points(one: Matter) -> Message:
    """Points and reason in one message."""
    text = lines(
        rich("Gửi **điểm và lý do** cho {name} trong một tin.", name=one.name),
        rich("Ví dụ: 7,5 – Bảng kê bổ sung đã đủ. (0 đến {most})", most=points(one.maximum)),
    )
    return Message(text, ((button("Thôi", MATTER, one.enrolment, one.criterion),),), asks=True)


def ask_why(one: Matter, wanted: Fraction) -> Message:
    """The points are clear, the reason is missing."""
    text = rich(
        "{name}: **{p}** điểm. Lý do? Viết trong một tin; đơn vị sẽ đọc lý do này.",
        name=one.name,
        p=points(wanted),
    )
    return Message(text, ((button("Thôi", MATTER, one.enrolment, one.criterion),),), asks=True)


def concluded(done: Concluded, group: int, leaves: datetime | None = None) -> Message:
    """It was recorded. `leaves`: when people are told, where that is not at once."""
    told = f" {telling(done.people, leaves)}" if done.people else ""
    what = "điểm mới" if done.changed else "giữ"
    text = rich("✓ {unit} · {name}: {what} **{p}** điểm.{told}", unit=done.unit, name=done.name, what=what,
                p=points(done.points), told=told)  # fmt: skip
    return Message(text, ((button("Nội dung khác", GROUP, group, 0), button("Về hồ sơ", OPEN)),))


def confirm_settle(one: GroupFile) -> Message:
    """What concluding on a whole group means."""
    units = [unit for unit in one.units if unit.open]
    waiting = [unit.name for unit in units if unit.contested]
    late = sum(unit.state == "closed_unsubmitted" for unit in units)
    text = lines(
        rich("**Kết luận {n} đơn vị của nhóm {title}?**", n=len(units) - len(waiting), title=one.title),
        rich("Điểm hiện tại được giữ; nội dung chưa kết luận riêng giữ điểm thẩm định."),
        rich("Gồm {n} đơn vị không nộp, tính theo câu đã trả lời.", n=late) if late else None,
        rich("Để lại vì còn phản ánh: {names}.", names=listed(waiting, 6, "đơn vị")) if waiting else None,
    )
    return Message(text, ((button("Kết luận", SETTLE_DO, one.number), button("Chưa", GROUP, one.number, 0)),))


def settled(done: Settled, group: int) -> Message:
    """It was recorded."""
    text = lines(
        rich("✓ Hội đồng đã kết luận **{n}** đơn vị.", n=len(done.units)),
        rich("Còn phản ánh, chưa kết luận: {names}.", names=listed(done.left, 6, "đơn vị"))
        if done.left
        else None,
    )
    return Message(text, ((button("Biên bản", MINUTES, group), button("Về hồ sơ", OPEN)),))


def window(found: Dossier, now: datetime) -> Message:
    """How long units may contest."""
    text = lines(
        _window(found, now),
        rich("Đơn vị đã thẩm định xong và bị điều chỉnh điểm được báo ngay khi mở."),
    )
    days = [button(f"{n} ngày làm việc", WINDOW_DO, n) for n in (3, 5, 7)]
    end = (
        ((button("Kết thúc ngay", WINDOW_DO, 0),),)
        if found.contest_until and now < found.contest_until
        else ()
    )
    return Message(text, (tuple(days), *end, (button("Về hồ sơ", OPEN),)), in_place=True)


def window_set(until: str | None, people: int, leaves: datetime | None = None) -> Message:
    """The window was moved. `leaves`: when people are told, where that is not at once."""
    text = (
        rich("✓ Nhận phản ánh đến **{until}**. {told}", until=until, told=telling(people, leaves))
        if until
        else rich("✓ Đã kết thúc thời gian phản ánh.")
    )
    return Message(text, ((button("Về hồ sơ", OPEN),),))


def sent_to_review(unit: str) -> Message:
    """Reviewers look at a unit again."""
    return Message(rich("✓ {unit} về thẩm định lại.", unit=unit), ((button("Về hồ sơ", OPEN),),))


def minutes(group: int, meeting: Meeting) -> Message:
    """Date and members, to be corrected before the minutes are made."""
    present = ", ".join(meeting.present) or "chưa có"
    text = lines(
        rich("**Biên bản họp Hội đồng**"),
        rich("Ngày: {day}", day=f"{meeting.day:%d/%m/%Y}"),
        rich("Có mặt: {names}", names=present),
    )
    row = (
        button("Xuất biên bản (PDF)", MINUTES_DO, group),
        button("Sửa ngày, thành phần", MINUTES_EDIT, group),
    )
    return Message(text, (row, (button("Về nhóm", GROUP, group, 0),)), in_place=True)


def ask_meeting(group: int) -> Message:
    """Who was there, and when."""
    text = rich(
        "Gửi ngày họp và tên người có mặt, ngăn bằng dấu phẩy. Ví dụ: 20/12/2026, Trần Văn A, Lê Thị B"
    )
    return Message(text, ((button("Thôi", MINUTES, group),),), asks=True)


def minutes_made() -> RichText:
    """With the file."""
    return rich("Biên bản họp Hội đồng, để in và ký.")


def _row(number: int, one: Matter) -> RichText:
    sign = "⚠ " if one.contested else "✓ " if one.decided else ""
    return rich(
        "{n}. {sign}{unit} · **{name}**: {own} → {points}",
        n=number,
        sign=sign,
        unit=short(one.unit, 28),
        name=one.name,
        own=points(one.own),
        points=points(one.points),
    )


def _contested(one: GroupFile) -> int:
    return sum(unit.contested for unit in one.units)


def _window(found: Dossier, now: datetime) -> RichText:
    if found.contest_until is None:
        return rich("Chưa mở thời gian phản ánh điểm.")
    if found.contest_until <= now:
        return rich("Đã hết thời gian phản ánh, lúc {at}.", at=moment(found.contest_until, found.time_zone))
    return rich("Nhận phản ánh đến {at}.", at=moment(found.contest_until, found.time_zone))
