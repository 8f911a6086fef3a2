"""The words of the board that chat, command line and picture share."""

from collections.abc import Mapping
from datetime import datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

from dti_core.messages.formatting import points
from dti_core.messages.staff.board_view import Board, Row, Sheet
from dti_core.messages.staff.states import STATES
from dti_core.scoring.rounding import half_up, vietnamese


def as_of(at: datetime, zone: str, published: bool) -> str:
    """ "tính đến 15:20 28/11/2024 · tạm tính"; what is published is not provisional."""
    local = at.astimezone(ZoneInfo(zone))
    return f"tính đến {local:%H:%M %d/%m/%Y} · {'đã công bố' if published else 'tạm tính'}"


def idle(days: int | None) -> str:
    """How long ago somebody did something: "hôm nay", "3 ngày", "–" for never."""
    return "–" if days is None else "hôm nay" if days == 0 else f"{days} ngày"


def done(row: Row) -> str:
    """ "21/35 tiêu chí"; nothing before it is known how many there are."""
    return f"{row.answered}/{row.total} tiêu chí" if row.total else ""


def percent(share: Fraction) -> str:
    """ "60%", full only when everything is done."""
    whole = int(half_up(share * 100, 0))
    return f"{min(whole, 99) if share < 1 else 100}%"


def brief(value: Fraction | None) -> str:
    """Points where there is little room: "236", "62,5", "8,4"; "–" before there are any."""
    return "–" if value is None else vietnamese(value, 0 if abs(value) >= 100 else 1)


def counted(counts: Mapping[str, int]) -> str:
    """ "✕ 2 chưa tham gia · ◐ 10 đang làm": with the signs, which stand alone further down."""
    states = ((STATES[status], count) for status, count in counts.items())
    return " · ".join(f"{state.sign} {count} {state.words}" for state, count in states)


def median(values: list[Fraction]) -> Fraction | None:
    """The value in the middle; the mean of the two in the middle of an even number."""
    ordered = sorted(values)
    if not ordered:
        return None
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def summary(board: Board) -> str:
    """How far the picked units are: "19 đơn vị · trung bình xong 62% tiêu chí · trung vị 210,5"."""
    rows = board.rows
    if not rows:
        return "Không có đơn vị nào."
    mean = sum((row.share for row in rows), Fraction(0)) / len(rows)
    middle = median([row.points for row in rows if row.points is not None])
    parts = [f"{len(rows)} đơn vị", f"trung bình xong {percent(mean)} tiêu chí"]
    one_scale = len({section.framework for section in board.sections}) == 1
    return " · ".join([*parts, f"trung vị {points(middle)}"] if middle is not None and one_scale else parts)


def group_line(sheet: Sheet) -> str:
    """What a picture shows: the group, the columns where there are several sets, which units of how many."""
    last, count = sheet.first + len(sheet.rows) - 1, len(sheet.section.rows)
    several = f"đơn vị {sheet.first}–{last} trên {count}" if count > len(sheet.rows) else f"{count} đơn vị"
    return " · ".join(part for part in (sheet.section.title, sheet.columns.title, several) if part)
