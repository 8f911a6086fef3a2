"""What `dti privacy` says."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

HELP = "dữ liệu cá nhân: tìm người, yêu cầu xoá, lấy dữ liệu, xoá, dọn dữ liệu quá hạn"
HELP_FIND = "tìm người theo tên, điện thoại hoặc số tài khoản"
HELP_WHO = "một phần họ tên, hoặc số điện thoại, số tài khoản"
HELP_REQUESTS = "các yêu cầu xoá đang chờ"
HELP_CAMPAIGN = "mã kỳ đánh giá"
HELP_REQUEST = "số yêu cầu, như `dti privacy requests` liệt kê"
HELP_GRANT = "chấp nhận một yêu cầu xoá"
HELP_REFUSE = "không chấp nhận, kèm lý do"
HELP_REASON = "lý do, người yêu cầu sẽ đọc"
HELP_EXPORT = "lấy toàn bộ dữ liệu về một người"
HELP_PERSON = "số của người, như `dti privacy find` liệt kê"
HELP_TO = "tệp .xlsx hoặc .json"
HELP_ERASE = "xoá dữ liệu cá nhân của một người ngay (câu trả lời của đơn vị được giữ dưới bí danh)"
HELP_YES = "xoá thật; không có thì chỉ cho biết sẽ xoá gì"
HELP_SWEEP = "xoá ngay những gì đã quá hạn lưu"

NOBODY = "Không tìm thấy ai."
NO_REQUESTS = "Không có yêu cầu nào đang chờ."
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def found(person: int, name: str, roles: str) -> str:
    """One person."""
    return f"{person}  {name}  {roles}".rstrip()


def request(number: int, name: str, answer_by: datetime, late: bool, roles: int) -> str:
    """One wish that waits."""
    when = f"{answer_by.astimezone(ZONE):%d/%m/%Y %H:%M}"
    return f"{number}  {name}  trả lời trước {when}{' – QUÁ HẠN' if late else ''}  còn giữ {roles} vai trò"


def no_person(number: int) -> str:
    """A number that is nobody's."""
    return f"Không có người số {number}. Tìm bằng: dti privacy find TÊN"


def written(path: Path) -> str:
    """The file is there."""
    return f"Đã ghi {path}. Tệp có dữ liệu cá nhân: chỉ giao cho đúng người và xoá sau khi giao."


def cannot_write(path: Path, why: str) -> str:
    """The file cannot be written."""
    return f"Không ghi được {path}: {why}. Hãy chọn thư mục khác bằng --to."


def wrong_suffix(path: Path) -> str:
    """Neither of the two forms."""
    return f"{path}: tên tệp phải kết thúc bằng .xlsx hoặc .json."


def would_erase(name: str, answers: int, evidence: int) -> str:
    """Before it is done."""
    return (
        f"Sẽ xoá họ tên, điện thoại, tài khoản, tin nhắn của {name} và chấm dứt mọi vai trò; "
        f"giữ {answers} lần trả lời, {evidence} minh chứng dưới bí danh. "
        "Không khôi phục được. Thêm --yes để xoá."
    )


def erased(pseudonym: str) -> str:
    """It is done."""
    return f"Đã xoá; từ nay hệ thống chỉ biết “{pseudonym}”. Bản sao lưu cũ vẫn còn dữ liệu đến khi bị thay."


def decided(granted: bool) -> str:
    """A wish was answered."""
    return (
        "Đã chấp nhận; dữ liệu được xoá sau khi báo cho người yêu cầu."
        if granted
        else "Đã trả lời người yêu cầu."
    )


def swept(counts: str) -> str:
    """What was forgotten."""
    return f"Đã dọn: {counts}."


PARTS = {
    "messages": "nội dung tin nhắn",
    "tasks": "việc đã xong",
    "updates": "tin đến không xử lý được",
    "tries": "lần mở lời mời",
    "books": "bảng Excel đã nhận",
    "files": "tệp Excel trên đĩa",
}
REFUSALS = {
    "no_request": "Không có yêu cầu này đang chờ trong kỳ. Xem: dti privacy requests --campaign …",
    "no_reason": "Cần ghi lý do: --reason \"…\"",
}  # fmt: skip
