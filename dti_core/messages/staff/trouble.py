"""When something does not work for one of the staff."""

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
UNKNOWN_BUTTON = Message(rich("Nút này không còn dùng được."), ((button("Về bảng việc", HOME),),))
NOT_UNDERSTOOD = Message(rich("Chưa rõ ý Anh/Chị. Chọn một việc:"), ((button("Bảng việc", HOME),),))
