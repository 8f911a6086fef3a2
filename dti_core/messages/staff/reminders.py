"""Reminders by hand: whom, the exact words, and when."""

from collections.abc import Sequence
from datetime import datetime

from dti_core.messages.contact.reminders import LONGEST, PLACEHOLDERS, Trouble
from dti_core.messages.formatting import days_left, moment
from dti_core.messages.model import Choice, Message, RichText
from dti_core.messages.rich import lines, paragraphs, rich
from dti_core.messages.staff.reminder_verbs import (
    DAYS,
    EVERYBODY,
    EXAMPLE,
    GROUP,
    GROUPS,
    LATER,
    MENU,
    OTHER_TIME,
    PHONES,
    PREVIEW,
    PROVIDERS_MENU,
    ROUNDS,
    RULES,
    SEND,
    STANDING,
    WORDS,
)
from dti_core.messages.staff.reminder_view import Preview
from dti_core.messages.staff.reminder_words import KINDS, PROVIDERS, kind_in_words, named, unsure, whom
from dti_core.messages.staff.states import STATES
from dti_core.messages.staff.ticking import OPEN as TICK
from dti_core.messages.staff.verbs import HOME
from dti_core.messages.verbs import button

DAY_STEPS = (3, 5, 7, 14)


def menu(
    counts: dict[str, int], closes_at: datetime, zone: str, now: datetime, *, has_providers: bool = False
) -> Message:
    """Which state to remind of, with how many units are in it now."""
    head = rich("**Nhắc việc** · {left}", left=days_left(closes_at, now, zone))
    picks = tuple(
        (button(name.capitalize() + (f": {counts[kind]}" if kind in counts else ""), PREVIEW, kind),)
        for kind, name in KINDS.items()
    )
    others = ((button("Nơi cung cấp số liệu", PROVIDERS_MENU),),) if has_providers else ()
    rest = ((button("Các lần nhắc", ROUNDS), button("Nhắc tự động", RULES)), (button("Bảng việc", HOME),))
    return Message(lines(head, "Mỗi người nhận tối đa một tin nhắc mỗi ngày."), (*picks, *others, *rest))


def providers(counts: dict[str, int], closes_at: datetime, zone: str, now: datetime) -> Message:
    """The same for who gives only some figures, counted by provider."""
    head = rich("**Nhắc nơi cung cấp số liệu** · {left}", left=days_left(closes_at, now, zone))
    picks = tuple(
        (button(f"{name.capitalize()}: {counts.get(kind, 0)}", PREVIEW, named(kind, True)),)
        for kind, name in PROVIDERS.items()
    )
    text = lines(head, "Đếm theo từng nơi. Ai đã nhập đủ số liệu thì không nhận tin.")
    return Message(text, (*picks, (button("Nhắc việc", MENU),)), in_place=True)


def preview(view: Preview, groups: Sequence[str], now: datetime) -> Message:
    """Who, how many, the exact text of one of them; nothing has been sent."""
    text = paragraphs(
        lines(_head(view, now), _states(view), _not_reached(view), *_scope(view, groups)),
        _example(view),
        _notes(view),
    )
    return Message(text, _choices(view, bool(groups)), in_place=True)


def _head(view: Preview, now: datetime) -> RichText:
    return rich(
        "**Nhắc việc** – {n} {whom} {kind} ({left})",
        n=view.units,
        whom=whom(view.to_providers),
        kind=kind_in_words(view.kind, view.stalled_days, view.to_providers),
        left=days_left(view.closes_at, now, view.time_zone),
    )


def _states(view: Preview) -> str | None:
    if view.to_providers:
        return None
    said = [f"{view.states[state]} {word.words}" for state, word in STATES.items() if state in view.states]
    return ", ".join(said) + "." if len(said) > 1 else None


def _not_reached(view: Preview) -> str | None:
    parts = [
        (view.not_joined, "chưa có ai tham gia"),
        (view.blocked, "đã chặn bot" if view.to_providers else "đầu mối đã chặn bot"),
        (view.waiting, "người hôm nay đã được nhắc"),
    ]
    said = [f"{n} {what}" for n, what in parts if n]
    return f"Không nhắn được: {', '.join(said)}." if said else None


def _scope(view: Preview, groups: Sequence[str]) -> list[str]:
    said = [f"Nhóm: {', '.join(groups)}."] if groups and view.groups is not None else []
    return said if view.picked is None else [*said, f"Chỉ {view.picked} đơn vị đã chọn."]


def _example(view: Preview) -> RichText | None:
    if view.example is None or view.kind == "not_joined":
        return None
    return lines(
        rich("Nội dung gửi {unit}:", unit=view.example.unit), rich("“{text}”", text=view.example.text)
    )


def _notes(view: Preview) -> RichText | None:
    years = unsure(view.unsure_years)
    return rich("_{note}_", note=years) if years else None


def _choices(view: Preview, has_groups: bool) -> tuple[tuple[Choice, ...], ...]:
    rows: list[tuple[Choice, ...]] = []
    if view.people:
        rows.append((button(f"Gửi {view.people} người ngay", SEND, "0"),))
    if view.units and view.kind != "not_joined":
        rows.append((_morning(view), button("Giờ khác", OTHER_TIME)))
        rows.append((button("Sửa lời", WORDS), *_more(view)))
    if view.phones:
        rows.append((button(f"📞 Danh sách gọi điện ({len(view.phones)})", PHONES, 0, 0),))
    if view.kind == "stalled":
        rows.append(tuple(button(f"{n} ngày", DAYS, n) for n in DAY_STEPS))
    rows += [_narrow(view, has_groups), (button("Huỷ", MENU),)]
    return tuple(row for row in rows if row)


