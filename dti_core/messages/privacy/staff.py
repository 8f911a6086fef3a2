"""What staff are told about wishes to be forgotten."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from dti_core.messages.formatting import moment
from dti_core.messages.model import Message, RichText
from dti_core.messages.rich import lines, rich
from dti_core.messages.staff.verbs import HOME
from dti_core.messages.verbs import button

OPEN, GRANT, GRANT_YES, REFUSE = "s.pv", "s.pvg", "s.pvy", "s.pvr"
ZONE = "Asia/Ho_Chi_Minh"


@dataclass(frozen=True)
class Line:
    """One wish that waits."""

    id: int
    name: str
    answer_by: datetime
    late: bool
    roles: int


def listed(wishes: Sequence[Line]) -> Message:
    """Who waits, the most urgent first, with the two decisions."""
    back = (button("Về bảng việc", HOME),)
    if not wishes:
        return Message(rich("Không có yêu cầu nào về dữ liệu cá nhân đang chờ."), (back,))
    rows = tuple(
        (button(f"Xoá {number}", GRANT, one.id), button(f"Không xoá {number}", REFUSE, one.id))
        for number, one in enumerate(wishes[:8], 1)
    )
    head = rich("**Yêu cầu xoá dữ liệu cá nhân** – {n} đang chờ", n=len(wishes))
    return Message(lines(head, *(_line(n, one) for n, one in enumerate(wishes[:8], 1))), (*rows, back))


def _line(number: int, one: Line) -> RichText:
    late = " – **quá hạn**" if one.late else ""
    return rich(
        f"{{number}}. {{name}} – trả lời trước {{until}}{late}{{roles}}",
        number=number,
        name=one.name,
        until=moment(one.answer_by, ZONE),
        roles=f" – còn giữ {one.roles} vai trò" if one.roles else "",
    )


def sure(number: int, name: str) -> Message:
    """Before somebody is forgotten for good."""
    text = lines(
        rich("Xoá dữ liệu cá nhân của **{name}**?", name=name),
        rich(
            "Họ tên, điện thoại, tài khoản và tin nhắn bị xoá hẳn, vai trò chấm dứt. "
            "Câu trả lời, minh chứng của đơn vị và nhật ký được giữ dưới bí danh. Không khôi phục được."
        ),
    )
    return Message(text, ((button("Xoá", GRANT_YES, number), button("Chưa xoá", OPEN)),))


def granted(name: str) -> Message:
    """It will be done."""
    return Message(
        rich("✓ Dữ liệu cá nhân của {name} đang được xoá.", name=name), ((button("Còn lại", OPEN),),)
    )


ASK_REASON = Message(
    rich("Lý do không xoá là gì? Người yêu cầu sẽ đọc nguyên văn."), ((button("Thôi", OPEN),),)
)
REFUSED = Message(rich("✓ Đã trả lời người yêu cầu."), ((button("Còn lại", OPEN),),))
GONE = Message(rich("Yêu cầu này không còn chờ nữa."), ((button("Còn lại", OPEN),),))
OWN = Message(rich("Yêu cầu của chính Anh/Chị phải do người khác quyết định."), ((button("Còn lại", OPEN),),))
NO_REASON = Message(rich("Cần ghi lý do bằng chữ."), ((button("Thôi", OPEN),),))


def asked(name: str, answer_by: datetime) -> Message:
    """To managers: somebody wants to be forgotten."""
    text = rich(
        "**{name}** yêu cầu xoá dữ liệu cá nhân. Theo luật, cần trả lời trước {until}.",
        name=name,
        until=moment(answer_by, ZONE),
    )
    return Message(text, ((button("Xem yêu cầu", OPEN),),))


def withdrew(name: str) -> Message:
    """To managers: somebody left."""
    text = rich(
        "**{name}** đã rút lại đồng ý xử lý dữ liệu và thôi mọi vai trò. Câu trả lời của đơn vị vẫn giữ; "
        "nếu cần, mời người khác trong “Danh bạ”.",
        name=name,
    )
    return Message(text, ((button("Về bảng việc", HOME),),))
