"""What people on the roster are told when it changes."""

from dti_core.messages.model import Message
from dti_core.messages.rich import lines, rich
from dti_core.messages.staff.roles import ROLES
from dti_core.messages.verbs import UNITS, button


def access_ended(unit: str | None, role: str, campaign: str, coordinator: str) -> Message:
    """To somebody whose role was given to another or taken away."""
    what = f"làm đầu mối của {unit}" if unit else f"vai trò {ROLES.get(role, role)}"
    if role == "provider":
        what = f"cung cấp số liệu của {unit}"
    text = lines(
        rich("Anh/Chị đã thôi {what} trong **{campaign}**.", what=what, campaign=campaign),
        rich("Các câu trả lời đã gửi vẫn được giữ. Cần hỏi thêm, xin liên hệ {who}.", who=coordinator)
        if unit
        else rich("Cần hỏi thêm, xin liên hệ {who}.", who=coordinator),
    )
    return Message(text, ((button("Vai trò khác", UNITS),),))


def in_charge(unit: str, chief: bool) -> Message:
    """To somebody of a unit whose lead changed hands."""
    if chief:
        return Message(rich("Từ nay Anh/Chị là đầu mối chính của **{unit}**.", unit=unit))
    return Message(rich("Từ nay Anh/Chị là phó đầu mối của **{unit}**; vẫn trả lời như trước.", unit=unit))
