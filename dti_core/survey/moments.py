"""Days and hours as people type them."""

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dti_core.survey.wording import folded

_DAY = re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}|\d{2}))?(?![\d/])")
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_HOUR = re.compile(r"(?<![\d/])(\d{1,2})(?:\s*(?::|h|g|gio)\s*(\d{2})?)(?!\d)")
_WORDS = {"hom nay": 0, "mai": 1, "ngay mai": 1, "ngay kia": 2}


def moment(text: str, now: datetime, zone: str, hour: int) -> datetime | None:
    """ "25/11 14:00", "14h30 25/11/2026", "mai 9h", "25/11" (then at `hour`); None where it is none of these.

    A day without a year is the next such day from today on.
    """
    said = folded(text)
    day = _day(said, now.astimezone(ZoneInfo(zone)).date())
    at = _hour(_DAY.sub(" ", _ISO.sub(" ", said)), hour)
    return None if day is None or at is None else datetime.combine(day, at, ZoneInfo(zone))


def _day(said: str, today: date) -> date | None:
    for words, days in _WORDS.items():
        if re.search(rf"\b{words}\b", said):
            return today + timedelta(days=days)
    iso, usual = _ISO.search(said), _DAY.search(said)
    try:
        if iso is not None:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        return None if usual is None else _dated(int(usual[1]), int(usual[2]), usual[3], today)
    except ValueError:
        return None


def _dated(day: int, month: int, year: str | None, today: date) -> date:
    if year is not None:
        return date(int(year) if len(year) == 4 else 2000 + int(year), month, day)
    this = date(today.year, month, day)
    return this if this >= today else date(today.year + 1, month, day)


def _hour(rest: str, usual: int) -> time | None:
    found = _HOUR.search(rest)
    if found is None:
        return None if re.search(r"\d", rest) else time(usual)
    hour, minute = int(found[1]), int(found[2] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None
