"""Days and hours as people type them."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from dti_core.survey.moments import moment

ZONE = "Asia/Ho_Chi_Minh"
NOW = datetime(2026, 11, 23, 10, tzinfo=ZoneInfo(ZONE))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("25/11 14:00", "2026-11-25 14:00"),
        ("14h30 25/11/2026", "2026-11-25 14:30"),
        ("25-11-2026 8h", "2026-11-25 08:00"),
        ("25.11.26, 9 giờ", "2026-11-25 09:00"),
        ("ngày 25/11", "2026-11-25 17:00"),
        ("mai 9h", "2026-11-24 09:00"),
        ("Ngày mai", "2026-11-24 17:00"),
        ("2026-12-01 16:00", "2026-12-01 16:00"),
        ("5/1", "2027-01-05 17:00"),
        ("23/11 16g", "2026-11-23 16:00"),
    ],
)
def test_a_day_and_an_hour_are_understood(typed: str, meant: str) -> None:
    found = moment(typed, NOW, ZONE, 17)
    assert found is not None
    assert f"{found:%Y-%m-%d %H:%M}" == meant


@pytest.mark.parametrize(
    "typed", ["", "tuần sau", "một tuần nữa", "31/02", "25/13 8h", "25/11 25:00", "17h", "25/11 abc 7"]
)
def test_what_is_no_moment_is_not_guessed(typed: str) -> None:
    assert moment(typed, NOW, ZONE, 17) is None
