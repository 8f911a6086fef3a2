"""What a look at a link found, in words for contacts, reviewers and books."""

from dataclasses import dataclass

from dti_core.survey.links import is_official

OPENS = "mở được"
REASONS = {
    "404": "trang không tồn tại (lỗi 404)",
    "410": "trang đã bị gỡ (lỗi 410)",
    "not_found": "tên miền không tồn tại",
    "timeout": "quá lâu không phản hồi",
    "unreachable": "không kết nối được máy chủ",
    "certificate": "chứng chỉ của trang không hợp lệ",
    "redirects": "chuyển hướng quá nhiều lần",
    "broken": "trang trả lời sai cách",
}
REFUSED = {
    "private": "địa chỉ trong mạng nội bộ, người ngoài không mở được",
    "port": "cổng lạ, chỉ dùng được cổng 80 và 443",
    "scheme": "chỉ dùng được địa chỉ http hoặc https",
    "login": "địa chỉ kèm mật khẩu, cần gửi lại địa chỉ không có mật khẩu",
    "too_long": "địa chỉ quá dài",
    "address": "địa chỉ không đúng dạng",
}
UNOFFICIAL = "không phải trang .gov.vn"


@dataclass(frozen=True)
class Checked:
    """A link with what the last look found; `final_url`: where it leads."""

    url: str
    code: str
    final_url: str | None = None
    title: str | None = None


def said(code: str) -> str:
    """The words for a finding's short form ("failed:404")."""
    outcome, _, reason = code.partition(":")
    if outcome == "alive":
        return OPENS
    if outcome == "restricted":
        return f"trang đòi đăng nhập hoặc không cho máy kiểm tra (lỗi {reason})"
    if outcome == "failed":
        return f"không mở được – {REASONS.get(reason) or f'máy chủ báo lỗi {reason}'}"
    if outcome == "refused":
        return f"không kiểm tra – {REFUSED.get(reason, REFUSED['address'])}"
    return "chưa kiểm tra được"


def sign(code: str) -> str:
    """A mark in front of the words."""
    return "✓" if code == "alive" else "⚠"


def marked(code: str | None) -> str:
    """Mark and words behind a link; nothing where it has not been looked at, or could not be."""
    if code is None or code.partition(":")[0] == "unknown":
        return ""
    return f" {sign(code)} {said(code)}"


def beyond(link: Checked) -> str:
    """What a reviewer should know besides: the page's title, where it leads, and whose it is."""
    final = link.final_url or link.url
    moved = link.final_url is not None and _bare(link.final_url) != _bare(link.url)
    parts = (
        f"“{link.title}”" if link.title else None,
        f"chuyển đến {final}" if moved else None,
        None if is_official(final) else UNOFFICIAL,
    )
    return ", ".join(part for part in parts if part)


def _bare(url: str) -> str:
    return url.partition("#")[0].partition("://")[2].removeprefix("www.").rstrip("/").lower()
