"""Who sends too much is told once, then left aside; what was answered stays, what waited is no flood."""

from datetime import UTC, datetime, timedelta

from bot.host.floods import Floods
from dti_core.campaign import uploads
from dti_core.store.database import Database
from tests.campaign.world import World

NOW = datetime(2026, 3, 1, 8, tzinfo=UTC)


def at(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


def test_beyond_the_limit_one_is_told_once_and_answered_again_after_a_minute() -> None:
    floods = Floods(3)
    said = [floods.admit("lan", row, at(row)) for row in range(6)]
    assert said == ["yes", "yes", "yes", "told", "ignored", "ignored"]
    assert floods.admit("lan", 6, at(61)) == "yes"


def test_others_are_answered_meanwhile() -> None:
    floods = Floods(1)
    floods.admit("lan", 1, at(0))
    assert floods.admit("lan", 2, at(0)) == "told"
    assert floods.admit("minh", 3, at(0)) == "yes"


def test_the_same_update_tried_again_counts_once() -> None:
    floods = Floods(2)
    assert [floods.admit("lan", 1, at(0)) for _ in range(5)] == ["yes"] * 5
    floods.admit("lan", 2, at(0))
    assert [floods.admit("lan", 3, at(0)) for _ in range(2)] == ["told", "told"]


def test_what_was_sent_over_an_hour_and_arrives_at_once_is_no_flood() -> None:
    floods = Floods(3)
    assert {floods.admit("lan", row, at(60 * row)) for row in range(50)} == {"yes"}


def test_zero_is_no_limit() -> None:
    assert {Floods(0).admit("lan", row, at(0)) for row in range(500)} == {"yes"}


def test_a_days_files_are_counted_by_number_and_by_size(sqlite_db: Database) -> None:
    world = World(sqlite_db)
    who, now = world.stranger().person, world.now
    with sqlite_db.write() as conn:
        assert uploads.has_room(conn, who, uploads.MOST_BYTES, now)
        uploads.note(conn, who, 1, now)
        assert not uploads.has_room(conn, who, uploads.MOST_BYTES, now)
        assert uploads.has_room(conn, who, uploads.MOST_BYTES, now + uploads.DAY)
        for _ in range(uploads.MOST_FILES - 1):
            uploads.note(conn, who, 1, now)
        assert not uploads.has_room(conn, who, 1, now)
        assert uploads.has_room(conn, who + 1, 1, now)
