"""The text that people consent to when they join; a change of it needs a new version."""

import hashlib

from dti_core.messages.model import RichText, plain
from dti_core.messages.rich import lines, rich

CONSENT_VERSION = "2026-11"


def consent_line(coordinator: str) -> RichText:
    """The short form on the invitation."""
    return rich(
        "Hệ thống lưu họ tên, số điện thoại và câu trả lời của Anh/Chị để phục vụ đánh giá ({who} quản lý).",
        who=coordinator,
    )


def consent_hash(coordinator: str, campaign: str) -> str:
    """SHA-256 of the very words that a person agrees to: both forms as they are shown, without the styles."""
    shown = (consent_line(coordinator), consent_text(coordinator, campaign))
    return hashlib.sha256("\n\n".join(map(plain, shown)).encode()).hexdigest()


def consent_text(coordinator: str, campaign: str) -> RichText:
    """The whole text: which data, what for, who controls it, how long, which rights (Luật 91/2025/QH15)."""
    return lines(
        rich("**Xử lý dữ liệu cá nhân** (Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15)"),
        rich(
            "**Dữ liệu:** họ tên, cơ quan, chức vụ, điện thoại, thư điện tử, tài khoản trò chuyện; "
            "câu trả lời, minh chứng và thời điểm gửi."
        ),
        rich(
            "**Mục đích:** tự đánh giá, thẩm định, nhắc việc và công bố kết quả “{campaign}”.",
            campaign=campaign,
        ),
        rich(
            "**Bên kiểm soát dữ liệu:** {who}. Không chuyển cho bên khác ngoài mục đích trên.",
            who=coordinator,
        ),
        rich("**Thời gian lưu:** theo quy định về lưu trữ hồ sơ của kỳ đánh giá."),
        rich(
            "**Quyền của Anh/Chị:** được biết, xem, sửa, yêu cầu xoá, hạn chế hoặc rút lại đồng ý. "
            "Gửi yêu cầu đến {who}; rút lại đồng ý không ảnh hưởng việc đã làm trước đó.",
            who=coordinator,
        ),
    )
