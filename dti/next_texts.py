"""What `dti campaign next` says."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dti_core.campaign.staff.next_campaign import Begun

HELP = "tạo kỳ sau từ một kỳ đã có: cùng đơn vị, nhóm, đặc điểm, danh bạ; số liệu chung năm trước được gợi ý"
HELP_SLUG = "tên ngắn của kỳ mới"
HELP_FROM = "tên ngắn của kỳ trước"
HELP_TITLE = "tên kỳ mới"
HELP_YEAR = "năm số liệu; mặc định: năm sau của kỳ trước"
HELP_OPENS = "ngày mở; mặc định: ngay bây giờ"
HELP_CLOSES = "hạn nộp"
HELP_PREVIEW = "chỉ xem kỳ mới sẽ lấy sang những gì, không tạo"
HELP_FRAMEWORK = "bộ chỉ số mới (mã hoặc tệp) thay cho bộ cũ; viết CŨ=MỚI khi kỳ trước có nhiều bộ"


def begun(slug: str, done: "Begun") -> str:
    """After it was set up."""
    lines = [
        f"Đã tạo kỳ “{slug}”: {done.units} đơn vị, {done.people} người trong danh bạ.",
        f"Giữ {done.staff} vai trò cán bộ.",
        "Đầu mối cần được mời lại (đồng ý xử lý dữ liệu theo từng kỳ): dti roster, dti invite.",
    ]
    if done.idle:
        lines.append(f"Bộ chỉ số mới không còn hỏi số liệu của: {', '.join(done.idle)}.")
    lines += [f"Bộ chỉ số mới không có đặc điểm “{trait}” của {unit}." for unit, trait in done.dropped]
    return "\n".join(lines)
