"""Arguments of the set-up commands: names, dates and times as people write them."""

import argparse
import re
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from dti import setup_texts as texts

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
OPENING_HOUR, CLOSING_HOUR = time(0), time(17)
HOUR = r"(?:[ T](?P<hour>\d{1,2}):(?P<minute>\d{2}))?"
VIETNAMESE = re.compile(r"(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})" + HOUR)
ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})" + HOUR)


def slug(text: str) -> str:
    """A short name; ValueError where it is not one."""
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,59}", text):
        raise argparse.ArgumentTypeError(texts.BAD_SLUG)
    return text


def names(text: str) -> tuple[str, ...]:
    """Names separated by commas."""
    return tuple(name for part in text.split(",") if (name := part.strip()))


def opening(text: str) -> datetime:
    """A moment in Vietnam; a day alone means its beginning."""
    return _moment(text, OPENING_HOUR)


def deadline(text: str) -> datetime:
    """A moment in Vietnam; a day alone means the end of office hours."""
    return _moment(text, CLOSING_HOUR)


def day(text: str) -> date:
    """A day."""
    return _moment(text, OPENING_HOUR).date()


def year(text: str) -> int:
    """A year of this century."""
    return _number(text, 2000, 2100, texts.BAD_YEAR)


def days(text: str) -> int:
    """How long an invitation holds."""
    return _number(text, 1, 366, texts.BAD_DAYS)


def _number(text: str, least: int, most: int, wrong: str) -> int:
    if not text.isdecimal() or not least <= int(text) <= most:
        raise argparse.ArgumentTypeError(wrong)
    return int(text)


def _moment(text: str, hour: time) -> datetime:
    found = VIETNAMESE.fullmatch(text.strip()) or ISO.fullmatch(text.strip())
    if found is None:
        raise argparse.ArgumentTypeError(texts.BAD_TIME)
    part = {name: int(digits) for name, digits in found.groupdict().items() if digits is not None}
    try:
        at = time(part["hour"], part["minute"]) if "hour" in part else hour
        return datetime.combine(date(part["year"], part["month"], part["day"]), at, ZONE)
    except ValueError:
        raise argparse.ArgumentTypeError(texts.BAD_TIME) from None
