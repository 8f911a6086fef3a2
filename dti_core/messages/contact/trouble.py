"""When something went wrong on our side."""

from dti_core.messages.model import Message
from dti_core.messages.rich import rich

TOO_FAST = Message(
    rich(
        "Anh/Chị gửi quá nhanh nên vài tin vừa rồi chưa được ghi. Những gì đã báo nhận vẫn giữ. "
        "Đợi một phút rồi gửi lại."
    )
)
QUARANTINED = Message(
    rich("Xin lỗi, hệ thống chưa xử lý được tin vừa rồi. Anh/Chị gửi lại giúp, hoặc gõ /tieptuc để làm tiếp.")
)
NOT_STORED = Message(rich("Chưa lưu được thay đổi vừa rồi. Anh/Chị kiểm tra lại câu hiện tại dưới đây."))
