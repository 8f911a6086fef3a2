"""When something does not work for one of the staff."""

from dti_core.messages.formatting import short, size
from dti_core.messages.model import Message
from dti_core.messages.rich import rich
from dti_core.messages.staff.verbs import HOME
from dti_core.messages.verbs import button

TASK_FAILED = Message(
    rich("Việc vừa yêu cầu không làm được. Xin thử lại; nếu vẫn lỗi, báo người vận hành hệ thống."),
    ((button("Về bảng việc", HOME),),),
)
NOT_ALLOWED = Message(
    rich("Vai trò của Anh/Chị trong kỳ này không làm được việc đó."), ((button("Về bảng việc", HOME),),)
)
UNPROVEN = Message(
    rich("Việc này cần mã xác nhận hai bước còn hiệu lực. Xin bấm lại từ bảng việc."),
    ((button("Về bảng việc", HOME),),),
)
UNKNOWN_BUTTON = Message(rich("Nút này không còn dùng được."), ((button("Về bảng việc", HOME),),))
NOT_UNDERSTOOD = Message(
    rich("Chưa rõ ý Anh/Chị. Bấm Bảng việc để chọn việc cần làm."), ((button("Bảng việc", HOME),),)
)

_REFUSED_FILE = {
    "too_large": "Tệp “{name}” nặng {size}, quá 20 MB nên chưa nhận được. "
    "Bảng Excel của hệ thống chỉ vài trăm KB: xin xoá ảnh hoặc trang thừa rồi gửi lại.",
    "type": "Tệp “{name}” thuộc loại không nhận. Bảng tính xin gửi dạng .xlsx, không có macro.",
    "infected": "Phần mềm quét mã độc báo tệp “{name}” không an toàn nên không nhận. "
    "Xin quét lại máy rồi gửi bản khác.",
    "too_many": "Hôm nay Anh/Chị đã gửi rất nhiều tệp nên “{name}” chưa được nhận. Xin mai gửi tiếp.",
    "empty": "Tệp “{name}” không có nội dung. Xin kiểm tra rồi gửi lại.",
    "macro": "Tệp “{name}” có macro nên không nhận. "
    "Mở bằng Excel, lưu dạng .xlsx (không phải .xlsm) rồi gửi.",
    "password": "Tệp “{name}” đặt mật khẩu nên không đọc được. Bỏ mật khẩu, lưu lại rồi gửi.",
    "damaged": "Tệp “{name}” bị hỏng hoặc tải lên chưa đủ. Mở bằng Excel, lưu lại rồi gửi.",
    "renamed": "Nội dung tệp “{name}” không phải bảng tính .xlsx (có thể là .csv hoặc .xls đổi đuôi). "
    "Mở bằng Excel, chọn Lưu thành dạng .xlsx rồi gửi.",
}


def refused_file(name: str, reason: str, bytes_count: int) -> Message:
    """Why a file was not taken."""
    text = _REFUSED_FILE.get(reason, "Chưa tải được tệp “{name}”. Xin gửi lại.")
    said = rich(text, name=short(name, 60), size=size(bytes_count))
    return Message(said, ((button("Về bảng việc", HOME),),))
