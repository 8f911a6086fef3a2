"""What `dti totp` says."""

from datetime import datetime

HELP = "xác nhận hai bước của cán bộ: xem ai đã bật, đặt lại khi mất điện thoại"
ACTION = "VIỆC"
HELP_LIST = "ai đã bật, từ khi nào, có đang bị khoá không"
HELP_RESET = "đặt lại: người đó sẽ quét mã mới ở lần cần đến tiếp theo"
HELP_PERSON = "số của người, xem ở `dti totp list`"
NOBODY = "Chưa ai bật xác nhận hai bước."


def line(number: int, name: str, since: datetime | None, locked: datetime | None) -> str:
    """One person."""
    state = f"bật từ {since:%d/%m/%Y}" if since else "đang bật dở"
    return f"{number}  {name}  {state}" + (f", khoá đến {locked:%H:%M %d/%m/%Y}" if locked else "")


def was_reset(number: int) -> str:
    """Forgotten."""
    return f"Đã đặt lại xác nhận hai bước của người số {number}."


def has_none(number: int) -> str:
    """Nothing to forget."""
    return f"Người số {number} chưa bật xác nhận hai bước. Xem `dti totp list`."
