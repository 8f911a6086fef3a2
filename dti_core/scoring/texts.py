"""Every Vietnamese phrase with which scoring explains itself: one sentence per criterion, no jargon."""

from fractions import Fraction

from dti_core.scoring.rounding import equals, vietnamese

COUNTED = " tính"
"""Phrases that end so are followed by the points without a sign."""
YES = "Trả lời “Có”"
NO = "Trả lời “Không”"
YES_SHORT, NO_SHORT = "có", "không"
ALL_MET = "Đáp ứng đủ {count} nội dung"
SOME_MET = "Mới đáp ứng {met}/{count} nội dung"
CHOSEN = "Chọn “{label}”"
STEP_REACHED = "{number}, đạt mức từ {least} trở lên"
BELOW_STEPS = "{number}, chưa đạt mức thấp nhất"
TARGET_REACHED = "{value}, đạt mức {target}"
TARGET_MISSED = "{value}, chưa đạt mức {target}"
EXCESS = "{division}, lớn hơn tổng số nên tính bằng 100% × {maximum}"
LOW_ENOUGH = "{value}, không quá {limit}"
TOO_HIGH = "{value}, từ {limit} trở lên"
COMPARED = "{value}, đơn vị cao nhất {best}"
ALONE = "{value}, chưa có đơn vị nào khác để so sánh nên tạm tính"
ALL_ZERO = "Chưa đơn vị nào có kết quả lớn hơn 0"
PART = "phần {number}"
PART_MISSING = "chưa trả lời đủ"
TOGETHER = "cộng lại"
ZERO_DENOMINATOR = {
    "max": "Tổng số bằng 0 nên tính điểm tối đa",
    "not_applicable": "Tổng số bằng 0 nên không áp dụng và không tính vào tổng điểm tối đa",
    "zero": "Tổng số bằng 0",
}

MISSING = "Chưa trả lời nên tạm tính"
PARTIAL = "Còn thiếu số liệu ({missing}) nên tạm tính"
NOT_ASKED = "Đơn vị không tự chấm tiêu chí này; {assessors} chưa có điểm nên tạm tính"
REQUESTED = "Đã xin không áp dụng, đang chờ duyệt nên tạm tính"
ASSESSED = "Điểm ở cột “{assessor}”"
ASSESSED_OVER_SELF = "Điểm ở cột “{assessor}” (tự đánh giá {own} điểm)"
MEASURED = "Số đo ở cột “{assessor}”"
MEASURED_OVER_SELF = "Số đo ở cột “{assessor}” (tự đánh giá {own} điểm)"
COLUMN = "cột “{assessor}”"
ANOTHER_ASSESSOR = "cơ quan đánh giá"
POOL = "cùng {others} chia chung tối đa {maximum} điểm"
POOL_LEFT = ", còn {left} điểm để chia"
POOL_WAITING = ", còn tiêu chí chưa trả lời"
POOL_TOTAL = ", tất cả đạt {total}"
POOL_SUM = ": {sums} × {left} {earned}"
POOL_CAPPED = ": {sums} lớn hơn 1 nên tất cả đạt {left}"
POOL_OWN = ", riêng tiêu chí này {part} × {earned}"
ZERO_IN_POOL = {
    "max": "Tổng số bằng 0",
    "not_applicable": "Tổng số bằng 0 nên không áp dụng",
    "zero": "Tổng số bằng 0",
}
NO_MAXIMUM = "Văn bản không in điểm tối đa"

EXEMPT_BY = "Miễn theo {place}"
EXEMPT_AS = "Miễn ({title})"
EXEMPT = "Được duyệt không áp dụng"
GIVES_MAX = "tính điểm tối đa"
GIVES_ZERO = "không được điểm"
GIVES_DROP = "không tính vào điểm và tổng điểm tối đa"
GIVES_BEST_POINTS = "lấy điểm cao nhất của các đơn vị khác"
GIVES_BEST_VALUE_PLAIN = "lấy kết quả cao nhất của các đơn vị khác"
GIVES_BEST_VALUE = "lấy kết quả cao nhất của các đơn vị khác ({value})"
NOBODY_LEFT = "chưa có đơn vị nào khác có kết quả để lấy nên tạm tính"

BY_DECISION = "theo {place}"
ASSUMED = "tạm tính: {reasons}"


def points(value: Fraction) -> str:
    """ "19 điểm"."""
    return f"{vietnamese(value)} điểm"


def joined(equation: bool, value: Fraction) -> str:
    """What follows the arithmetic: " = 19 điểm", " ≈ 16,67 điểm" or ": 0 điểm"."""
    return f" {equals(value)} {points(value)}" if equation else f": {points(value)}"


def sentence(text: str, equation: bool, value: Fraction, note: str) -> str:
    """A criterion's whole explanation; `note` says on what the calculation rests and may be empty."""
    ending = f" {points(value)}" if text.endswith(COUNTED) else joined(equation, value)
    return f"{text}{ending} ({note})." if note else f"{text}{ending}."
