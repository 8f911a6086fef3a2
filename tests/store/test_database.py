"""Transactions, snapshots, the queue of writers and the signal, on SQLite and on PostgreSQL alike."""

import os
import subprocess
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select, update
from sqlalchemy.exc import IntegrityError

from dti_core.store import tables as t
from dti_core.store.database import Database
from dti_core.store.schema import migrate
from dti_core.store.sqlite import JOURNAL_BYTES, SqliteBackend

NOW = datetime(2026, 3, 1, 8, tzinfo=UTC)


def add_unit(db: Database, slug: str) -> None:
    with db.write() as conn:
        conn.execute(insert(t.unit), {"slug": slug, "name": slug})


def units(db: Database) -> int:
    with db.read() as conn:
        return conn.execute(select(func.count()).select_from(t.unit)).scalar_one()


def test_what_is_written_is_read(db: Database) -> None:
    add_unit(db, "so-noi-vu")
    assert units(db) == 1


def test_an_exception_rolls_everything_back(db: Database) -> None:
    with pytest.raises(ZeroDivisionError), db.write() as conn:
        conn.execute(insert(t.unit), {"slug": "so-y-te", "name": "Sở Y tế"})
        raise ZeroDivisionError
    assert units(db) == 0
    add_unit(db, "so-y-te")
    assert units(db) == 1


def test_a_row_without_its_parent_is_refused(db: Database) -> None:
    with pytest.raises(IntegrityError), db.write() as conn:
        row = {"channel": "x", "bot": "b", "external_id": "1", "address": "1", "display_name": "A"}
        conn.execute(insert(t.identity), {"person_id": 99, "created_at": NOW, **row})


def test_a_word_outside_the_list_is_refused(db: Database) -> None:
    row = {"channel": "telegram", "bot": "b", "update_id": "1", "conversation_key": "k", "payload": "{}"}
    with pytest.raises(IntegrityError), db.write() as conn:
        conn.execute(insert(t.inbox), {**row, "received_at": NOW, "state": "nowhere"})


def test_times_come_back_with_their_zone_and_naive_ones_are_refused(db: Database) -> None:
    with db.write() as conn:
        conn.execute(insert(t.person), {"name": "An", "created_at": NOW})
    with db.read() as conn:
        assert conn.execute(select(t.person.c.created_at)).scalar_one() == NOW
    with pytest.raises(Exception, match="timezone"), db.write() as conn:
        conn.execute(insert(t.person), {"name": "B", "created_at": NOW.replace(tzinfo=None)})


def test_a_reader_sees_one_moment_while_others_write(db: Database) -> None:
    add_unit(db, "first")
    with db.read() as conn:
        before = conn.execute(select(func.count()).select_from(t.unit)).scalar_one()
        add_unit(db, "second")
        after = conn.execute(select(func.count()).select_from(t.unit)).scalar_one()
    assert (before, after) == (1, 1)
    assert units(db) == 2


def count_up(db: Database, times: int) -> None:
    counter = t.peer_group.c.wanted_version
    for _ in range(times):
        with db.write() as conn:
            value = conn.execute(select(counter).with_for_update()).scalar_one()
            conn.execute(update(t.peer_group).values(wanted_version=value + 1))


@pytest.fixture
def counter(db: Database) -> Database:
    campaign = {"slug": "c", "title": "c", "coordinator": "c", "reference_year": 2025, "opens_at": NOW}
    with db.write() as conn:
        times = {"closes_at": NOW.replace(year=2027), "created_at": NOW}
        (campaign_id,) = conn.execute(insert(t.campaign), {**campaign, **times}).inserted_primary_key or (
            None,
        )
        conn.execute(insert(t.peer_group), {"campaign_id": campaign_id, "framework_id": "f"})
    return db


def counted(db: Database) -> int:
    with db.read() as conn:
        return int(conn.execute(select(t.peer_group.c.wanted_version)).scalar_one())


