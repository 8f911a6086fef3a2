"""A unit hears that a file or link it sent was removed."""

from datetime import datetime

from dti_core.messages.formatting import moment, short
from dti_core.messages.model import Message
from dti_core.messages.rich import lines, rich
from dti_core.messages.verbs import EVIDENCE_LIST, button

FILE, LINK = "tệp", "liên kết"


def purged(what: str, name: str, criterion: str, sent_at: datetime, zone: str, reason: str) -> Message:
    """Which file or link, why, and what is left to do in the chat itself."""
    head = rich(
        "Một {what} minh chứng của **{c}** (gửi {at}) đã bị xoá hẳn khỏi hệ thống.",
        what=what,
        c=name,
        at=moment(sent_at, zone),
    )
    why = rich("Lý do: “{reason}”", reason=short(reason, 500))
    todo = rich(
        "Anh/Chị xoá giúp cả tin nhắn có {what} đó trong chat này; gửi {what} khác thay thế nếu cần.",
        what=what,
    )
    return Message(lines(head, why, todo), ((button(f"Minh chứng của {name}", EVIDENCE_LIST, criterion),),))
