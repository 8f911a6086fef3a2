"""A workbook that one of the staff sent: being read, or not understood."""

from collections.abc import Iterable

from dti_core.messages.formatting import capital, short
from dti_core.messages.model import Message
from dti_core.messages.rich import lines, rich
from dti_core.messages.staff.verbs import HOME
from dti_core.messages.verbs import button

_HOME = ((button("Về bảng việc", HOME),),)
NOT_YOURS = Message(rich("Vai trò của Anh/Chị trong kỳ này không dùng được tệp đó."), _HOME)


def reading(name: str) -> Message:
    """Said at once."""
    return Message(rich("Đang đọc tệp “{name}”, kết quả sẽ gửi vào đây.", name=short(name, 60)))


def refused(name: str, message: str, cause: str, fix: str) -> Message:
    """The whole file cannot be used: what, why, and what to do."""
    text = lines(
        rich("**Chưa dùng được tệp “{name}”.** {what}", name=short(name, 60), what=message),
        rich("Vì sao: {cause}", cause=cause),
        rich("Cách sửa: {fix}", fix=fix),
    )
    return Message(text, _HOME)


def not_understood(name: str, known: Iterable[str]) -> Message:
    """No reader knows what this book is."""
    text = lines(
        rich("Không nhận ra tệp “{name}” là gì.", name=short(name, 60)),
        rich("Nhận các tệp theo mẫu của hệ thống: {known}.", known=capital(", ".join(known))),
    )
    return Message(text, _HOME)
