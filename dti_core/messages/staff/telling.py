"""When units hear of what the staff did: at once by day, else on the next working morning."""

from datetime import datetime

from dti_core.messages.formatting import moment

ZONE = "Asia/Ho_Chi_Minh"


def telling(people: int, leaves: datetime | None) -> str:
    """ "Đang báo 3 đầu mối."; `leaves`: when, where it is night or a day off."""
    if not people:
        return "Không có đầu mối nào để báo."
    if leaves is None:
        return f"Đang báo {people} đầu mối."
    return f"{people} đầu mối được báo lúc {moment(leaves, ZONE)} (đang ngoài giờ làm việc)."
