"""What a contact is told when a deadline passes or moves."""

from dataclasses import dataclass
from datetime import datetime

from dti_core.messages.formatting import moment
from dti_core.messages.model import Message
from dti_core.messages.rich import lines, rich
from dti_core.messages.verbs import LIST, NEXT, POINTS, button

_GO_ON = ((button("Tiếp tục", NEXT), button("Danh sách", LIST, 0)),)
_LOOK = ((button("Xem điểm", POINTS), button("Danh sách", LIST, 0)),)


@dataclass(frozen=True)
class End:
    """A unit and the moment until which it may answer."""

    unit: str
    coordinator: str
    until: datetime
    zone: str


def closed(end: End) -> Message:
    """The deadline has passed before the unit handed in; nothing that was answered is lost."""
    at = moment(end.until, end.zone)
    text = lines(
        rich("**{unit}** chưa nộp khi hết hạn lúc {at}.", unit=end.unit, at=at),
        rich("Điểm tính theo các câu đã trả lời. Cần nộp muộn, xin liên hệ {who}.", who=end.coordinator),
    )
    return Message(text, _LOOK)


def reopened(end: End) -> Message:
    """The unit may answer again."""
    at = moment(end.until, end.zone)
    return Message(
        rich("**{unit}** được trả lời tiếp đến **{at}**. Câu đã trả lời vẫn còn.", unit=end.unit, at=at),
        _GO_ON,
    )


def moved(end: End, reason: str) -> Message:
    """Another deadline than the one that was told."""
    text = lines(
        rich("Hạn nộp của **{unit}** nay là **{at}**.", unit=end.unit, at=moment(end.until, end.zone)),
        rich("Lý do: {reason}", reason=reason),
    )
    return Message(text, _GO_ON)


def term_moved(end: End, reason: str) -> Message:
    """Another term for what was sent back."""
    text = lines(
        rich("Hạn bổ sung của **{unit}** nay là **{at}**.", unit=end.unit, at=moment(end.until, end.zone)),
        rich("Lý do: {reason}", reason=reason),
    )
    return Message(text, _GO_ON)
