import threading
from collections.abc import Iterator

import pytest
from redis import Redis
from redis.exceptions import ConnectionError as RedisAwayError

from tests.worker.waiting import wait_until
from worker.embedded import EmbeddedValkey
from worker.jobs import build
from worker.queue import Waker, Wakeups, connect, flag_of, queue_on


@pytest.fixture
def wakeups(redis: Redis, valkey: EmbeddedValkey) -> Iterator[Wakeups]:
    with connect(valkey.url) as connection:
        yield Wakeups(connection)


class Runs:
    """A job that counts its runs and, in the first one, lets people answer meanwhile."""

    def __init__(self, meanwhile: int = 0, wakeups: Wakeups | None = None) -> None:
        self.count = 0
        self._meanwhile, self._wakeups = meanwhile, wakeups

    def __call__(self) -> None:
        self.count += 1
        for _ in range(self._meanwhile if self.count == 1 else 0):
            assert self._wakeups is not None
            self._wakeups.ask()


def work_off(redis: Redis, job: Runs) -> None:
    build(redis, {"drain": job}).work(burst=True, logging_level="WARNING")


def test_a_hundred_wakeups_before_the_start_cause_one_run(redis: Redis, wakeups: Wakeups) -> None:
    asked = [wakeups.ask() for _ in range(100)]
    work_off(redis, runs := Runs())
    assert (asked.count(True), runs.count) == (1, 1)


def test_many_wakeups_during_a_run_cause_exactly_one_further_run(redis: Redis, wakeups: Wakeups) -> None:
    wakeups.ask()
    work_off(redis, runs := Runs(meanwhile=50, wakeups=wakeups))
    assert runs.count == 2


def test_a_wakeup_after_the_run_causes_a_new_one(redis: Redis, wakeups: Wakeups) -> None:
    runs = Runs()
    for _ in range(3):
        wakeups.ask()
        work_off(redis, runs)
    assert runs.count == 3


def test_a_finished_job_leaves_nothing_behind(redis: Redis, wakeups: Wakeups) -> None:
    wakeups.ask()
    work_off(redis, Runs())
    assert list(redis.scan_iter("rq:job:*")) == []
    assert redis.get(flag_of("drain")) is None


def test_the_flag_expires_by_itself(redis: Redis, wakeups: Wakeups) -> None:
    wakeups.ask()
    assert 0 < redis.ttl(flag_of("drain")) <= 30


def test_a_queued_job_is_not_lost(wakeups: Wakeups) -> None:
    wakeups.ask()
    assert wakeups.lost() is None


def test_a_job_that_vanished_is_lost_and_can_be_asked_for_again(redis: Redis, wakeups: Wakeups) -> None:
    wakeups.ask()
    queue_on(redis).empty()
    assert wakeups.lost() == redis.get(flag_of("drain")).decode()
    assert wakeups.ask_again()
    assert wakeups.lost() is None


def test_without_a_flag_nothing_is_lost(wakeups: Wakeups) -> None:
    assert wakeups.lost() is None


def test_the_waker_asks_in_the_background() -> None:
    asked = threading.Event()
    waker = Waker(asked.set)
    waker.wake()
    assert asked.wait(10)
    waker.close()


def test_waking_returns_while_redis_hangs() -> None:
    release, hanging = threading.Event(), threading.Event()

    def hang() -> None:
        hanging.set()
        release.wait(30)

    waker = Waker(hang)
    waker.wake()
    assert hanging.wait(10)
    for _ in range(1000):
        waker.wake()  # would never return here if it waited for the server
    release.set()
    waker.close()


def test_a_waker_nobody_used_asks_for_nothing() -> None:
    asked: list[int] = []
    Waker(lambda: asked.append(1)).close()
    assert asked == []


def test_redis_away_is_logged_once_and_asked_again_at_the_next_wakeup(
    caplog: pytest.LogCaptureFixture,
) -> None:
    tries: list[int] = []

    def ask() -> None:
        tries.append(len(tries))
        if len(tries) < 3:
            raise RedisAwayError

    waker = Waker(ask)
    for number in range(1, 4):
        waker.wake()
        wait_until(lambda n=number: len(tries) == n, "the waker tries")
    waker.close()
    assert len([r for r in caplog.records if "cannot be woken" in r.message]) == 1


def test_an_address_where_nobody_answers_raises_at_once_instead_of_waiting(
    own_valkey: EmbeddedValkey,
) -> None:
    with connect(own_valkey.url) as connection, pytest.raises(RedisAwayError):
        Wakeups(connection).ask()
