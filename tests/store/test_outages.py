"""Who is to blame for a failed transaction."""

import sqlite3
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import insert
from sqlalchemy.exc import DBAPIError, IntegrityError, InternalError, OperationalError

from dti_core.store import tables as t
from dti_core.store.database import Database
from dti_core.store.outages import is_outage, may_pass


def raised(db: Database, statement: str) -> DBAPIError:
    with pytest.raises(DBAPIError) as caught, db.write() as conn:
        conn.exec_driver_sql(statement)
    return caught.value


def test_a_full_database_is_an_outage_that_ends_when_there_is_room_again(own_sqlite_db: Database) -> None:
    with own_sqlite_db.write() as conn:
        pages = conn.exec_driver_sql("PRAGMA page_count").scalar_one()
        conn.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    big = {"slug": "a", "name": "x" * 1_000_000}
    with pytest.raises(OperationalError, match="full") as caught, own_sqlite_db.write() as conn:
        conn.execute(insert(t.unit), big)
    assert is_outage(caught.value)
    with own_sqlite_db.write() as conn:
        conn.exec_driver_sql("PRAGMA max_page_count = 1000000")
        conn.execute(insert(t.unit), big)


def test_a_lock_file_that_cannot_be_opened_fails_the_transaction_like_the_database_would(
    own_sqlite_db: Database, tmp_path: Path
) -> None:
    lock = tmp_path / "dti.db.lock"
    lock.unlink(missing_ok=True)
    lock.mkdir()
    with pytest.raises(OperationalError) as caught, own_sqlite_db.write():
        raise AssertionError("nobody may write without the lock")
    assert is_outage(caught.value)
    lock.rmdir()
    with own_sqlite_db.write() as conn:
        conn.execute(insert(t.unit), {"slug": "a", "name": "a"})


def test_another_writer_that_does_not_let_go_is_an_outage(own_sqlite_db: Database, tmp_path: Path) -> None:
    with own_sqlite_db.write() as conn:
        conn.exec_driver_sql("PRAGMA busy_timeout = 10")
    other = sqlite3.connect(tmp_path / "dti.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert is_outage(raised(own_sqlite_db, "SELECT 1"))
    other.close()


def test_what_is_wrong_with_the_statement_itself_is_no_outage(db: Database) -> None:
    assert not is_outage(raised(db, "SELECT nonsense"))
    with pytest.raises(IntegrityError) as caught, db.write() as conn:
        conn.execute(insert(t.unit), [{"slug": "a", "name": "a"}] * 2)
    assert not is_outage(caught.value) and not may_pass(caught.value)
    assert not is_outage(ValueError("no database at all"))


@pytest.mark.parametrize(
    "error",
    [
        psycopg.errors.TooManyConnections("sorry, too many clients already"),
        psycopg.errors.AdminShutdown("terminating connection"),
        psycopg.errors.CannotConnectNow("the database system is starting up"),
        psycopg.errors.DiskFull("could not extend file"),
        psycopg.OperationalError("connection refused"),
    ],
)
def test_a_server_in_trouble_is_an_outage(error: Exception) -> None:
    assert is_outage(OperationalError("select", {}, error))


@pytest.mark.parametrize(
    "error", [psycopg.errors.ReadOnlySqlTransaction(""), psycopg.errors.IdleInTransactionSessionTimeout("")]
)
def test_so_is_what_the_driver_files_under_internal_errors(error: Exception) -> None:
    wrapped = InternalError("select", {}, error)
    assert is_outage(wrapped) and may_pass(wrapped)


def test_a_deadlock_may_pass_but_is_not_waited_for_without_end() -> None:
    error = OperationalError("select", {}, psycopg.errors.DeadlockDetected(""))
    assert may_pass(error) and not is_outage(error)