def _narrow(view: Preview, has_groups: bool) -> tuple[Choice, ...]:
    """Fewer units: a group, or some ticked one by one; and all of them again."""
    some = (button("Lọc nhóm", GROUPS),) if has_groups else ()
    if view.to_providers or (view.picked is None and (view.units < 2 or view.kind == "not_joined")):
        return some
    again = (button("Bỏ chọn đơn vị", EVERYBODY),) if view.picked is not None else ()
    return (*some, button("Chọn đơn vị", TICK, "rm", 0), *again)


TICK_TITLE, TICK_GO = "Nhắc những đơn vị nào?", "Xem trước"
TO_PREVIEW = button("Thôi", EXAMPLE, 0)


def _morning(view: Preview) -> Choice:
    return button(f"Hẹn {at_short(view.morning, view.time_zone)}", LATER, stamp(view.morning), "0")


def _more(view: Preview) -> tuple[Choice, ...]:
    other = (button("Lời mẫu", STANDING),) if view.own_words else ()
    if view.example is None or view.example.of < 2:
        return other
    return (*other, button("Ví dụ khác", EXAMPLE, view.example.number))


def at_short(at: datetime, zone: str) -> str:
    """ "8 giờ ngày 25/11"."""
    return moment(at, zone).rsplit("/", 1)[0]


def stamp(at: datetime) -> str:
    """A moment as a button carries it."""
    return str(int(at.timestamp()))


def pick_group(groups: Sequence[tuple[int, str]]) -> Message:
    """Which group."""
    picks = tuple((button(title[:60], GROUP, number),) for number, title in groups)
    return Message(rich("Nhắc nhóm nào?"), ((button("Tất cả", GROUP, "-"),), *picks), in_place=True)


def ask_words(current: str) -> Message:
    """The words now, and what may stand in braces."""
    known = (f"{{{name}}} – {one.means}" for name, one in PLACEHOLDERS.items())
    text = paragraphs(
        lines(rich("Lời hiện tại:"), rich("“{text}”", text=current)),
        lines("Gõ lời mới. Chỗ để hệ thống điền cho từng đơn vị:", *(f"• {line}" for line in known)),
    )
    return Message(text, ((button("Giữ nguyên", EXAMPLE, 0),),), asks=True)


def bad_words(wrong: Trouble) -> Message:
    """Why the words cannot be sent as they are."""
    back = ((button("Giữ lời cũ", EXAMPLE, 0),),)
    if wrong.code == "empty":
        return Message(rich("Lời nhắc đang trống. Xin gõ lại."), back)
    if wrong.code == "long":
        return Message(rich("Lời nhắc dài {n} ký tự, tối đa {most}.", n=wrong.name, most=LONGEST), back)
    meant = f" Có phải {{{wrong.meant}}}?" if wrong.meant else ""
    known = ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)
    text = lines(
        rich("Không có chỗ điền {{name}}.{meant} Xin sửa rồi gửi lại.", name=wrong.name, meant=meant),
        rich("Dùng được: {known}.", known=known),
    )
    return Message(text, back)


def ask_time() -> Message:
    """When."""
    text = lines("Gửi lúc nào? Gõ ngày và giờ, ví dụ “25/11 14:00”.")
    return Message(text, ((button("Quay lại", EXAMPLE, 0),),), asks=True)


def bad_time(why: str) -> Message:
    """A moment that cannot be."""
    said = {
        "past": "Thời điểm đó đã qua.",
        "after_deadline": "Thời điểm đó sau hạn nộp; hết hạn thì không nhắc nữa.",
    }.get(why, "Chưa hiểu thời điểm.")
    text = rich("{said} Gõ ngày và giờ, ví dụ “25/11 14:00”.", said=said)
    return Message(text, ((button("Quay lại", EXAMPLE, 0),),), asks=True)


def at_night(morning: datetime, zone: str, again: Choice) -> Message:
    """Outside working hours somebody must mean it."""
    text = rich("Ngoài giờ làm việc (7–20 giờ, ngày làm việc). Vẫn gửi vào lúc đó?")
    other = button(f"Hẹn {at_short(morning, zone)}", LATER, stamp(morning), "0")
    return Message(text, ((again,), (other, button("Huỷ", MENU))))


def sending(people: int) -> Message:
    """It leaves; what came of it will be told."""
    return Message(rich("Đang gửi cho {n} người. Kết quả sẽ báo vào đây.", n=people))


def planned(at: datetime, zone: str) -> Message:
    """It will leave."""
    text = lines(
        rich("✓ Đã hẹn gửi lúc **{at}**.", at=moment(at, zone)),
        "Lúc đó ai đã làm xong thì không nhận tin.",
    )
    return Message(text, ((button("Các lần nhắc", ROUNDS), button("Nhắc việc", MENU)),))


def cancelled() -> Message:
    """Taken back."""
    return Message(rich("✓ Đã huỷ hẹn."), ((button("Nhắc việc", MENU),),))


def too_late_to_cancel() -> Message:
    """It has left."""
    return Message(rich("Lần nhắc này đã gửi hoặc đã huỷ."), ((button("Các lần nhắc", ROUNDS),),))


def gone() -> Message:
    """The screen is old."""
    return Message(rich("Xin chọn lại việc cần nhắc."), ((button("Nhắc việc", MENU),),))
