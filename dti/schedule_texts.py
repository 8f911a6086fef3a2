"""What the operator reads about a campaign's dates."""

HELP_DEADLINE = "dời hạn nộp của cả đợt (sớm hơn hoặc muộn hơn)"
HELP_EXTEND = "gia hạn riêng cho một đơn vị, hoặc bỏ gia hạn"
HELP_CLOSE = "khoá sổ tự đánh giá (hoặc thẩm định) ngay bây giờ"
HELP_REOPEN = "mở lại tự đánh giá đến một hạn mới (hoặc mở lại thẩm định)"
HELP_UNITS = "tên ngắn của đơn vị; ghi nhiều lần được"
HELP_UNTIL = "hạn mới, ví dụ 30/11/2026 (hiểu là 17:00) hoặc “30/11/2026 11:30”"
HELP_REASON = "lý do; các đơn vị được báo và lưu vào nhật ký"
HELP_PREVIEW = "chỉ xem hệ quả, không đổi gì"
HELP_END = "bỏ gia hạn đã cho"
HELP_REVIEW = "thẩm định, thay vì tự đánh giá"

UNTIL_OR_END = "Cần --until (hạn mới) hoặc --end (bỏ gia hạn)."
UNTIL_NEEDED = "Mở lại tự đánh giá cần --until (hạn mới)."
REVIEW_CLOSED = "Đã khoá thẩm định."
REVIEW_REOPENED = "Đã mở lại thẩm định."
EXTENSION_ENDED = "Đã bỏ gia hạn."


def foreseen(closed: int, reopened: int, extended: int) -> str:
    """What a deadline would do."""
    return (
        f"Nếu dời hạn: {closed} đơn vị chưa nộp bị khoá, {reopened} đơn vị được làm tiếp, "
        f"{extended} đơn vị giữ hạn riêng. Chưa đổi gì."
    )


def done(what: str, closed: int, reopened: int) -> str:
    """It is so."""
    parts = [f"khoá {closed} đơn vị" if closed else "", f"mở lại {reopened} đơn vị" if reopened else ""]
    rest = ", ".join(part for part in parts if part)
    return f"{what}{f' ({rest})' if rest else ''}."