def test_threads_that_read_and_then_write_lose_nothing(counter: Database) -> None:
    threads = [threading.Thread(target=count_up, args=(counter, 20)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counted(counter) == 80


PROGRAM = """
import sys
from dti_core.store.database import Database
from dti_core.store.schema import migrate
from tests.store.test_database import count_up
count_up(Database(sys.argv[1]), 20)
"""


def test_processes_that_read_and_then_write_lose_nothing(counter: Database) -> None:
    root = Path(__file__).parents[2]
    argv = [sys.executable, "-c", PROGRAM, counter.url]
    processes = [
        subprocess.Popen(argv, cwd=root, env={**os.environ, "PYTHONPATH": str(root)}) for _ in range(3)
    ]
    assert [process.wait(60) for process in processes] == [0, 0, 0]
    assert counted(counter) == 60


def test_a_write_inside_a_write_is_a_programming_error(sqlite_db: Database) -> None:
    with pytest.raises(RuntimeError, match="inside another"), sqlite_db.write(), sqlite_db.write():
        pass
    add_unit(sqlite_db, "still-usable")


def test_the_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'new' / 'dti.db'}")
    migrate(database)
    modes = {path.name: path.stat().st_mode & 0o777 for path in (tmp_path / "new").iterdir()}
    database.close()
    assert set(modes.values()) == {0o600}
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o700


def test_sqlite_is_set_for_safety_and_several_processes(own_sqlite_db: Database) -> None:
    assert isinstance(own_sqlite_db.backend, SqliteBackend)
    names = ("journal_mode", "synchronous", "foreign_keys")
    with own_sqlite_db.write() as conn:
        found = [conn.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in names]
    assert found == ["wal", 2, 1]


def test_a_memory_database_and_another_kind_are_refused() -> None:
    with pytest.raises(ValueError, match="several processes"):
        Database("sqlite://")
    with pytest.raises(ValueError, match="mysql"):
        Database("mysql://localhost/x")


def test_the_signal_is_given_by_anothers_commit(db: Database) -> None:
    signal = db.signal()
    signal.wait(0.01)
    assert signal.wait(0.05) is False
    writer = threading.Timer(0.1, add_unit, (db, "so-y-te"))
    writer.start()
    assert signal.wait(10) is True
    writer.join()
    assert signal.wait(0.05) is False
    signal.close()


def test_a_locked_file_keeps_nobody_from_hearing_later_commits(own_sqlite_db: Database) -> None:
    assert isinstance(own_sqlite_db.backend, SqliteBackend)
    path = own_sqlite_db.backend.path
    hidden = path.with_name("hidden.db")
    path.rename(hidden)
    path.mkdir()
    signal = own_sqlite_db.signal()
    assert signal.wait(0.05) is True, "the caller has to look for itself"
    path.rmdir()
    hidden.rename(path)
    while signal.wait(0.05):
        continue
    add_unit(own_sqlite_db, "a")
    assert signal.wait(30) is True
    signal.close()


def test_a_transaction_that_changed_nothing_gives_no_signal(db: Database) -> None:
    signal = db.signal()
    signal.wait(0.01)
    with db.write() as conn:
        conn.execute(select(t.unit).with_for_update(skip_locked=True)).all()
    assert signal.wait(0.1) is False
    signal.close()


def test_many_commits_are_few_signals_and_then_silence(db: Database) -> None:
    signal = db.signal()
    for number in range(5):
        add_unit(db, f"unit-{number}")
    signals = 0
    while signal.wait(0.4):
        signals += 1
    assert 1 <= signals <= 5
    signal.close()


def test_a_second_door_in_one_process_leaves_the_locks_of_the_first(own_sqlite_db: Database) -> None:
    """Locks of a file belong to the process: closing it anywhere there gives up all of them, and another
    process that leaves then clears the log away under us."""
    assert isinstance(own_sqlite_db.backend, SqliteBackend)
    path = own_sqlite_db.backend.path
    log = path.with_name(path.name + "-wal")
    with own_sqlite_db.write() as conn:
        conn.exec_driver_sql("SELECT 1 FROM campaign")
    with own_sqlite_db.read() as conn:
        conn.exec_driver_sql("SELECT 1 FROM campaign")
    before = log.stat().st_ino
    Database(own_sqlite_db.url).close()
    leave = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('SELECT 1 FROM unit'); c.close()"
    )
    subprocess.run([sys.executable, "-c", leave, str(path)], check=True)
    assert log.exists() and log.stat().st_ino == before


def test_a_journal_that_grew_while_somebody_read_is_cut_back_afterwards(own_sqlite_db: Database) -> None:
    assert isinstance(own_sqlite_db.backend, SqliteBackend)
    journal = Path(f"{own_sqlite_db.backend.path}-wal")
    with own_sqlite_db.read() as held_up:
        held_up.execute(select(t.unit)).all()
        with own_sqlite_db.write() as conn:
            conn.execute(insert(t.unit), {"slug": "long", "name": "x" * 2 * JOURNAL_BYTES})
    assert journal.stat().st_size > JOURNAL_BYTES
    for number in range(3):
        add_unit(own_sqlite_db, f"so-{number}")
    assert journal.stat().st_size <= JOURNAL_BYTES
