import os
import signal
import threading
from dataclasses import dataclass, field

import pytest
from redis import Redis
from sqlalchemy.exc import OperationalError

from worker.queue import Wakeups, queue_on
from worker.sweeper import Sweeper, serve_all


@dataclass
class FakeWakeups:
    """Says what it is told to say and remembers what it was asked."""

    lost_ids: list[str | None] = field(default_factory=list)
    queued: bool = False
    asked_again: int = 0
    asked: int = 0

    def ask(self) -> bool:
        self.asked += 1
        return self.queued

    def lost(self) -> str | None:
        return self.lost_ids.pop(0)

    def ask_again(self) -> bool:
        self.asked_again += 1
        return True


def test_without_work_nobody_is_woken() -> None:
    Sweeper(lambda: False, wakeups := FakeWakeups()).sweep()
    assert wakeups.asked == 0


def test_waiting_work_wakes_a_worker() -> None:
    Sweeper(lambda: True, wakeups := FakeWakeups(queued=True)).sweep()
    assert wakeups.asked == 1


def test_a_job_missing_in_two_sweeps_running_is_asked_for_again() -> None:
    sweeper = Sweeper(lambda: True, wakeups := FakeWakeups(lost_ids=["drain-1", "drain-1"]))
    sweeper.sweep()
    assert wakeups.asked_again == 0
    sweeper.sweep()
    assert wakeups.asked_again == 1


@pytest.mark.parametrize("ids", [["drain-1", "drain-2"], ["drain-1", None], ["drain-1", None, "drain-1"]])
def test_a_job_that_was_only_just_taken_is_not_asked_for_again(ids: list[str | None]) -> None:
    sweeper = Sweeper(lambda: True, wakeups := FakeWakeups(lost_ids=[*ids]))
    for _ in ids:
        sweeper.sweep()
    assert wakeups.asked_again == 0


def test_a_suspicion_is_forgotten_once_there_was_no_work() -> None:
    work = iter([True, False, True])
    sweeper = Sweeper(lambda: next(work), wakeups := FakeWakeups(lost_ids=["drain-1", "drain-1"]))
    for _ in range(3):
        sweeper.sweep()
    assert wakeups.asked_again == 0


def test_a_flag_whose_job_vanished_is_repaired_in_two_sweeps(redis: Redis) -> None:
    wakeups = Wakeups(redis)
    wakeups.ask()
    queue_on(redis).empty()
    sweeper = Sweeper(lambda: True, wakeups)
    sweeper.sweep()
    sweeper.sweep()
    assert queue_on(redis).count == 1


def test_a_flushed_redis_is_repaired_by_the_next_sweep(redis: Redis) -> None:
    wakeups = Wakeups(redis)
    wakeups.ask()
    redis.flushall()
    Sweeper(lambda: True, wakeups).sweep()
    assert queue_on(redis).count == 1


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_a_sweeper_that_waits(number: signal.Signals) -> None:
    def is_work_waiting() -> bool:
        os.kill(os.getpid(), number)
        return False

    sweepers = [Sweeper(look, FakeWakeups(), interval=3600) for look in (is_work_waiting, lambda: False)]
    serve_all(sweepers)  # would sit here for an hour


def test_database_and_redis_away_are_waited_for_and_said_once(caplog: pytest.LogCaptureFixture) -> None:
    answers = iter([OperationalError("select", {}, Exception()), ConnectionError(), TimeoutError()])
    done = threading.Event()

    def is_work_waiting() -> bool:
        problem = next(answers, None)
        if problem is not None:
            raise problem
        done.set()
        return False

    sweeper = Sweeper(is_work_waiting, FakeWakeups(), interval=0.001)
    thread = threading.Thread(target=sweeper.run)
    thread.start()
    assert done.wait(10)
    sweeper.stop()
    thread.join(10)
    assert not thread.is_alive()
    assert len([r for r in caplog.records if "cannot sweep" in r.message]) == 1
