"""What an author of frameworks reads on the command line, besides the catalogue of problems."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

HELP = "xem và kiểm tra các bộ chỉ số"
ACTION = "VIỆC"
NAME = "MÃ|TỆP"
HELP_LIST = "liệt kê các bộ chỉ số"
HELP_SHOW = "xem một bộ chỉ số: chỉ số, tiêu chí, cách tính, chỗ bất thường"
HELP_CHECK = "kiểm tra một bộ chỉ số (hoặc tất cả), nêu mọi lỗi kèm dòng và cách sửa"
HELP_SCHEMA = "in JSON Schema cho trình soạn thảo"
HELP_NAME = "mã bộ chỉ số hoặc đường dẫn tới tệp YAML"
HELP_JSON = "in kết quả dạng JSON"

LEVELS = {"so": "Sở, ban, ngành", "huyen": "cấp huyện", "tinh": "cấp tỉnh"}
RULES: Mapping[str, str] = {
    "yes_no": "có/không",
    "ladder": "theo bậc",
    "ratio": "tỷ lệ",
    "count": "số lượng so với mức đạt",
    "inverse": "càng thấp càng tốt",
    "relative": "so với đơn vị tốt nhất",
    "assessed": "người đánh giá cho điểm",
    "parts": "nhiều phần",
}
GIVES: Mapping[str, str] = {
    "max": "điểm tối đa",
    "best_points": "điểm cao nhất của các đơn vị khác",
    "best_value": "số liệu cao nhất của các đơn vị khác",
    "drop": "bỏ khỏi thang điểm",
    "zero": "0 điểm",
}
INFO = "Thông tin chung"
TRAITS = "Đặc điểm của đơn vị"
EXEMPTIONS = "Quy định miễn"
NODES = "Chỉ số và tiêu chí"
ANOMALIES = "Chỗ bất thường trong quyết định"
PILLARS = "Trụ cột"
OCCASIONS = "Thời gian và người tham gia"
COLUMNS = "Các cột của phụ lục"
HINTS = "Lời nhắc khi số liệu lạ (không chặn)"
VOLUNTEERS = "Tự nguyện tham gia, không xếp hạng"
UNITS = "Đơn vị quyết định kể tên"
ASSESSORS = "Người cho điểm"
ASSUMED = "cách hiểu"
WHOLE = "Cả bộ chỉ số"
POOL = "Điểm chung của"
NO_POINTS = "không in điểm"
PRINTED = "theo quyết định"
ANY = "mọi tiêu chí, khi được duyệt"
BROKEN = "có lỗi, xem bằng lệnh check"
NONE = "chưa có tiêu chí nào"


def listed(framework_id: str, title: str, level: str, size: str) -> str:
    """One line of `list`."""
    return f"{framework_id:28} {LEVELS.get(level, level or '?'):16} {size:40} {title}"


def size(criteria: int, printed: str, attainable: str) -> str:
    """How many criteria, for how many points."""
    unlike = f" (có thể đạt {attainable})" if attainable != printed else ""
    return f"{criteria:3} tiêu chí, {printed:>4} điểm{unlike}"


def pillar(title: str, points: str, codes: Iterable[str]) -> str:
    """A pillar with its printed total and the indices that it adds up."""
    return f"  • {title} [{points}]: chỉ số {', '.join(codes)}"


def of_pillars(titles: Sequence[str]) -> str:
    """Above the indices of one pillar, or of those that several pillars count."""
    if len(titles) == 1:
        return f"  — Trụ cột {titles[0]} —"
    return f"  — Chung của các trụ cột {', '.join(titles)} —"


def shared(points: str, others: Iterable[str]) -> str:
    """The maximum of a criterion that shares it."""
    return f"chung {points} điểm với {', '.join(others)}"


def unmarked(titles: Iterable[str], why: str) -> str:
    """Who assesses where the document marks nobody."""
    return f"  Dòng không in ai đánh giá: {', '.join(titles)}. {why}"


def none_there(folder: Path | None) -> str:
    """The folder is empty or missing."""
    where = f"thư mục {folder}" if folder else "thư mục frameworks"
    return f"Không thấy bộ chỉ số nào trong {where}. Có thể đặt DTI_FRAMEWORKS_DIR là thư mục chứa các tệp."


def which(ids: Iterable[str]) -> str:
    """`show` without a name where several could be meant."""
    return f"Hãy cho biết mã bộ chỉ số hoặc đường dẫn tới tệp. Hiện có: {', '.join(ids) or 'chưa có bộ nào'}."


def found(name: str, problems: int) -> str:
    """The last line of a check that failed."""
    return f"\n{name}: {problems} lỗi."


def sound(name: str, anomalies: int) -> str:
    """The first line of a check that passed."""
    noted = f"; ghi nhận {anomalies} chỗ bất thường của quyết định:" if anomalies else "."
    return f"{name}: không có lỗi{noted}"


def anomaly(each: Any, at: str) -> str:
    """A contradiction of the document at a place: printed, found, handled."""
    printed = each.printed.rstrip(".")
    lines = [
        f"  • {at}: in {printed if '“' in printed else f'“{printed}”'}",
        f"    Thực tế: {each.found}",
        f"    Xử lý: {each.handling}",
    ]
    if each.note:
        lines.append(f"    Ghi chú: {each.note}")
    return "\n".join(lines)


def explained(rendered: str) -> str:
    """A structural problem that an anomaly explains: its first line is enough."""
    return f"  (đã giải thích) {rendered.splitlines()[0]}"


def advised(rendered: str) -> str:
    """What is no mistake here but better written otherwise: with cause and fix."""
    return f"  (nên sửa) {rendered}"


def heading(title: str) -> str:
    """A section of `show`."""
    return f"\n{title}"


def totals(printed: str, attainable: str) -> str:
    """The printed and the attainable maximum."""
    return f"Thang điểm in: {printed} · có thể đạt: {attainable}"


def decision(number: str | None, date: str | None, issuer: str) -> str:
    """The decision in one line; `date` as in the file, year first, as far as it is printed."""
    if not (number or date):
        return f"Quyết định (không in số, ngày), {issuer}"
    parts = [str(int(part)) for part in reversed(date.split("-"))] if date else []
    unit = {0: "(không in ngày)", 1: "năm", 2: "tháng", 3: "ngày"}[len(parts)]
    when = f"{unit} {'/'.join(parts)}".strip()
    return f"Quyết định {number or '(không in số)'} {when}, {issuer}"
