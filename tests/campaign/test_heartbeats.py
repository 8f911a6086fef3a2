"""Every process shows that it lives, what troubles it and what it counted."""

import time
from datetime import timedelta

import pytest

from bot.holder import myself
from dti import pulse
from dti.pulse import beating
from dti_core import figures, troubles
from dti_core.campaign import heartbeats
from dti_core.campaign.heartbeats import ALIVE, Sign
from dti_core.store.database import Database
from tests.campaign.world import NOW


def test_a_later_sign_replaces_the_earlier_one(db: Database) -> None:
    sign = Sign("m/1", "worker", NOW, "1")
    with db.write() as conn:
        heartbeats.beat(conn, sign, NOW)
        heartbeats.beat(conn, Sign("m/1", "worker", NOW, "1", ("queue_silent",), {"counts": {"a": 1}}), NOW)
        heartbeats.beat(conn, Sign("m/2", "bot", NOW, "1"), NOW)
    with db.read() as conn:
        bot, worker = heartbeats.all_of(conn)
    assert (bot.sign.kind, worker.sign.troubles) == ("bot", ("queue_silent",))
    assert worker.sign.figures == {"counts": {"a": 1}}
    assert worker.is_alive(NOW + ALIVE / 2) and not worker.is_alive(NOW + ALIVE)


def test_a_process_that_ended_without_a_word_is_forgotten_after_a_day(db: Database) -> None:
    with db.write() as conn:
        heartbeats.beat(conn, Sign("m/1", "worker", NOW, "1"), NOW)
        heartbeats.beat(conn, Sign("m/2", "worker", NOW, "1"), NOW + timedelta(hours=23))
    with db.read() as conn:
        assert len(heartbeats.all_of(conn)) == 2
    with db.write() as conn:
        heartbeats.beat(conn, Sign("m/2", "worker", NOW, "1"), NOW + timedelta(hours=25))
    with db.read() as conn:
        assert [each.sign.holder for each in heartbeats.all_of(conn)] == ["m/2"]


def test_a_process_beats_while_it_works_and_leaves_no_trace_afterwards(sqlite_db: Database) -> None:
    figures.forget()
    with beating(sqlite_db, "worker", seconds=0.02):
        figures.count("sends", "Delivered")
        troubles.note("queue_silent", True)
        deadline = time.monotonic() + 30
        while not (rows := told(sqlite_db)) or not rows[0].sign.troubles:
            assert time.monotonic() < deadline
            time.sleep(0.02)
    troubles.note("queue_silent", False)
    assert rows[0].sign.holder == myself() and rows[0].sign.figures["counts"] == {"sends:Delivered": 1}
    assert told(sqlite_db) == []


def test_a_database_that_is_held_does_not_hold_up_the_end(
    sqlite_db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pulse, "FAREWELL", 0.2)
    with beating(sqlite_db, "worker", seconds=30):
        wait_for_a_sign(sqlite_db)
        holder = sqlite_db.write()
        holder.__enter__()
    holder.__exit__(None, None, None)
    deadline = time.monotonic() + 30
    while told(sqlite_db):
        assert time.monotonic() < deadline
        time.sleep(0.02)


def wait_for_a_sign(db: Database) -> None:
    deadline = time.monotonic() + 30
    while not told(db):
        assert time.monotonic() < deadline
        time.sleep(0.02)


def told(db: Database) -> list[heartbeats.Process]:
    with db.read() as conn:
        return list(heartbeats.all_of(conn))


def test_durations_fall_into_steps() -> None:
    figures.forget()
    for seconds in (0.005, 0.05, 0.06, 1000.0):
        figures.spread("x", seconds)
    row = figures.taken()["spreads"]["x"]
    assert isinstance(row, list)
    assert row[:3] == [1, 1, 1] and row[len(figures.BOUNDS)] == 1
    assert row[-1] == 4 and abs(row[-2] - 1000.115) < 1e-9
    figures.forget()
