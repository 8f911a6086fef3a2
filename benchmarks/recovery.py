"""After a kill -9: seconds until every score is right again, in a running demo.

All units are marked as changed; a moment after a worker has taken some of them, one worker or both are
killed, or the Redis-compatible server is. What is measured goes from the kill to the last score.
"""

import os
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing

from benchmarks.demo import Running, running
from benchmarks.figures import Figure, quantile

ROUNDS = 5
PATIENCE = 60.0
LOOK_SECONDS = 0.002
REST_SECONDS = 12.0
"""Between two rounds: who dies twice within ten seconds is started again ever more slowly."""
WORKER_LIMIT, REDIS_LIMIT = 5.0, 10.0
BEHIND = "SELECT count(*) FROM enrolment WHERE wanted_version > scored_version"
TAKEN = f"{BEHIND} AND claimed_until IS NOT NULL"


def run() -> list[Figure]:
    """Median and longest, against what we promise."""
    with running() as demo:
        _wait(lambda: _count(demo, BEHIND) == 0)
        one = [_round(demo, _kill_one_worker) for _ in range(ROUNDS)]
        workers = [_round(demo, _kill_workers) for _ in range(ROUNDS)]
        queue = [_round(demo, _kill_queue) for _ in range(ROUNDS)]
    return [
        *_figures("one of two workers killed in the middle of a job", one, WORKER_LIMIT),
        *_figures("both workers killed at once, so that one has to start first", workers, None),
        *_figures("Redis killed with everything it knew", queue, REDIS_LIMIT),
    ]


def _figures(name: str, seconds: list[float], limit: float | None) -> list[Figure]:
    return [
        Figure(f"{name}, median of {len(seconds)}", quantile(seconds, 0.5), "s"),
        Figure(f"{name}, longest", max(seconds), "s", limit),
    ]


def _round(demo: Running, kill: Callable[[Running], None]) -> float:
    time.sleep(REST_SECONDS)
    _change_everything(demo)
    kill(demo)
    begun = time.monotonic()
    _wait(lambda: _count(demo, BEHIND) == 0)
    return time.monotonic() - begun


def _kill_workers(demo: Running) -> None:
    """All of them, in the middle: the one at work cannot be told from outside."""
    _wait(lambda: _count(demo, TAKEN) > 0)
    for pid in _children(demo, "dti.main worker"):
        os.kill(pid, signal.SIGKILL)


def _kill_one_worker(demo: Running) -> None:
    """The one that uses the processor."""
    workers = list(_children(demo, "dti.main worker"))
    before = {pid: _ticks(pid) for pid in workers}
    _wait(lambda: _count(demo, TAKEN) > 0 and any(_ticks(pid) > before[pid] for pid in workers))
    os.kill(max(workers, key=lambda pid: _ticks(pid) - before[pid]), signal.SIGKILL)


def _ticks(pid: int) -> int:
    """Hundredths of a second that a process has worked."""
    with open(f"/proc/{pid}/stat") as stat:  # noqa: PTH123 – read hundreds of times a second
        fields = stat.read().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def _kill_queue(demo: Running) -> None:
    for pid in _children(demo, "valkey-server"):
        os.kill(pid, signal.SIGKILL)


def _children(demo: Running, name: str) -> Iterator[int]:
    listing = subprocess.run(
        ["ps", "-ww", "-o", "pid=,args=", "--ppid", str(demo.supervisor)],
        capture_output=True,
        text=True,
        check=True,
    )
    for line in listing.stdout.splitlines():
        pid, _, command = line.strip().partition(" ")
        if name in command:
            yield int(pid)


def _change_everything(demo: Running) -> None:
    with closing(sqlite3.connect(demo.database, timeout=30)) as connection, connection:
        connection.execute("UPDATE enrolment SET wanted_version = wanted_version + 1")


def _count(demo: Running, query: str) -> int:
    with closing(sqlite3.connect(demo.database, timeout=30)) as connection:
        return int(connection.execute(query).fetchone()[0])


def _wait(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > end:
            raise TimeoutError(f"not within {PATIENCE:g} s")
        time.sleep(LOOK_SECONDS)
