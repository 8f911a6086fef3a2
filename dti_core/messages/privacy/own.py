"""What somebody is told about their own data."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from dti_core.messages.formatting import capital, moment
from dti_core.messages.model import Message, RichText
from dti_core.messages.rich import lines, paragraphs, rich
from dti_core.messages.verbs import NEXT, button

FILE, ERASE, ERASE_YES, KEEP, WITHDRAW, WITHDRAW_YES = "me.f", "me.x", "me.xy", "me.k", "me.w", "me.wy"
VERBS = frozenset((FILE, ERASE, ERASE_YES, KEEP, WITHDRAW, WITHDRAW_YES))
"""Buttons about one's own data: the same for contacts, staff and strangers."""
ON = (button("Tiếp tục", NEXT),)
ZONE = "Asia/Ho_Chi_Minh"


@dataclass(frozen=True)
class Summary:
    """What is known, in counts."""

    name: str
    phones: Sequence[str]
    roles: Sequence[str]
    answers: int
    evidence: int
    consents: int
    answer_by: datetime | None
    """A wish to be forgotten is open, and answered by then."""


def summary(known: Summary) -> Message:
    """What we keep, and what can be done about it."""
    text = paragraphs(
        lines(
            rich("**Dữ liệu cá nhân của Anh/Chị**"),
            rich("Họ tên: {name}", name=known.name),
            rich("Điện thoại: {phones}", phones=", ".join(known.phones) or "chưa có"),
            rich("Vai trò: {roles}", roles="; ".join(known.roles) or "chưa có"),
            rich(
                "Đã ghi: {answers} lần trả lời, {evidence} minh chứng, {consents} lần đồng ý.",
                answers=known.answers,
                evidence=known.evidence,
                consents=known.consents,
            ),
            _open(known),
        ),
        lines(
            rich("Sửa họ tên: gõ /hoten và họ tên đúng."),
            rich("Sửa số điện thoại: gõ /dienthoai và số đúng."),
        ),
    )
    erase = button("Thôi yêu cầu xoá", KEEP) if known.answer_by else button("Yêu cầu xoá", ERASE)
    leave = (button("Rút lại đồng ý", WITHDRAW),) if known.roles else ()
    return Message(
        text, ((button("Tải toàn bộ dữ liệu", FILE),), (*leave, erase), (button("Tiếp tục", NEXT),))
    )


def _open(known: Summary) -> RichText | None:
    if known.answer_by is None:
        return None
    return rich("Yêu cầu xoá đang chờ giải quyết, chậm nhất {until}.", until=moment(known.answer_by, ZONE))


MAKING = Message(rich("Đang lập tệp dữ liệu, sẽ gửi Anh/Chị trong ít phút."))
MADE = rich("Toàn bộ dữ liệu hệ thống đang lưu về Anh/Chị.")
NO_SUCH = Message(rich("Hệ thống không còn lưu dữ liệu nào về Anh/Chị."))

SURE = Message(
    lines(
        rich("Xoá dữ liệu cá nhân của Anh/Chị?"),
        rich(
            "Họ tên, điện thoại, tài khoản, tin nhắn sẽ bị xoá và vai trò chấm dứt. "
            "Câu trả lời và minh chứng của đơn vị được giữ, không còn gắn tên Anh/Chị."
        ),
    ),
    ((button("Gửi yêu cầu xoá", ERASE_YES), button("Giữ lại", NEXT)),),
)
SURE_TO_LEAVE = Message(
    lines(
        rich("Rút lại đồng ý xử lý dữ liệu cá nhân?"),
        rich(
            "Mọi vai trò của Anh/Chị chấm dứt ngay và sẽ không còn tin nhắc. "
            "Câu trả lời đã gửi của đơn vị được giữ; cán bộ phụ trách được báo để cử người khác."
        ),
    ),
    ((button("Rút lại đồng ý", WITHDRAW_YES), button("Thôi", NEXT)),),
)
KEPT = Message(rich("Đã bỏ yêu cầu xoá."), (ON,))
NOTHING_OPEN = Message(rich("Không có yêu cầu xoá nào đang chờ."), (ON,))
GRANTED = Message(
    rich(
        "Dữ liệu cá nhân của Anh/Chị đang được xoá khỏi hệ thống. Đây là tin nhắn cuối cùng; "
        "trân trọng cảm ơn Anh/Chị."
    )
)
LEFT = Message(
    rich(
        "Đã rút lại đồng ý; các vai trò của Anh/Chị đã chấm dứt. "
        "Muốn xoá cả dữ liệu đã lưu, gõ /dulieu rồi chọn “Yêu cầu xoá”."
    )
)


LAST = Message(
    rich("Hệ thống chưa lưu gì ngoài tài khoản trò chuyện của Anh/Chị; tài khoản này cũng sẽ được xoá.")
)


def role(unit: str | None, staff: str | None) -> str:
    """A role in a few words: the unit that one answers for, or what one is on the staff."""
    return capital(staff) if staff else f"đầu mối {unit}"


def asked(answer_by: datetime) -> Message:
    """The wish is written down."""
    return Message(
        rich(
            "Đã ghi nhận yêu cầu xoá. Anh/Chị sẽ có trả lời chậm nhất {until}.", until=moment(answer_by, ZONE)
        ),
        ((button("Thôi yêu cầu xoá", KEEP), button("Tiếp tục", NEXT)),),
    )


def refused(reason: str) -> Message:
    """The wish is not met, and why."""
    text = lines(rich("Yêu cầu xoá dữ liệu chưa được chấp nhận."), rich("Lý do: {reason}", reason=reason))
    return Message(text, (ON,))


def renamed(name: str) -> Message:
    """The new name stands."""
    return Message(rich("✓ Đã ghi họ tên: **{name}**.", name=name), (ON,))


def phone_changed(phone: str) -> Message:
    """The new number stands."""
    return Message(rich("✓ Đã ghi số điện thoại: **{phone}**.", phone=phone), (ON,))


BAD_NAME = Message(rich("Họ tên cần có ít nhất 2 chữ cái và không có số. Ví dụ: /hoten Nguyễn Thị Lan"))
BAD_PHONE = Message(rich("Số này chưa đúng. Ví dụ: /dienthoai 0912 345 678"))
NOT_LISTED = Message(
    rich("Anh/Chị chưa có trong danh bạ nên chưa có chỗ ghi số điện thoại. Xin báo cán bộ phụ trách.")
)
