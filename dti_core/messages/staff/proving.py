"""The second factor: setting it up, asking for a code, what is wrong with one."""

from dti_core.messages.model import Attachment, Message
from dti_core.messages.rich import lines, rich
from dti_core.messages.staff.verbs import HOME
from dti_core.messages.verbs import button

CANCEL = "s.2f.x"
RUNNING = "second-factor"
"""The message with the secret is replaced as soon as it has been taken up."""
_STOP = ((button("Thôi", CANCEL),),)
_HOME = ((button("Bảng việc", HOME),),)

ASK = Message(
    lines(
        rich("**Xác nhận hai bước**"),
        rich("Việc này cần mã xác nhận: mở ứng dụng xác thực, gõ 6 số của mục **DTI** vào đây."),
    ),
    _STOP,
)
SETTING_UP = Message(
    lines(
        rich("**Xác nhận hai bước**"),
        rich("Việc này cần mã xác nhận, Anh/Chị chưa bật. Đang tạo mã QR, sẽ gửi vào đây…"),
    ),
    _STOP,
)
NOT_A_CODE = Message(rich("Mã xác nhận gồm đúng 6 số. Gõ lại, hoặc bấm Thôi."), _STOP)
SET_UP = Message(
    rich("✓ Đã bật xác nhận hai bước. Mất điện thoại thì báo người vận hành để đặt lại."), running=RUNNING
)
PASSED = Message(rich("✓ Mã đúng."), _HOME)
IS_SET_UP = Message(rich("Anh/Chị đã bật xác nhận hai bước. Mất máy thì báo người vận hành đặt lại."), _HOME)
NOT_USED = Message(rich("Hệ thống này không dùng xác nhận hai bước."), _HOME)
ALREADY = Message(rich("Anh/Chị đã bật xác nhận hai bước. Gõ 6 số trong ứng dụng xác thực vào đây."), _STOP)


def setup(path: str) -> Message:
    """The code to scan; the key in letters follows, sealed."""
    text = lines(
        rich("**Bật xác nhận hai bước**"),
        rich(
            "1. Mở ứng dụng xác thực (Google Authenticator, Microsoft Authenticator…), chọn thêm tài khoản."
        ),
        rich("2. Quét mã này; dùng cùng một máy thì nhập khoá ở cuối tin, loại “theo thời gian”."),
        rich("3. Gõ 6 số hiện ra vào đây."),
        rich("Tin này sẽ tự xoá sau khi mã đúng. Không chuyển tiếp cho ai. Khoá:"),
    )
    return Message(text, attachment=Attachment(path, "ma-qr.png", "photo"), running=RUNNING)


_REFUSED = {
    "wrong_code": "Mã không đúng hoặc đã dùng. Đợi ứng dụng hiện mã mới rồi gõ lại; còn {left} lần.",
    "factor_locked": "Sai quá nhiều lần, tạm khoá 15 phút. Không phải Anh/Chị gõ thì báo ngay "
    "người vận hành.",
    "second_factor": "Chưa bật xác nhận hai bước. Bấm lại việc cần làm để bắt đầu.",
}


def refused(code: str, left: str) -> Message:
    """Why a code was not taken."""
    return Message(rich("{why}", why=_REFUSED[code].format(left=left)), _STOP)
