"""What the operator reads about updates that were put aside."""

from collections.abc import Sequence
from datetime import datetime

ACTION = "VIỆC"
HELP = "tin đến không xử lý được, đã để riêng"
HELP_LIST = "liệt kê"
HELP_RETRY = "xử lý lại (sau khi đã sửa hoặc nâng cấp)"
HELP_DROP = "bỏ hẳn"
HELP_NUMBERS = "số của tin, như dti doctor hoặc dti inbox list cho biết"
HELP_ALL = "tất cả"
NONE = "Không có tin nào như vậy đang để riêng. Xem: dti inbox list"


def aside(number: int, when: datetime, why: str) -> str:
    """One update."""
    return f"{number}\t{when:%d/%m/%Y %H:%M} UTC\t{why}"


def total(count: int) -> str:
    """How many."""
    return f"{count} tin đang để riêng."


def retried(numbers: Sequence[int]) -> str:
    """They wait again."""
    return (
        f"Sẽ xử lý lại {len(numbers)} tin; bot tự làm trong một giây. Xem kết quả: dti inbox list"
        if numbers
        else NONE
    )


def dropped(numbers: Sequence[int]) -> str:
    """They are given up."""
    return f"Đã bỏ {len(numbers)} tin." if numbers else NONE
