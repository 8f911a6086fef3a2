"""When people may be written to unasked: working days and daytime, with the public holidays as data."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import yaml

HOLIDAYS = Path(__file__).with_name("holidays.yaml")
DAY_BEGINS, DAY_ENDS, MORNING = time(7), time(20), time(8)
"""Nobody is reminded by itself outside 7–20 h; what falls there leaves at 8 h on the next working day."""
SATURDAY = 5
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Year:
    """One year's days off and Saturdays worked in exchange, each with its name."""

    off: dict[date, str]
    worked: dict[date, str]
    confirmed: bool
    source: str


@dataclass(frozen=True)
class WorkingTime:
    """The working days of a country; every time is taken and given as an aware moment."""

    years: dict[int, Year] = field(default_factory=dict)
    zone: str = "Asia/Ho_Chi_Minh"

    def local(self, at: datetime) -> datetime:
        """The moment by the clock on the wall."""
        return at.astimezone(ZoneInfo(self.zone))

    def day(self, at: datetime) -> date:
        """The local day of a moment."""
        return self.local(at).date()

    def at(self, day: date, hour: time) -> datetime:
        """A local hour of a day as a moment."""
        return datetime.combine(day, hour, ZoneInfo(self.zone))

    def is_working(self, day: date) -> bool:
        """Whether offices work; where the year is unknown only weekends are free."""
        year = self.years.get(day.year)
        if year is not None and day in year.worked:
            return True
        return day.weekday() < SATURDAY and (year is None or day not in year.off)

    def unsure(self, *days: date) -> tuple[int, ...]:
        """The years among these days whose holidays are unknown or not yet announced."""
        years = sorted({day.year for day in days})
        return tuple(y for y in years if y not in self.years or not self.years[y].confirmed)

    def is_daytime(self, at: datetime) -> bool:
        """Whether somebody may be reminded by itself at this moment."""
        local = self.local(at)
        return self.is_working(local.date()) and DAY_BEGINS <= local.time() < DAY_ENDS

    def not_at_night(self, at: datetime) -> datetime:
        """The moment itself, or the next working morning."""
        if self.is_daytime(at):
            return at
        local = self.local(at)
        day = local.date() if local.time() < DAY_BEGINS else local.date() + ONE_DAY
        return self.at(self.working_day_from(day), MORNING)

    def next_morning(self, at: datetime) -> datetime:
        """Eight o'clock of the next working day."""
        return self.at(self.working_day_from(self.day(at) + ONE_DAY), MORNING)

    def working_day_from(self, day: date) -> date:
        """This day, or the next one on which offices work."""
        while not self.is_working(day):
            day += ONE_DAY
        return day

    def working_day_until(self, day: date) -> date:
        """This day, or the last one before it on which offices work."""
        while not self.is_working(day):
            day -= ONE_DAY
        return day


@cache
def vietnam(zone: str = "Asia/Ho_Chi_Minh") -> WorkingTime:
    """The working days that come with this version."""
    read = yaml.safe_load(HOLIDAYS.read_text(encoding="utf-8"))["years"]
    years = {
        int(number): Year(dict(y["free"]), dict(y["worked"]), bool(y["confirmed"]), str(y["source"]))
        for number, y in read.items()
    }
    return WorkingTime(years, zone)
