"""A reviewer opens an access account on a page that shows it once."""

from dti_core.messages.model import Message
from dti_core.messages.rich import rich

SENT = "Đường dẫn xem tài khoản ở tin ngay sau đây."
NO_PAGE = "Máy chủ này không có trang xem tài khoản (chưa chạy dti web)."


def page(unit: str, name: str) -> Message:
    """What stands above the link: once, for this person, written down."""
    return Message(
        rich(
            "**{u} · {c}** – xem tài khoản (một lần, trong 15 phút; mỗi lần xem có ghi nhật ký):",
            u=unit,
            c=name,
        )
    )
