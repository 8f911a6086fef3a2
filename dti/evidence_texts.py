"""What `dti evidence` says."""

from collections.abc import Sequence

from dti_core.messages.formatting import size
from dti_core.messages.staff.purging_views import Gone, Outlook

HELP = "minh chứng: xem, kiểm tra liên kết, xoá hẳn minh chứng mật"
HELP_LIST = "mọi minh chứng đang dùng, với kết quả kiểm tra liên kết"
HELP_BROKEN = "chỉ những liên kết không mở được"
HELP_JSON = "in dạng JSON cho máy đọc"
HELP_CHECK = "kiểm tra lại mọi liên kết (tiến trình dti worker làm việc này)"
HELP_PURGE = "xoá hẳn một tệp hay liên kết gửi nhầm; nhật ký giữ người xoá, lúc xoá, lý do (tệp: mã SHA-256)"
HELP_PIECE = "số của minh chứng, lấy từ: dti evidence list"
HELP_REASON = "lý do; đơn vị đọc nguyên văn"
HELP_YES = "xoá thật; không có thì chỉ cho xem sẽ xoá gì"
NUMBER = "SỐ"
NOTHING = "Không có minh chứng nào."
OFF = "Lưu ý: chưa thấy tiến trình nào kiểm tra liên kết (DTI_CHECK_LINKS=off, hoặc dti worker không chạy)."
REFUSALS = {
    "unknown_evidence": "Không có minh chứng số {subject} trong kỳ này. Xem số bằng: dti evidence list",
    "unknown_unit": "Không có minh chứng này trong kỳ đã nêu, hoặc không có đơn vị {subject}.",
    "already_purged": "Minh chứng số {subject} đã xoá rồi.",
    "reason_needed": "Cần lý do, tối đa 500 ký tự.",
}


def refused(code: str, subject: str) -> str:
    """Why not, and what to do."""
    return REFUSALS.get(code, REFUSALS["unknown_evidence"]).format(subject=subject)


def asked(many: int, *, at_work: bool) -> str:
    """How many links are looked at from now on."""
    said = f"Sẽ kiểm tra {many} liên kết; xem kết quả bằng: dti evidence list"
    return said if at_work else f"{said}\n{OFF}"


def outlook(found: Outlook) -> str:
    """What would be removed."""
    big = f", {size(found.size)}" if found.size else ""
    one = "Liên kết" if found.is_link else "Tệp"
    what = f"“{found.what}”{big}: {found.unit}, {found.name}, ở {found.pieces} chỗ"
    rows = [f"Sẽ xoá hẳn {what}. Xoá thật: thêm --yes"]
    if found.elsewhere:
        rows.append(f"{one} cũng là minh chứng của: {', '.join(found.elsewhere)}; bản đó còn giữ.")
    if found.sent_to:
        rows.append(f"{one} đã nằm trong chat của: {', '.join(found.sent_to)}; cần nhắc xoá ở đó.")
    return "\n".join(rows)


def emptied(piece: int, *, there: bool) -> str:
    """An access account."""
    return f"Đã xoá tài khoản truy cập số {piece}." if there else f"Tài khoản truy cập số {piece} đã xoá rồi."


def gone(done: Gone, kept: Sequence[str]) -> str:
    """What was removed."""
    if done.sha256 is None:
        return f"Đã xoá hẳn liên kết: {done.unit}, {done.name}; đã báo {done.told} người."
    disk = f"ổ đĩa còn giữ vì là minh chứng của {', '.join(kept)}" if kept else "đã xoá trên ổ đĩa"
    return f"Đã xoá hẳn: {done.unit}, {done.name} (SHA-256 {done.sha256}); {disk}; đã báo {done.told} người."
