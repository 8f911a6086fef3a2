"""Words that all screens about reminders share."""

from datetime import datetime

from dti_core.messages.formatting import moment
from dti_core.messages.staff.reminder_view import Phone

KINDS = {
    "not_submitted": "chưa nộp",
    "not_started": "chưa bắt đầu",
    "stalled": "đang dừng",
    "evidence_missing": "thiếu minh chứng",
    "returned": "bị trả lại, chưa bổ sung",
    "not_joined": "chưa tham gia",
}
"""In the order in which they are offered."""

PROVIDERS = {
    "not_submitted": "còn thiếu số liệu",
    "not_started": "chưa nhập số liệu nào",
    "stalled": "đang dừng",
    "not_joined": "chưa tham gia",
}
"""The states of who gives only some figures, in the same order."""
TO_PROVIDERS = "p-"
"""Before a kind in a button: providers are meant."""


def named(kind: str, to_providers: bool) -> str:
    """A kind as buttons carry it."""
    return f"{TO_PROVIDERS}{kind}" if to_providers else kind


def meant(name: str) -> tuple[str, bool] | None:
    """The kind, and whether providers are meant; None for a name of neither."""
    to_providers = name.startswith(TO_PROVIDERS)
    kind = name.removeprefix(TO_PROVIDERS)
    return (kind, to_providers) if kind in (PROVIDERS if to_providers else KINDS) else None


def whom(to_providers: bool) -> str:
    """Whose reminders they are, as they are counted."""
    return "nơi cung cấp số liệu" if to_providers else "đơn vị"


RESULTS = {
    "queued": "đang gửi",
    "delivered": "đã nhận",
    "blocked": "đã chặn bot",
    "failed": "không gửi được",
    "not_joined": "chưa tham gia",
    "settled": "không cần gửi",
}
_SETTLED = {"already": "hôm nay đã được nhắc", "changed": "vừa làm xong hoặc hết hạn"}


def kind_in_words(kind: str, stalled_days: int | None, to_providers: bool = False) -> str:
    """ "đang dừng từ 5 ngày"."""
    words = (PROVIDERS if to_providers else KINDS).get(kind, kind)
    return f"{words} từ {stalled_days} ngày" if kind == "stalled" and stalled_days else words


def state_in_words(kind: str, to_providers: bool) -> str:
    """ "chưa nộp", "nơi cung cấp còn thiếu số liệu"."""
    return f"nơi cung cấp {PROVIDERS[kind]}" if to_providers else KINDS[kind]


def result_in_words(result: str, why: str | None) -> str:
    """ "không gửi được (chat not found)"."""
    if result == "settled":
        return _SETTLED.get(why or "", RESULTS["settled"])
    words = RESULTS.get(result, result)
    return f"{words} ({why})" if why and result == "failed" else words


def phone_line(phone: Phone) -> str:
    """ "Sở Y tế – Nguyễn Văn A, 0912 345 678 (đã chặn bot)"."""
    who = ", ".join(part for part in (phone.name, phone.phone or "chưa có số") if part)
    known = who if phone.name or phone.phone else "chưa có trong danh bạ"
    return f"{phone.unit} – {known} ({RESULTS.get(phone.why, phone.why)})"


def unsure(years: tuple[int, ...]) -> str | None:
    """That the holidays of some years are not known for certain."""
    if not years:
        return None
    named = ", ".join(map(str, years))
    return f"Lịch nghỉ lễ năm {named} chưa được công bố trong hệ thống; ngày làm việc chỉ là dự tính."


def short_moment(at: datetime, zone: str) -> str:
    """ "8 giờ ngày 25/11/2026"."""
    return moment(at, zone)
