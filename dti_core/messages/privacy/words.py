"""Names for people who are known no more."""

from dti_core.messages.model import Message
from dti_core.messages.rich import rich

ERASED = Message(rich("(Nội dung đã xoá theo yêu cầu về dữ liệu cá nhân.)"))


def pseudonym(person: int) -> str:
    """What stands for a person who was forgotten."""
    return f"Người dùng {person}"
