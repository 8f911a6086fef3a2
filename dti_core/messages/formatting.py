"""How points, moments and lists are written for people."""

from collections.abc import Iterable
from datetime import date, datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

from dti_core.scoring.rounding import vietnamese


def points(value: Fraction) -> str:
    """ "236,5": at most two decimals."""
    return vietnamese(value)


def moment(at: datetime, zone: str) -> str:
    """ "17 giờ ngày 30/11/2024" (with minutes where there are any: "15:20 ngày 28/11/2024")."""
    local = at.astimezone(ZoneInfo(zone))
    hour = f"{local.hour} giờ" if local.minute == 0 else f"{local.hour}:{local.minute:02}"
    return f"{hour} ngày {local:%d/%m/%Y}"


def clock(at: datetime, now: datetime, zone: str) -> str:
    """ "9:41" today, "9:41 ngày 21/11" on another day."""
    local, today = at.astimezone(ZoneInfo(zone)), now.astimezone(ZoneInfo(zone))
    time = f"{local.hour}:{local.minute:02}"
    return time if local.date() == today.date() else f"{time} ngày {local:%d/%m}"


def day(iso: str) -> str:
    """An ISO date as "05/03/2024"; anything else as it is."""
    try:
        return f"{date.fromisoformat(iso):%d/%m/%Y}"
    except ValueError:
        return iso


def days_left(until: datetime, now: datetime, zone: str) -> str:
    """ "còn 12 ngày", "còn 5 giờ", "đã hết hạn"."""
    if until <= now:
        return "đã hết hạn"
    local = ZoneInfo(zone)
    days = (until.astimezone(local).date() - now.astimezone(local).date()).days
    if days >= 2:
        return f"còn {days} ngày"
    hours = int((until - now).total_seconds() // 3600)
    return f"còn {hours} giờ" if hours else "còn chưa đến 1 giờ"


def listed(items: Iterable[str], most: int = 12, what: str = "mục") -> str:
    """ "1.2, 3.1, 6.1 và 4 mục nữa"; `what` they are called."""
    found = list(items)
    rest = len(found) - most
    return ", ".join(found[:most]) + (f" và {rest} {what} nữa" if rest > 0 else "")


def capital(text: str) -> str:
    """The text with its first letter large: the head of a line or a button."""
    return text[:1].upper() + text[1:]


def flat(text: str) -> str:
    """The text on one line."""
    return " ".join(text.split())


def short(text: str, most: int) -> str:
    """The text, cut at a word with "…" where it is longer."""
    line = flat(text)
    if len(line) <= most:
        return line
    head = line[: most - 1]
    return (head.rsplit(" ", 1)[0] if " " in head[most // 2 :] else head).rstrip(" ,;:(–-") + "…"


def size(count: int) -> str:
    """Bytes as "25 MB", "340 KB"."""
    if count >= 1_000_000:
        return f"{vietnamese(Fraction(count, 1_000_000), 1)} MB"
    return f"{max(1, round(count / 1000))} KB"


def minutes(criteria: int) -> int:
    """About how long so many criteria take, in minutes."""
    return to_five(round(criteria * 1.1))


def to_five(count: int) -> int:
    """To the nearest five, at least five: an estimate should not look exact."""
    return max(5, round(count / 5) * 5)
