"""A right that only one process holds at a time; on both databases."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta

from bot.holder import is_dead, myself
from dti_core.campaign import leases
from dti_core.campaign.leases import Lease
from dti_core.store.database import Database

T = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
TTL = timedelta(seconds=10)


def acquire(db: Database, holder: str, at: datetime = T, *, dead: bool = False) -> Lease | None:
    with db.write() as conn:
        return leases.acquire(conn, "sender:telegram:1", holder, at, TTL, lambda _: dead)


def holds(db: Database, lease: Lease | None) -> bool:
    assert lease is not None
    with db.write() as conn:
        return leases.still_held(conn, lease)


def test_a_second_process_has_to_wait(db: Database) -> None:
    assert acquire(db, "a") is not None
    assert acquire(db, "b", T + timedelta(seconds=9)) is None


def test_a_right_that_ran_out_goes_to_the_next_and_its_old_holder_cannot_write(db: Database) -> None:
    old = acquire(db, "a")
    new = acquire(db, "b", T + timedelta(seconds=10))
    assert not holds(db, old)
    assert holds(db, new)
    with db.write() as conn:
        assert old is not None
        assert not leases.renew(conn, old, T + timedelta(seconds=11), TTL)


def test_renewing_keeps_others_out(db: Database) -> None:
    held = acquire(db, "a")
    with db.write() as conn:
        assert held is not None
        assert leases.renew(conn, held, T + timedelta(seconds=8), TTL)
    assert acquire(db, "b", T + timedelta(seconds=15)) is None


def test_the_right_of_a_dead_process_need_not_be_waited_for(db: Database) -> None:
    acquire(db, "a")
    assert acquire(db, "b", dead=True) is not None


def test_a_right_given_back_is_free_at_once(db: Database) -> None:
    held = acquire(db, "a")
    with db.write() as conn:
        assert held is not None
        leases.release(conn, held, T)
    assert acquire(db, "b") is not None


def test_a_process_is_known_to_be_dead_only_on_this_machine() -> None:
    child = subprocess.Popen([sys.executable, "-c", "pass"])
    machine = myself().rpartition("/")[0]
    child.wait()
    assert is_dead(f"{machine}/{child.pid}")
    assert not is_dead(f"{machine}/{os.getppid()}")
    assert not is_dead(f"another/{child.pid}")
    assert not is_dead("nonsense")


def test_a_killed_process_that_nobody_has_looked_at_yet_is_dead_too() -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as child:
        holder = f"{myself().rpartition('/')[0]}/{child.pid}"
        assert not is_dead(holder)
        child.kill()
        os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
        assert is_dead(holder)
