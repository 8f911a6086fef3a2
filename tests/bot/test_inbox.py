"""Updates are stored once, in order, and applied in order per conversation; on both databases."""

from datetime import UTC, datetime, timedelta

from dti_core.campaign import inbox
from dti_core.campaign.inbox import Update
from dti_core.store.database import Database

T = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
LAN, MINH = "telegram:1:7", "telegram:1:8"


def store(db: Database, *updates: tuple[int, str], at: datetime = T) -> None:
    with db.write() as conn:
        inbox.store(conn, "telegram", "1", [Update(str(n), key, f'{{"n": {n}}}') for n, key in updates], at)


def next_id(db: Database, key: str) -> str | None:
    with db.read() as conn:
        row = inbox.next_of(conn, key)
        return row and row.payload


def finish(db: Database, key: str, at: datetime = T) -> None:
    with db.write() as conn:
        row = inbox.next_of(conn, key, lock=True)
        assert row is not None
        inbox.done(conn, row.id, at)


def test_a_repeated_update_changes_nothing(db: Database) -> None:
    store(db, (5, "7"), (6, "7"))
    finish(db, LAN)
    store(db, (5, "7"), (6, "7"), (7, "7"))
    assert next_id(db, LAN) == '{"n": 6}'
    finish(db, LAN)
    finish(db, LAN)
    assert next_id(db, LAN) is None


def test_updates_are_applied_in_order_of_arrival_not_of_their_ids(db: Database) -> None:
    store(db, (900, "7"))
    store(db, (12, "7"))
    assert next_id(db, LAN) == '{"n": 900}'
    finish(db, LAN)
    assert next_id(db, LAN) == '{"n": 12}'


def test_the_longest_waiting_conversation_comes_first(db: Database) -> None:
    store(db, (1, "8"), (2, "7"), (3, "8"))
    with db.read() as conn:
        assert inbox.waiting_keys(conn, "telegram", "1", 10) == [MINH, LAN]
        assert inbox.waiting_keys(conn, "telegram", "2", 10) == []


def test_an_update_that_keeps_failing_is_put_aside_and_the_next_goes_on(db: Database) -> None:
    store(db, (1, "7"), (2, "7"))
    with db.write() as conn:
        row = inbox.next_of(conn, LAN)
        assert row is not None
        counts = [inbox.count_attempt(conn, row.id, "boom") for _ in range(3)]
        inbox.quarantine(conn, row.id, "boom", T)
    assert counts == [1, 2, 3]
    assert next_id(db, LAN) == '{"n": 2}'
    with db.read() as conn:
        assert [(key, why) for _, key, _, why in inbox.quarantined(conn)] == [(LAN, "boom")]


def test_only_what_was_applied_long_ago_is_forgotten(db: Database) -> None:
    store(db, (1, "7"), (2, "7"), (3, "7"))
    finish(db, LAN, T)
    finish(db, LAN, T + timedelta(hours=60))
    with db.write() as conn:
        assert inbox.prune(conn, T + timedelta(hours=73)) == 1
    store(db, (2, "7"), (3, "7"))
    assert next_id(db, LAN) == '{"n": 3}'


def test_an_id_may_come_again_once_its_first_bearer_is_forgotten(db: Database) -> None:
    store(db, (1, "7"))
    finish(db, LAN, T)
    with db.write() as conn:
        inbox.prune(conn, T + timedelta(days=8))
    store(db, (1, "7"))
    assert next_id(db, LAN) == '{"n": 1}'
