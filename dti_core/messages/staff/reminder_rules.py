"""Reminders that leave by themselves."""

from collections.abc import Sequence

from dti_core.messages.formatting import capital
from dti_core.messages.model import Message
from dti_core.messages.rich import lines, rich
from dti_core.messages.staff.reminder_verbs import (
    MENU,
    NEW_RULE,
    RULE_DAYS,
    RULE_HOUR,
    RULE_KIND,
    RULE_SWITCH,
    RULES,
)
from dti_core.messages.staff.reminder_view import Rule
from dti_core.messages.staff.reminder_words import (
    KINDS,
    PROVIDERS,
    kind_in_words,
    meant,
    named,
    state_in_words,
    unsure,
)
from dti_core.messages.verbs import button

DAYS = (1, 3, 5, 7, 10)
HOURS = (8, 9, 10, 14, 16)
EVERY_DAY = "-"


def rules(found: Sequence[Rule], unsure_years: tuple[int, ...]) -> Message:
    """The rules, each with a button to let it rest or go on."""
    years = unsure(unsure_years)
    rows = [f"{number}. {in_words(rule)}" for number, rule in enumerate(found, 1)]
    text = lines(
        rich("**Nhắc tự động**") if found else rich("Chưa có lịch nhắc tự động."),
        *rows,
        "Chỉ gửi 7–20 giờ ngày làm việc; ai đã làm xong thì không nhận.",
        rich("_{years}_", years=years) if years else None,
    )
    toggles = tuple(
        (
            button(
                f"{'Tạm dừng' if rule.active else 'Bật lại'} {number}",
                RULE_SWITCH,
                rule.id,
                int(not rule.active),
            ),
        )
        for number, rule in enumerate(found, 1)
    )
    return Message(text, (*toggles, (button("Thêm", NEW_RULE), button("Nhắc việc", MENU))), in_place=True)


def in_words(rule: Rule) -> str:
    """ "Chưa nộp: trước hạn 3 ngày, 8 giờ"."""
    when = f"trước hạn {rule.days_before} ngày" if rule.days_before is not None else "mỗi ngày làm việc"
    if rule.days_before == 0:
        when = "ngày hết hạn"
    rest = " (đang dừng)" if not rule.active else ""
    late = " (chuyển sang sáng ngày làm việc kế tiếp)" if rule.moved_hour else ""
    kind = kind_in_words(rule.kind, rule.stalled_days, rule.to_providers)
    kind = f"nơi cung cấp {kind}" if rule.to_providers else kind
    return f"{capital(kind)}: {when}, {rule.hour} giờ{late}{rest}"


def pick_kind(*, has_providers: bool) -> Message:
    """Of what."""
    kinds = [(kind, False) for kind in KINDS] + [(kind, True) for kind in PROVIDERS if has_providers]
    picks = tuple(
        (button(capital(state_in_words(*kind)), RULE_KIND, named(*kind)),)
        for kind in kinds
        if kind[0] != "not_joined"
    )
    return Message(
        rich("Tự động nhắc các đơn vị nào?"), (*picks, (button("Quay lại", RULES),)), in_place=True
    )


def pick_days(kind: str) -> Message:
    """When."""
    picks = tuple(button(f"{n} ngày", RULE_DAYS, kind, n) for n in DAYS)
    daily = (button("Mỗi ngày làm việc", RULE_DAYS, kind, EVERY_DAY),)
    said = meant(kind)
    whose = state_in_words(*said) if said else ""
    text = rich(
        "Nhắc {kind} trước hạn bao nhiêu ngày?", kind=whose if said and said[1] else f"đơn vị {whose}"
    )
    return Message(text, (picks, daily, (button("Quay lại", NEW_RULE),)), in_place=True)


def pick_hour(kind: str, days: str) -> Message:
    """At what hour."""
    picks = tuple(button(f"{hour} giờ", RULE_HOUR, kind, days, hour) for hour in HOURS)
    return Message(rich("Lúc mấy giờ?"), (picks, (button("Quay lại", RULE_KIND, kind),)), in_place=True)
