"""What goes with the files that are made of the roster: invitations to hand out, the roster itself."""

from datetime import datetime

from dti_core.messages.formatting import moment
from dti_core.messages.model import Attachment, Message
from dti_core.messages.rich import lines, rich
from dti_core.messages.staff.roster import BACK


def sheets(path: str, name: str, people: int, until: datetime, time_zone: str) -> Message:
    """The sheets to print."""
    text = lines(
        rich("✓ Thư mời cho **{n}** người, dùng một lần, có hạn đến {until}.", n=people,
             until=moment(until, time_zone)),
        rich("In và phát, hoặc chuyển tiếp cho đúng người. Tệp không lưu lại trong hệ thống."),
    )  # fmt: skip
    return Message(text, (BACK,), attachment=Attachment(path, name))


def table(path: str, name: str) -> Message:
    """The same as a table."""
    return Message(
        rich("Thư mời dạng bảng, để gửi qua thư điện tử. Bản để in ở tệp sau."),
        attachment=Attachment(path, name),
    )


def roster(path: str, name: str) -> Message:
    """The roster's workbook."""
    text = lines(
        rich("Danh bạ dạng Excel, kèm hướng dẫn và ví dụ."),
        rich("Sửa hoặc điền thêm rồi gửi lại vào đây để xem trước và áp dụng."),
    )
    return Message(text, (BACK,), attachment=Attachment(path, name))


NOBODY = Message(rich("Không còn ai cần mời: mọi người đã tham gia hoặc đã có thư mời."), (BACK,))
