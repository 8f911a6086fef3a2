"""How the campaign makes sure of whom it lets in, in chat: shown, explained, changed after one more look."""

from collections.abc import Mapping

from dti_core.messages.model import Message
from dti_core.messages.rich import lines, paragraphs, rich
from dti_core.messages.staff.roster import BINDING, ROSTER
from dti_core.messages.staff.ticking import OFF, ON
from dti_core.messages.verbs import button

ASK, DO = "s.ro.bia", "s.ro.bid"
"""Each: the rule."""
LABELS: Mapping[str, str] = {
    "phone_or_code": "Số điện thoại hoặc mã",
    "phone": "Chỉ số điện thoại",
    "off": "Không xác nhận",
}
NOW: Mapping[str, str] = {
    "phone_or_code": "bằng số điện thoại hoặc mã",
    "phone": "chỉ bằng số điện thoại",
    "off": "đang tắt",
}
QUESTION: Mapping[str, str] = {
    "phone_or_code": "Xác nhận bằng số điện thoại hoặc mã?",
    "phone": "Chỉ xác nhận bằng số điện thoại?",
    "off": "Tắt xác nhận người được mời?",
}
MEANING: Mapping[str, str] = {
    "phone_or_code": "Người được mời chia sẻ số điện thoại đúng như danh bạ, hoặc gõ mã 6 số do cán bộ đọc "
    "qua điện thoại.",
    "phone": "Người được mời phải chia sẻ số điện thoại đúng như danh bạ. Ai không dùng số đó, hoặc dùng "
    "Zalo, sẽ không vào được.",
    "off": "Ai cầm liên kết trước thì vào được. Chỉ nên dùng khi giao thư mời tận tay.",
}
SET = "Đã đổi"


def show(rule: str) -> Message:
    """What is in force, and the others."""
    text = paragraphs(
        rich("**Xác nhận người được mời: {now}**", now=NOW[rule]),
        rich("{what}", what=MEANING[rule]),
        rich("Người chưa có số điện thoại trong danh bạ thì không phải xác nhận.") if rule != "off" else None,
    )
    picks = tuple((button(f"{ON if one == rule else OFF} {LABELS[one]}", ASK, one),) for one in LABELS)
    return Message(text, (*picks, (button("Danh bạ", ROSTER),)), in_place=True)


def ask(rule: str) -> Message:
    """What it would mean from now on."""
    text = lines(
        rich("**{ask}**", ask=QUESTION[rule]),
        rich("{what}", what=MEANING[rule]),
        rich("Áp dụng cho người tham gia từ bây giờ; ai đã tham gia thì giữ nguyên."),
    )
    return Message(text, ((button("Đồng ý", DO, rule), button("Thôi", BINDING)),), in_place=True)
