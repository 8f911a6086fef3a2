"""The slash commands: names without diacritics for the channels' menus, and the words that people type."""

from dti_core.survey.wording import folded

COMMANDS: tuple[tuple[str, str], ...] = (
    ("tieptuc", "Trả lời câu đang dở"),
    ("danhsach", "Tất cả tiêu chí, chọn câu bất kỳ"),
    ("diem", "Điểm tạm tính và cách tính"),
    ("boqua", "Để câu này lại, làm sau"),
    ("quaylai", "Về câu trước"),
    ("sua", "Sửa một câu đã trả lời"),
    ("minhchung", "Minh chứng còn thiếu"),
    ("khongapdung", "Xin không áp dụng câu này"),
    ("giaithich", "Vì sao được số điểm này"),
    ("excel", "Làm phiếu trên Excel rồi gửi lại"),
    ("phieu", "Lấy phiếu tự đánh giá để trình ký"),
    ("nop", "Nộp phiếu tự đánh giá"),
    ("donvi", "Chọn đơn vị hoặc vai trò khác"),
    ("trogiup", "Hướng dẫn sử dụng"),
)
"""Name and description of each command, in the order of the channel's menu."""

PERSONAL: tuple[tuple[str, str], ...] = (
    ("dulieu", "Dữ liệu cá nhân của tôi"),
    ("hoten", "Sửa họ tên: /hoten Nguyễn Thị Lan"),
    ("dienthoai", "Sửa số điện thoại: /dienthoai 0912 345 678"),
)
"""Commands about oneself, whatever one's role; the first of them stands in the channel's menu too."""

_WORDS: dict[str, tuple[str, ...]] = {
    "tieptuc": ("tiếp tục", "tiếp", "làm tiếp"),
    "danhsach": ("danh sách", "mục lục"),
    "diem": ("điểm", "xem điểm", "điểm số"),
    "boqua": ("bỏ qua", "để sau", "làm sau"),
    "quaylai": ("quay lại", "trở lại", "câu trước"),
    "sua": ("sửa", "sửa lại"),
    "minhchung": ("minh chứng", "minh chứng còn thiếu"),
    "khongapdung": ("không áp dụng", "xin không áp dụng"),
    "giaithich": ("giải thích", "cách tính"),
    "excel": ("làm trên excel", "phiếu excel"),
    "phieu": ("phiếu", "lấy phiếu", "in phiếu"),
    "nop": ("nộp", "nộp phiếu", "gửi phiếu"),
    "donvi": ("đơn vị", "đổi đơn vị"),
    "dulieu": ("dữ liệu cá nhân", "dữ liệu của tôi", "xoá dữ liệu"),
    "trogiup": ("trợ giúp", "giúp", "hướng dẫn", "help", "?"),
}


_EXACT = {word: name for name, words in _WORDS.items() for word in words}
_BARE = {folded(word): name for word, name in _EXACT.items()}


def recognise(text: str) -> tuple[str, str] | None:
    """The command and its argument: `/sua 3.1`, `/diem@ten_bot`, or exactly the words "danh sách".

    Anything else that starts with a slash is a command too, for the conversation to explain.
    """
    stripped = text.strip()
    if stripped.startswith("/") and len(stripped) < 100:
        name, _, argument = stripped[1:].partition(" ")
        return folded(name.partition("@")[0]), argument.strip()
    found = _BARE.get(folded(stripped)) if len(stripped) < 40 else None
    return (found, "") if found else None
