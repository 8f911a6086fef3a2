"""What an author reads while making a new framework file, besides the catalogues of problems."""

from collections.abc import Mapping, Sequence
from pathlib import Path

HELP_NEW = "tạo một tệp khung có lời dặn, để gõ quyết định mới"
HELP_FROM = "đọc bảng phụ lục trong tệp Excel thành bản nháp bộ chỉ số"
ID = "MÃ"
BOOK = "TỆP.xlsx"
HELP_ID = "mã của bộ chỉ số, ví dụ an-giang-2025-so"
HELP_TO = "ghi ra tệp này (mặc định: frameworks/<quyết định>/<cấp>.yaml)"
HELP_LEVEL = "cấp được đánh giá: so, huyen hoặc tinh"
HELP_TITLE = "tiêu đề bộ chỉ số"
HELP_BOOK = "tệp .xlsx có bảng phụ lục"
HELP_SHEET = "tên trang có bảng (ghi nhiều lần được)"
HELP_TABLE = "lấy bảng thứ mấy (ghi nhiều lần thì mỗi bảng là một trụ cột)"
DEFAULT_TITLE = "(mẫu) Bộ chỉ số chuyển đổi số"
NO_SCHEMA = "Không thấy framework.schema.json; tạo bằng lệnh: dti framework schema > framework.schema.json"
NOTHING_WRITTEN = "Chưa ghi tệp nào."

RULES: Mapping[str, str] = {
    "yes_no": "có/không",
    "ladder": "ba mức",
    "ratio": "tỷ lệ",
    "count": "số lượng",
    "inverse": "càng thấp càng tốt",
    "relative": "so với tốt nhất",
}


def bad_id(value: str) -> str:
    """An id that cannot be one."""
    return (
        f"“{value}” không dùng làm mã được. Mã chỉ gồm chữ thường không dấu, số, gạch ngang, dấu chấm; "
        "ví dụ: an-giang-2025-so."
    )


def id_taken(framework_id: str, path: Path) -> str:
    """Another file of the folder has this id."""
    return f"Mã “{framework_id}” đã có ở {path}. Hãy chọn mã khác."


def already_there(path: Path) -> str:
    """The file exists."""
    return f"Tệp {path} đã có, không ghi đè. Hãy chọn tên khác bằng --to, hoặc tự xoá tệp cũ trước."


def unwritable(path: Path, why: str) -> str:
    """The file cannot be written there."""
    return f"Không ghi được {path} ({why}). Hãy chọn chỗ khác bằng --to."


def made(path: Path) -> str:
    """A skeleton was written; what comes next."""
    return "\n".join((
        f"Đã tạo {path}",
        "Bước tiếp theo:",
        f"  1. Chép nguyên văn quyết định vào {path.parent / 'decision.txt'}",
        "  2. Mở tệp bằng VS Code (phần mở rộng YAML), thay dần các chỗ “(mẫu)”; lời dặn nằm ngay trong tệp.",
        f"  3. Kiểm tra: dti framework check {path}",
        f"  4. Xem lại:  dti framework show {path}",
    ))  # fmt: skip


def drafted(path: Path, counts: Mapping[str, int], total: str) -> str:
    """What was written."""
    parts = [f"{count} {what}" for what, count in counts.items() if count]
    return f"Đã ghi {path}: {', '.join(parts)}; thang điểm {total}."


def read_from(places: Sequence[tuple[str, int, int]]) -> str:
    """Where in the book it was read."""
    return (
        "Đọc từ " + "; ".join(f"trang “{sheet}”, dòng {first}–{last}" for sheet, first, last in places) + "."
    )


def guesses(rows: Sequence[tuple[str, str, str, str, bool]]) -> str:
    """Code, title, type, why, and whether a person must look."""
    wide = max(len(code) for code, *_ in rows)
    lines = [
        f"{'*' if look else ' '} {code:<{wide}}  {RULES[kind]:<18}  {_short(title)}\n"
        f"  {'':<{wide}}  {'':<18}  vì {why}"
        for code, title, kind, why, look in rows
    ]
    return "\n".join(["Cách tính, đoán theo tiêu đề (* là chỗ phải có người xem):", *lines])


def tally(counts: Mapping[str, int]) -> str:
    """How often each way of calculating was guessed."""
    return "Tổng hợp: " + ", ".join(f"{RULES[kind]} {count}" for kind, count in counts.items()) + "."


def to_look(rows: Sequence[tuple[str, str]]) -> str:
    """Guesses that a person must settle."""
    codes: dict[str, list[str]] = {}
    for code, look in rows:
        codes.setdefault(look, []).append(code)
    lines = [f"  • {', '.join(each)}: {look}" for look, each in codes.items()]
    return "\n".join([f"Cần người xem ({len(rows)} tiêu chí):", *lines])


def seen(lines: Sequence[str]) -> str:
    """What was odd in the book."""
    return "\n".join(["Những điều thấy khi đọc bảng:", *(f"  {line}" for line in lines)])


def remaining(count: int) -> str:
    """Problems that `check` still has with the draft."""
    return f"Tệp đã ghi nhưng kiểm tra còn {count} lỗi, sửa trong tệp (hoặc sửa bảng rồi đọc lại):"


def next_steps(path: Path) -> str:
    """What comes after a draft."""
    return "\n".join((
        "Bước tiếp theo:",
        "  1. Đọc lại từng tiêu chí: cách tính, câu hỏi, mẫu số, mức đạt; ghi căn cứ thật thay cho “đoán”.",
        f"  2. Chép nguyên văn quyết định vào {path.parent / 'decision.txt'}",
        f"  3. dti framework check {path}",
        f"  4. dti framework show {path}",
    ))  # fmt: skip


def _short(title: str) -> str:
    return title if len(title) <= 80 else f"{title[:79].rstrip()}…"
