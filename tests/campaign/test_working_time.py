"""Working days and daytime: holidays are data, unknown years say so, nobody is written to at night."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from dti_core.campaign.working_time import WorkingTime, vietnam

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
VN = vietnam()


def at(day: int, hour: int, minute: int = 0, month: int = 11, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 11, 23), True),
        (date(2026, 11, 24), False),  # Ngày Văn hóa Việt Nam
        (date(2026, 11, 28), False),  # a Saturday
        (date(2026, 8, 22), True),  # a Saturday worked for 31/8
        (date(2026, 8, 31), False),
        (date(2025, 1, 29), False),
        (date(2024, 5, 4), True),
        (date(2027, 2, 8), False),
        (date(2031, 9, 2), True),  # an unknown year: weekends only
    ],
)
def test_offices_work_on_working_days_and_rest_on_holidays(day: date, works: bool) -> None:
    assert VN.is_working(day) is works


def test_a_year_without_an_announcement_is_named() -> None:
    assert VN.unsure(date(2026, 12, 30), date(2027, 1, 4), date(2031, 1, 1)) == (2027, 2031)
    assert VN.unsure(date(2026, 1, 1)) == ()


def test_every_holiday_lies_in_its_year_and_names_itself() -> None:
    for number, year in VN.years.items():
        days = [*year.off, *year.worked]
        assert days and all(day.year == number for day in days)
        assert all([*year.off.values(), *year.worked.values(), year.source])
        assert all(day.weekday() < 5 for day in year.off), "a weekend needs no line"
        assert all(day.weekday() >= 5 for day in year.worked)


@pytest.mark.parametrize(
    ("moment", "leaves"),
    [
        (at(23, 14), at(23, 14)),
        (at(23, 7), at(23, 7)),
        (at(23, 5), at(23, 8)),
        (at(23, 20), at(25, 8)),  # the 24th is a holiday
        (at(27, 21), at(30, 8)),  # Friday night: Monday
        (at(28, 9), at(30, 8)),
    ],
)
def test_what_falls_at_night_or_on_a_free_day_leaves_on_the_next_working_morning(
    moment: datetime, leaves: datetime
) -> None:
    assert VN.not_at_night(moment) == leaves


def test_the_hour_is_that_of_vietnam_wherever_the_server_stands() -> None:
    assert VN.is_daytime(datetime(2026, 11, 23, 1, tzinfo=UTC))
    assert not VN.is_daytime(datetime(2026, 11, 23, 14, tzinfo=UTC)), "21 h there"
    assert WorkingTime().day(datetime(2026, 11, 23, 18, tzinfo=UTC)) == date(2026, 11, 24)
