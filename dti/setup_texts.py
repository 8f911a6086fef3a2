"""What the operator reads while setting a campaign up."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

HELP_INIT = "chuẩn bị cơ sở dữ liệu và thư mục dữ liệu (chạy lại khi cập nhật phiên bản)"
HELP_CAMPAIGN = "đợt đánh giá"
HELP_CREATE = "tạo một đợt đánh giá"
HELP_ROSTER = "danh sách đơn vị"
HELP_ADD = "đưa một đơn vị vào đợt đánh giá"
ACTION = "VIỆC"
HELP_SLUG = "tên ngắn, không dấu, dùng trong các lệnh"
HELP_TITLE = "tên đợt như người trả lời sẽ thấy"
HELP_FRAMEWORK = "mã bộ chỉ số (xem: dti framework list)"
HELP_COORDINATOR = "tên cơ quan chủ trì"
HELP_YEAR = "năm của số liệu"
HELP_AS_OF = "ngày chốt số liệu, nếu có"
HELP_OPENS = "thời điểm mở, ví dụ 01/11/2026 hoặc “01/11/2026 8:00” (mặc định: ngay bây giờ)"
HELP_CLOSES = "hạn nộp, ví dụ 30/11/2026 (hiểu là 17:00) hoặc “30/11/2026 11:30”"
HELP_RANKS = "đầu mối được xem thứ hạng: always (luôn luôn), after-submitting (sau khi nộp), never (không)"
HELP_IN_CAMPAIGN = "tên ngắn của đợt"
HELP_UNIT_NAME = "tên đơn vị"
HELP_UNIT = "tên ngắn của đơn vị"
HELP_UNIT_SLUG = "tên ngắn của đơn vị (mặc định: từ tên đơn vị)"
HELP_GROUP = "nhóm xếp hạng (mặc định: nhóm đầu tiên của bộ chỉ số)"
HELP_TRAITS = "đặc điểm của đơn vị, cách nhau bằng dấu phẩy"
HELP_VOLUNTEER = "đơn vị tự nguyện: được chấm điểm, không xếp hạng"
HELP_DAYS = "thư mời có hạn bao nhiêu ngày (mặc định 14)"
HELP_INPUTS = "số liệu mà người cung cấp phụ trách, cách nhau bằng dấu phẩy, ví dụ 3.1:a,info:5"
HELP_PROVIDER = "tên nơi cung cấp như quyết định nêu, ví dụ “Công an tỉnh”: phụ trách mọi số liệu của nơi đó"
HELP_BOT_NAME = "tên bot Telegram, để in sẵn liên kết"

BAD_SLUG = "chỉ gồm chữ thường không dấu, số và gạch ngang, tối đa 60 ký tự"
BAD_TIME = "không hiểu thời điểm; viết như 30/11/2026 hoặc “30/11/2026 17:00”"
BAD_YEAR = "năm phải từ 2000 đến 2100"
BAD_DAYS = "số ngày phải từ 1 đến 366"
PROVIDER_NEEDS_INPUTS = "Vai trò provider cần --provider hoặc --inputs."
ONLY_A_PROVIDER = "--provider và --inputs chỉ dùng cùng --role provider; đầu mối trả lời mọi câu hỏi."

PROBLEMS = {
    "slug_taken": "Đã có đợt “{value}”. Hãy chọn tên ngắn khác.",
    "closes_before_it_opens": "Hạn nộp phải sau thời điểm mở.",
    "unknown_campaign": "Không có đợt “{value}”.{known}",
    "unknown_framework": "Đợt này không dùng bộ chỉ số “{value}”.{known}",
    "which_framework": "Đợt này có nhiều bộ chỉ số; hãy thêm --framework.{known}",
    "unknown_group": "Không có nhóm xếp hạng “{value}”.{known}",
    "unknown_trait": "Không có đặc điểm “{value}”.{known}",
    "unknown_unit": "Đợt này không có đơn vị “{value}”.{known}",
    "unknown_input": "Bộ chỉ số không có số liệu “{value}”.",
    "unknown_provider": "Bộ chỉ số không nêu nơi cung cấp “{value}”.{guess}{known}",
    "no_providers": "Bộ chỉ số này không nêu nơi cung cấp số liệu; hãy dùng --inputs.",
    "unknown_index": "Không có chỉ số chính “{value}”.{known}",
    "unknown_person": "Không có “{value}” trong danh bạ.{known}",
    "already_enrolled": "Đơn vị “{value}” đã có trong đợt này.",
}


def problem(code: str, value: str, known: Sequence[str] = (), guess: str | None = None) -> str:
    """Why something cannot be set up, what was probably meant, and what there is."""
    between = "; " if any("," in one for one in known) else ", "
    listed = f" Hiện có: {between.join(known)}." if known else ""
    meant = f" Có phải “{guess}”?" if guess else ""
    return PROBLEMS[code].format(value=value, known=listed, guess=meant)


def initialised(data_dir: Path) -> str:
    """After `dti init`; a PostgreSQL database lies elsewhere, the evidence files always here."""
    return f"Đã sẵn sàng. Tệp minh chứng (và cơ sở dữ liệu, nếu dùng SQLite) nằm trong {data_dir}."


def created(slug: str, opens: datetime, closes: datetime) -> str:
    """After `dti campaign create`."""
    return f"Đã tạo đợt “{slug}”: mở {_moment(opens)}, hạn nộp {_moment(closes)}."


def enrolled(name: str, slug: str) -> str:
    """After `dti roster add`."""
    return f"Đã đưa {name} vào đợt đánh giá. Tên ngắn: {slug}"


def invited(unit: str, payload: str, bot_name: str | None, expires: datetime, inputs: int = 0) -> str:
    """After `dti invite`: the payload, shown this once; for a provider with how many figures they give."""
    link = f"https://t.me/{bot_name}?start={payload}" if bot_name else None
    part = f" (cung cấp {inputs} số liệu)" if inputs else ""
    lines = [
        f"Thư mời cho {unit}{part}, dùng được một lần, đến {_moment(expires)}:",
        f"  {link}" if link else f"  /start {payload}",
        f"  Mã: {payload}",
        "Mã chỉ hiện một lần này; hãy gửi cho đúng người.",
    ]
    return "\n".join(lines)


def _moment(at: datetime) -> str:
    return f"{at:%H:%M, %d/%m/%Y}"
