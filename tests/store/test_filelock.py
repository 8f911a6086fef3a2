"""The queue of writers: one at a time, and the system lets go for those who die."""

import subprocess
import sys
import threading
from pathlib import Path

from dti_core.store.filelock import FileLock

HOLDER = """
import sys, time
from pathlib import Path
from dti_core.store.filelock import FileLock
with FileLock(Path(sys.argv[1])).held():
    print("held", flush=True)
    time.sleep(60)
"""


def wait_for(lock: FileLock) -> tuple[threading.Thread, threading.Event]:
    """Somebody who wants the lock, and the moment they had it."""
    had = threading.Event()

    def take() -> None:
        with lock.held():
            had.set()

    thread = threading.Thread(target=take)
    thread.start()
    return thread, had


def test_a_second_holder_waits_within_a_process_and_between_two(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    first = FileLock(path)
    for second in (first, FileLock(path)):
        with first.held():
            thread, had = wait_for(second)
            assert not had.wait(0.1)
        thread.join(10)
        assert had.is_set()


def test_the_lock_of_a_killed_process_is_free(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    argv = [sys.executable, "-c", HOLDER, str(path)]
    with subprocess.Popen(argv, cwd=Path(__file__).parents[2], stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        thread, had = wait_for(FileLock(path))
        assert not had.wait(0.1)
        holder.kill()
        thread.join(10)
    assert had.is_set()


def test_an_exception_lets_go(tmp_path: Path) -> None:
    lock = FileLock(tmp_path / "lock")
    try:
        with lock.held():
            raise ZeroDivisionError
    except ZeroDivisionError:
        pass
    with lock.held():
        assert (tmp_path / "lock").stat().st_mode & 0o777 == 0o600
