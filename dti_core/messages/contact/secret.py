"""Access accounts as proof: never in the chat."""

from dti_core.messages.model import Message
from dti_core.messages.rich import joined, lines, rich
from dti_core.messages.verbs import ACCOUNT, ACCOUNT_ENVELOPE, EVIDENCE, NEXT, button

NEVER_HERE = rich("Tài khoản, mật khẩu **không gửi trong chat**. Cách nộp ở tin ngay sau đây.")


def page(name: str, criterion: str) -> Message:
    """What stands above the link to the page."""
    head = rich("**{c} – nhập tài khoản truy cập** ở trang riêng này (dùng một lần, trong 15 phút):", c=name)
    again = button("Gửi đường dẫn mới", ACCOUNT, criterion)
    return Message(head, ((again,), (button("Tiếp tục", NEXT),)))


def envelope(name: str, criterion: str, coordinator: str) -> Message:
    """No page: on paper, sealed."""
    head = rich("**{c}** – máy chủ này chưa có trang nhập tài khoản.", c=name)
    how = rich(
        "Anh/Chị ghi tài khoản ra giấy, cho vào phong bì dán kín, đóng dấu niêm phong và nộp cho **{who}**.",
        who=coordinator,
    )
    done = button("Đã nộp phong bì", ACCOUNT_ENVELOPE, criterion)
    return Message(lines(head, how), ((done,), (button("Để sau", NEXT),)))


def received(name: str, criterion: str) -> Message:
    """Kept; it is not shown again."""
    text = rich("✓ {c}: đã nhận tài khoản truy cập (mã hoá; chỉ người thẩm định xem được).", c=name)
    return Message(text, ((button("Tiếp tục", NEXT), button(f"Minh chứng {name}", EVIDENCE, criterion)),))


def by_envelope(name: str) -> Message:
    """Only that is recorded."""
    return Message(
        rich("✓ {c}: đã ghi là nộp bằng phong bì niêm phong.", c=name), ((button("Tiếp tục", NEXT),),)
    )


def typed_here(name: str, criterion: str) -> Message:
    """Somebody typed a password: not kept, and taken out of the chat where that can be done."""
    gone = rich("🔒 Có vẻ là tài khoản, mật khẩu: **không lưu, tin vừa gửi đã được xoá** khỏi chat. ")
    stays = rich("⚠ Có vẻ là tài khoản, mật khẩu: **không lưu**. Anh/Chị xoá giúp tin vừa gửi, rồi ")
    there = rich("nhập cho {c} ở trang riêng.", c=name)
    buttons = ((button("Nhập ở trang riêng", ACCOUNT, criterion),), (button("Tiếp tục", NEXT),))
    return Message(joined((gone, rich("Anh/Chị "), there)), buttons, unremoved=joined((stays, there)))
