"""What the operator reads about reminders."""

from dti_core.messages.contact.reminders import PLACEHOLDERS, Trouble
from dti_core.messages.formatting import moment
from dti_core.messages.staff.reminder_results import STATES
from dti_core.messages.staff.reminder_rules import in_words
from dti_core.messages.staff.reminder_view import Preview, Round, Rule
from dti_core.messages.staff.reminder_words import (
    KINDS,
    kind_in_words,
    phone_line,
    result_in_words,
    state_in_words,
    unsure,
    whom,
)

HELP = "nhắc các đơn vị theo trạng thái, ngay, theo hẹn hoặc tự động"
HELP_LIST = "các lần nhắc gần đây và kết quả từng người"
HELP_PREVIEW = "xem sẽ nhắc ai, bao nhiêu người, đúng nội dung nào; không gửi"
HELP_SEND = "gửi ngay"
HELP_PLAN = "hẹn giờ gửi"
HELP_CANCEL = "huỷ một lần đã hẹn"
HELP_RULES = "lịch nhắc tự động: xem, thêm, tạm dừng, bật lại"
HELP_KIND = "trạng thái: " + ", ".join(f"{kind.replace('_', '-')} ({name})" for kind, name in KINDS.items())
HELP_UNIT = "chỉ đơn vị này (tên ngắn; ghi nhiều lần được)"
HELP_GROUP = "chỉ nhóm xếp hạng này (lặp lại được)"
HELP_PROVIDERS = (
    "nhắc nơi chỉ cung cấp một phần số liệu, thay cho đầu mối: not-submitted (còn thiếu số liệu), "
    "not-started, stalled, not-joined"
)
HELP_STALLED = "với stalled: không có hoạt động từ bao nhiêu ngày (mặc định 5)"
HELP_TEXT = "lời nhắc, với chỗ điền: " + ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)
HELP_NIGHT = "vẫn gửi dù ngoài 7–20 giờ ngày làm việc"
HELP_AT = "thời điểm gửi, ví dụ “25/11/2026 14:00”"
HELP_ROUND = "số của lần nhắc (xem: dti remind list)"
HELP_ADD = "thêm lịch cho trạng thái này"
HELP_DAYS_BEFORE = "trước hạn bao nhiêu ngày (không ghi: mỗi ngày làm việc)"
HELP_HOUR = "giờ gửi trong ngày, 0–23 (mặc định 8; ngoài 7–20 giờ thì chuyển sang sáng ngày làm việc kế tiếp)"
HELP_PAUSE = "tạm dừng lịch số N"
HELP_RESUME = "bật lại lịch số N"
HELP_JSON = "in dạng JSON"

NO_ROUNDS = "Chưa có lần nhắc nào."
NO_RULES = "Chưa có lịch nhắc tự động."
CANCELLED = "Đã huỷ."

_REFUSED = {
    "at_night": "Ngoài giờ làm việc (7–20 giờ, ngày làm việc). Thêm --at-night nếu vẫn muốn gửi lúc đó.",
    "unknown_reminder": "Không có lần nhắc đang hẹn với số này.",
    "unknown_kind": "Trạng thái này không dùng được với --providers.",
    "unknown_rule": "Không có lịch nhắc với số này.",
    "past": "Thời điểm đó đã qua.",
    "after_deadline": "Thời điểm đó sau hạn nộp; hết hạn thì không nhắc nữa.",
    "rule": "Giờ phải từ 0 đến 23, số ngày trước hạn từ 0 đến 60.",
}


def refused(code: str, subject: str, wrong: Trouble | None) -> str:
    """Why nothing was done."""
    if wrong is not None:
        return _bad_words(wrong)
    return _REFUSED.get(subject if code == "bad_time" else code, "Không làm được việc này.")


def _bad_words(wrong: Trouble) -> str:
    if wrong.code == "empty":
        return "Lời nhắc đang trống."
    if wrong.code == "long":
        return f"Lời nhắc dài {wrong.name} ký tự, tối đa 1500."
    meant = f" Có phải {{{wrong.meant}}}?" if wrong.meant else ""
    known = ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)
    return f"Không có chỗ điền {{{wrong.name}}}.{meant} Dùng được: {known}."


def preview(seen: Preview) -> str:
    """Who would get it, and the words."""
    lines = [
        f"{seen.units} {whom(seen.to_providers)} "
        f"{kind_in_words(seen.kind, seen.stalled_days, seen.to_providers)}; sẽ gửi cho {seen.people} người.",
        f"Chưa có ai tham gia: {seen.not_joined}. Đã chặn bot: {seen.blocked}. "
        f"Hôm nay đã được nhắc: {seen.waiting}.",
    ]
    if seen.example is not None:
        lines.append(f"Nội dung gửi {seen.example.unit}:\n  {seen.example.text}")
    if seen.phones:
        lines += ["Danh sách gọi điện:", *(f"  {phone_line(one)}" for one in seen.phones)]
    if note := unsure(seen.unsure_years):
        lines.append(note)
    return "\n".join(lines)


def sending(people: int) -> str:
    """Queued."""
    return f"Đang gửi cho {people} người. Xem kết quả: dti remind list"


def planned(number: int) -> str:
    """It will leave."""
    return f"Đã hẹn. Số của lần nhắc: {number} (huỷ: dti remind cancel --round {number})"


def rounds(found: tuple[Round, ...]) -> str:
    """The latest rounds with everybody's result."""
    return "\n".join(line for one in found for line in _round(one)) or NO_ROUNDS


def _round(one: Round) -> list[str]:
    at = moment(one.planned_for, one.time_zone)
    how = " (tự động)" if one.by_rule else ""
    head = f"{one.id}. {STATES[one.state]} {at}: {state_in_words(one.kind, one.to_providers)}{how}"
    rows = [
        f"   {each.unit}{f' – {each.name}' if each.name else ''}: {result_in_words(each.result, each.why)}"
        + (f", {each.phone}" if each.phone and each.result != "delivered" else "")
        for each in one.results
    ]
    return [head, *rows]


def rules(found: tuple[Rule, ...]) -> str:
    """The rules by number."""
    return "\n".join(f"{rule.id}. {in_words(rule)}" for rule in found) or NO_RULES
