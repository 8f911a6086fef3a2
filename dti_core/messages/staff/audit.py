"""The history in words: who did what, when, through what, old and new value, and why."""

from collections.abc import Sequence

from dti_core.messages.formatting import short
from dti_core.messages.model import Choice, Message, RichText
from dti_core.messages.rich import lines, rich
from dti_core.messages.staff.audit_actions import ACTIONS
from dti_core.messages.staff.audit_views import Entry
from dti_core.messages.staff.verbs import HOME
from dti_core.messages.verbs import NOOP, button

AUDIT = "s.au"  # page, unit id ("-": all)
UNITS = "s.auu"  # page
BOOK = "s.aub"  # unit id
ACCESS = "s.acc"  # page
PAGE = 8
CHANNELS = {"telegram": "Telegram", "zalo": "Zalo", "cli": "dòng lệnh", "clock": "tự động", "excel": "Excel"}
_ALL = "-"


def what(action: str) -> str:
    """An act in words; one that nobody has named is told as it is stored."""
    return ACTIONS.get(action, action)


def who(entry: Entry) -> str:
    """Whose hand it was."""
    if entry.person:
        return entry.person
    return "Hệ thống" if entry.channel == "clock" else "Người vận hành"


def change(entry: Entry) -> str:
    """Old and new value in one phrase."""
    if entry.old is not None and entry.new is not None:
        return f"{entry.old} → {entry.new}"
    if entry.new is not None:
        return entry.new
    return f"bỏ {entry.old}" if entry.old is not None else ""


def subject(entry: Entry) -> str:
    """What it was done to, without the word for its kind where that goes without saying."""
    kind, _, name = entry.subject.partition(":")
    return name if kind in ("answer", "criterion", "unit", "group", "framework") else ""


def page(
    entries: Sequence[Entry], many: int, number: int, unit: tuple[str, str] | None, when: Sequence[str]
) -> Message:
    """A page of the history; `unit`: id and name of the one it is narrowed to; `when`: moments in words."""
    key, whose = unit or (_ALL, "")
    count = max(1, -(-many // PAGE))
    head = rich("**Nhật ký{whose}** · {n} việc", whose=f" – {whose}" if whose else "", n=many)
    rows = [_row(entry, at) for entry, at in zip(entries, when, strict=True)]
    turn = (
        button("‹", AUDIT, (number - 1) % count, key),
        button(f"{number + 1}/{count}", NOOP),
        button("›", AUDIT, (number + 1) % count, key),
    )
    narrow = button("Chọn đơn vị", UNITS, 0) if unit is None else button("Mọi đơn vị", AUDIT, 0, _ALL)
    choices: list[tuple[Choice, ...]] = [turn] if count > 1 else []
    choices += [(narrow, button("Xuất bảng Excel", BOOK, key))]
    choices += [(button("Ai có quyền gì", ACCESS, 0), button("Về bảng việc", HOME))]
    text = lines(head, *(rows or [rich("Chưa có việc nào.")]))
    return Message(text, tuple(choices), in_place=True)


def pick_unit(units: Sequence[tuple[int, str]], number: int) -> Message:
    """Whose history?"""
    count = max(1, -(-len(units) // PAGE))
    number %= count
    shown = units[number * PAGE : (number + 1) * PAGE]
    picks = [(button(short(name, 40), AUDIT, 0, unit),) for unit, name in shown]
    turn = (
        button("‹", UNITS, (number - 1) % count),
        button(f"{number + 1}/{count}", NOOP),
        button("›", UNITS, (number + 1) % count),
    )
    rows = (*picks, *((turn,) if count > 1 else ()), (button("Mọi đơn vị", AUDIT, 0, _ALL),))
    return Message(rich("**Nhật ký** – chọn đơn vị:"), rows, in_place=True)


MAKING = Message(rich("Đang xuất nhật ký, sẽ gửi vào đây…"))


def made(many: int) -> RichText:
    """With the file."""
    return rich("Nhật ký: **{n}** việc.", n=many)


def _row(entry: Entry, at: str) -> RichText:
    about = " ".join(part for part in (what(entry.action), subject(entry)) if part)
    changed, reason = change(entry), entry.reason
    where = f" · {short(entry.unit, 30)}" if entry.unit else ""
    return rich(
        "**{at}** · {who} ({channel}){where}: {about}{change}{reason}",
        at=at,
        who=short(who(entry), 30),
        channel=CHANNELS.get(entry.channel, entry.channel),
        where=where,
        about=about,
        change=f": {short(changed, 120)}" if changed else "",
        reason=f" – “{short(reason, 120)}”" if reason else "",
    )
