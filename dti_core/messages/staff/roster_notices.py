"""What people on the roster are told when it changes."""

from dti_core.messages.formatting import listed
from dti_core.messages.model import Message
from dti_core.messages.rich import lines, rich
from dti_core.messages.staff.roles import ROLES
from dti_core.messages.staff.roster_views import Scope
from dti_core.messages.staff.verbs import HOME
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


def scope_changed(role: str, scope: Scope) -> Message:
    """To one of the staff whose part of the work is another one from now on."""
    groups, indices = scope_words(scope)
    text = lines(
        rich("Từ nay Anh/Chị ({role}) phụ trách:", role=ROLES.get(role, role)),
        rich("Nhóm: **{groups}**", groups=groups),
        rich("Chỉ số chính: **{indices}**", indices=indices) if role != "manager" else None,
    )
    return Message(text, ((button("Bảng việc", HOME),),))


def scope_words(scope: Scope) -> tuple[str, str]:
    """Groups and indices in words."""
    groups, indices = (
        "tất cả" if part is None else listed(part, 30) for part in (scope.groups, scope.indices)
    )
    return groups, indices


def scope_line(scope: Scope) -> str:
    """ "nhóm Sở, ban, ngành; chỉ số 1, 3"."""
    groups, indices = scope_words(scope)
    return f"nhóm {groups}; chỉ số {indices}"
