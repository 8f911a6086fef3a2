"""Real worker processes and a real Valkey, killed in the middle."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from redis import Redis

from tests.worker.waiting import lines_of, wait_until
from worker.embedded import EmbeddedValkey
from worker.processes import end, kill_group, spawn
from worker.queue import Wakeups, connect, queue_on
from worker.sweeper import Sweeper

pytestmark = pytest.mark.faults


@contextmanager
def worker_on(url: str, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    argv = [sys.executable, "-m", "tests.worker.recording_worker", url, str(folder)]
    process = spawn(argv, stdout=subprocess.DEVNULL)
    try:
        yield process
    finally:
        kill_group(process)
        process.wait()


@contextmanager
def sweeping(is_work_waiting: Callable[[], bool], url: str) -> Iterator[None]:
    with connect(url) as connection:
        sweeper = Sweeper(is_work_waiting, Wakeups(connection), interval=0.1)
        thread = threading.Thread(target=sweeper.run)
        thread.start()
        try:
            yield
        finally:
            sweeper.stop()
            thread.join()


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "log"


@pytest.fixture
def hold(tmp_path: Path) -> Path:
    (tmp_path / "hold").touch()
    return tmp_path / "hold"


def started(log: Path) -> int:
    return sum(line.startswith("start") for line in lines_of(log))


def ended(log: Path) -> int:
    return lines_of(log).count("end")


def test_a_job_whose_worker_was_killed_is_run_again_by_another(
    redis: Redis, valkey: EmbeddedValkey, tmp_path: Path, log: Path, hold: Path
) -> None:
    with sweeping(lambda: ended(log) == 0, valkey.url):
        with worker_on(valkey.url, tmp_path) as first:
            wait_until(lambda: started(log) == 1, "the first worker starts the job")
            first.kill()
            first.wait()
        hold.unlink()
        with worker_on(valkey.url, tmp_path):
            wait_until(lambda: ended(log) >= 1, "the second worker does the work")


def test_a_job_whose_worker_was_killed_is_taken_over_by_one_that_waits_already(
    redis: Redis, valkey: EmbeddedValkey, tmp_path: Path, log: Path, hold: Path
) -> None:
    with worker_on(valkey.url, tmp_path) as first, worker_on(valkey.url, tmp_path) as second:
        wait_until(lambda: lines_of(log).count("up") == 2, "both workers are up")
        Wakeups(redis).ask()
        wait_until(lambda: started(log) == 1, "one of them starts the job")
        busy = int(next(line for line in lines_of(log) if line.startswith("start")).split()[1])
        victim = first if first.pid == busy else second
        victim.kill()
        hold.unlink()
        with sweeping(lambda: ended(log) == 0, valkey.url):
            wait_until(lambda: ended(log) >= 1, "the other one does the work")


def test_an_idle_worker_goes_on_after_valkey_was_killed_and_came_back(
    own_valkey: EmbeddedValkey, tmp_path: Path, log: Path
) -> None:
    server = own_valkey.start()
    with worker_on(own_valkey.url, tmp_path) as worker:
        with sweeping(lambda: ended(log) == 0, own_valkey.url):
            wait_until(lambda: ended(log) >= 1, "the worker does its first job")
        server.kill()
        server.wait()
        before = ended(log)
        with own_valkey.running(), sweeping(lambda: ended(log) == before, own_valkey.url):
            wait_until(lambda: ended(log) > before, "the same worker does another job")
        assert worker.poll() is None


def test_a_busy_worker_goes_on_after_valkey_was_killed_and_came_back(
    own_valkey: EmbeddedValkey, tmp_path: Path, log: Path, hold: Path
) -> None:
    server = own_valkey.start()
    with worker_on(own_valkey.url, tmp_path) as worker:
        with connect(own_valkey.url) as connection:
            Wakeups(connection).ask()
            wait_until(lambda: started(log) == 1, "the job starts")
        server.kill()
        server.wait()
        hold.unlink()
        wait_until(lambda: ended(log) == 1, "the job ends without Redis")
        with own_valkey.running(), sweeping(lambda: ended(log) == 1, own_valkey.url):
            wait_until(lambda: ended(log) > 1, "the same worker does another job")
        assert worker.poll() is None


def test_a_worker_started_before_redis_waits_for_it(
    own_valkey: EmbeddedValkey, tmp_path: Path, log: Path
) -> None:
    with worker_on(own_valkey.url, tmp_path):
        wait_until(lambda: lines_of(log) == ["up"], "the worker is up")
        with own_valkey.running(), sweeping(lambda: ended(log) == 0, own_valkey.url):
            wait_until(lambda: ended(log) >= 1, "the job is done")


def test_told_to_end_during_a_job_a_worker_finishes_it_first(
    redis: Redis, valkey: EmbeddedValkey, tmp_path: Path, log: Path, hold: Path
) -> None:
    with worker_on(valkey.url, tmp_path) as worker:
        Wakeups(redis).ask()
        wait_until(lambda: started(log) == 1, "the job starts")
        worker.terminate()
        hold.unlink()
        assert worker.wait(10) == 0
    assert ended(log) == 1
    assert queue_on(redis).started_job_registry.count == 0


def test_told_to_end_an_idle_worker_ends(
    redis: Redis, valkey: EmbeddedValkey, tmp_path: Path, log: Path
) -> None:
    with worker_on(valkey.url, tmp_path) as worker:
        Wakeups(redis).ask()
        wait_until(lambda: ended(log) == 1, "it has worked")
        assert end(worker) == 0


def test_told_to_end_a_worker_that_never_found_redis_ends(
    own_valkey: EmbeddedValkey, tmp_path: Path, log: Path
) -> None:
    with worker_on(own_valkey.url, tmp_path) as worker:
        wait_until(lambda: lines_of(log) == ["up"], "the worker is up")
        assert end(worker) in {0, -signal.SIGTERM}, "it may not have come as far as its signal handlers"


@pytest.mark.parametrize("busy", [True, False])
def test_told_to_end_a_worker_that_lost_redis_ends(
    own_valkey: EmbeddedValkey, tmp_path: Path, log: Path, hold: Path, busy: bool
) -> None:
    with own_valkey.running(), worker_on(own_valkey.url, tmp_path) as worker:
        with connect(own_valkey.url) as connection:
            Wakeups(connection).ask()
            wait_until(lambda: started(log) == 1, "it works")
            if not busy:
                hold.unlink()
                wait_until(lambda: not connection.keys("rq:job:*"), "it has worked")
        own_valkey_process_gone(own_valkey)
        worker.terminate()
        hold.unlink(missing_ok=True)
        assert worker.wait(10) == 0
    assert ended(log) == 1


def own_valkey_process_gone(server: EmbeddedValkey) -> None:
    os.kill(int((server.folder / "valkey.pid").read_text()), signal.SIGKILL)
