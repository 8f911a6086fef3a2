"""Removing confidential evidence: which, what stays, why, and what was done."""

from collections.abc import Sequence

from dti_core.messages.formatting import listed, short, size
from dti_core.messages.model import Message, RichText
from dti_core.messages.rich import lines, rich
from dti_core.messages.staff import review_verbs as verbs
from dti_core.messages.staff.purging_views import Gone, Outlook
from dti_core.messages.verbs import button

NOTHING = "Tiêu chí này không còn tệp, liên kết nào."
REMOVED = Message(rich("✓ Tệp đã được xoá khỏi ổ đĩa của máy chủ."))
EXPORT_AGAIN = Message(rich("Tệp vừa tạo bị huỷ vì một minh chứng vừa bị xoá hẳn. Mời Anh/Chị xuất lại."))


def which(enrolment: int, criterion: str, name: str, files: Sequence[tuple[int, str]]) -> Message:
    """Several files or links: which one?"""
    rows = tuple(
        (button(f"{n}. {short(file, 40)}", verbs.PURGE_ASK, piece),)
        for n, (piece, file) in enumerate(files, 1)
    )
    back = (button("Thôi", verbs.ITEM, enrolment, criterion),)
    return Message(rich("**Xoá minh chứng mật** – {c}: tệp hay liên kết nào?", c=name), (*rows, back))


def ask_reason(found: Outlook) -> Message:
    """What it means, and why it is done."""
    text = lines(*_about(found), rich("Gõ **lý do** (đơn vị sẽ đọc nguyên văn):"))
    return Message(text, ((button("Thôi", verbs.ITEM, found.enrolment, found.criterion),),), asks=True)


def confirm(found: Outlook, reason: str) -> Message:
    """Asked once more: it cannot be undone."""
    text = lines(*_about(found), rich("Lý do: “{reason}”", reason=short(reason, 500)))
    choices = (
        (button("Xoá hẳn", verbs.PURGE_YES, found.piece),),
        (button("Thôi", verbs.ITEM, found.enrolment, found.criterion),),
    )
    return Message(text, choices)


def gone(done: Gone) -> str:
    """One line."""
    told = f"đã báo {done.told} người của đơn vị" if done.told else "chưa báo được ai của đơn vị"
    what = f"tệp (SHA-256 {done.sha256[:12]}…)" if done.sha256 else "liên kết"
    return f"✓ {done.unit} · {done.name}: đã xoá hẳn {what}, {told}."


def kept(others: Sequence[str]) -> Message:
    """Somebody else's evidence is the same file."""
    text = "Tệp trên ổ đĩa chưa xoá: {who} cũng dùng đúng tệp này làm minh chứng."
    return Message(rich(f"{text} Xoá ở đó nữa thì tệp mới mất hẳn.", who=listed(others, 5)))


def _about(found: Outlook) -> tuple[RichText | None, ...]:
    big = f", {size(found.size)}" if found.size else ""
    one = "Liên kết" if found.is_link else "Tệp"
    stays = "lý do; không giữ địa chỉ" if found.is_link else "lý do và mã SHA-256"
    more = f" (đang ở {found.pieces} tiêu chí, xoá cả)" if found.pieces > 1 else ""
    return (
        rich("**Xoá hẳn “{what}”**{big} – {u} · {c}{more}", what=short(found.what, 80), big=big, u=found.unit,
             c=found.name, more=more),
        rich("Không lấy lại được. Nhật ký giữ: ai xoá, lúc nào, {stays}.", stays=stays),
        rich("⚠ {one} cũng là minh chứng của {who}: bản đó còn giữ.", one=one, who=listed(found.elsewhere, 5))
        if found.elsewhere
        else None,
        rich("⚠ {one} đã nằm trong chat của {who}: cần nhắc xoá ở đó.", one=one, who=listed(found.sent_to, 8))
        if found.sent_to
        else None,
        rich("Bản sao lưu cũ vẫn còn: xem “Xoá minh chứng mật” trong sổ tay vận hành."),
    )  # fmt: skip
