"""Updates wait out an absent database, and those that cannot be applied are put aside."""

import asyncio
import threading
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError, OperationalError

from bot.bell import Bell
from bot.host import dispatcher
from bot.host.applied import Applied
from bot.host.dispatcher import Dispatcher, Hooks
from bot.host.job import Job, Ready
from bot.incoming import Ignored
from dti_core import correlation
from dti_core.campaign.inbox import Stored

NOW = datetime(2026, 11, 22, tzinfo=UTC)
AWAY = OperationalError("select", {}, OSError("away"))
BROKEN = IntegrityError("insert", {}, ValueError("broken"))


def job(number: int, key: str = "lan", attempts: int = 0) -> Job:
    return Job(Stored(number, "telegram", "1", key, "{}", NOW, attempts), None)


class FakeHost:
    """Holds jobs in memory; `troubles` are raised by the next tries of an update."""

    def __init__(self, *jobs: Job, newest: int = 0) -> None:
        self.jobs = list(jobs)
        self.newest = newest
        self.troubles: dict[int, list[Exception]] = {}
        self.counts: dict[int, int] = {job.row.id: job.row.attempts for job in jobs}
        self.applied: list[int] = []
        self.aside: list[int] = []
        self.lock = threading.Lock()

    def newest_id(self) -> int:
        return self.newest

    def waiting_keys(self, limit: int) -> list[str]:
        with self.lock:
            return list(dict.fromkeys(job.row.key for job in self.jobs))[:limit]

    def next_job(self, key: str) -> Job | None:
        with self.lock:
            return next((job for job in self.jobs if job.row.key == key), None)

    def apply(self, ready: Ready) -> Applied:
        troubles = self.troubles.get(ready.row.id, [])
        if troubles:
            raise troubles.pop(0)
        self._remove(ready.row.id)
        self.applied.append(ready.row.id)
        return Applied(replies=True, points=True, callback="99", toast="✓")

    def note_attempt(self, job: Job, _why: str) -> int:
        self.counts[job.row.id] += 1
        return self.counts[job.row.id]

    def quarantine(self, job: Job, _why: str, _incoming: object) -> Applied:
        self._remove(job.row.id)
        self.aside.append(job.row.id)
        return Applied()

    def _remove(self, number: int) -> None:
        with self.lock:
            self.jobs = [job for job in self.jobs if job.row.id != number]


class FakePreparation:
    """Nothing to prepare."""

    def meaning(self, job: Job) -> Ignored:
        return Ignored(str(job.row.id))

    async def __call__(self, job: Job, _in_thread: object) -> Ready:
        return Ready(job.row, self.meaning(job))


def dispatch(host: FakeHost, preparation: object | None = None) -> list[str]:
    """Run a dispatcher until nothing waits; what it told its neighbours."""
    told: list[str] = []

    async def work() -> None:
        hooks = Hooks(
            lambda: told.append("replied"), lambda: told.append("wake"), lambda *what: told.append(f"{what}")
        )
        parts: Any = (host, preparation or FakePreparation())
        task = asyncio.create_task(Dispatcher(*parts, hooks, Bell()).run())
        async with asyncio.timeout(10):
            while host.jobs:
                await asyncio.sleep(0.01)
        task.cancel()
        await asyncio.wait([task])

    asyncio.run(work())
    return told


def test_updates_of_one_conversation_are_applied_in_order() -> None:
    host = FakeHost(job(1), job(2, "minh"), job(3), job(4))
    dispatch(host)
    assert [number for number in host.applied if number != 2] == [1, 3, 4]
    assert 2 in host.applied


class Naming(FakeHost):
    """Notes under which name each update is applied."""

    def __init__(self, *jobs: Job) -> None:
        super().__init__(*jobs)
        self.names: dict[int, str | None] = {}

    def apply(self, ready: Ready) -> Applied:
        self.names[ready.row.id] = correlation.current()
        return super().apply(ready)


def test_every_update_is_applied_under_its_own_name_also_in_the_threads() -> None:
    host = Naming(job(1), job(2, "minh"), job(3))
    dispatch(host)
    assert host.names == {1: "u1", 2: "u2", 3: "u3"}


def test_after_the_commit_sender_worker_and_button_are_told() -> None:
    told = dispatch(FakeHost(job(1)))
    assert told[-3:] == ["replied", "wake", "('99', '✓')"]


def test_at_the_start_sender_and_worker_are_woken_for_what_was_left() -> None:
    assert dispatch(FakeHost(job(1)))[:2] == ["wake", "replied"]


def test_an_absent_database_is_waited_for_and_held_against_no_update() -> None:
    host = FakeHost(job(1))
    host.troubles[1] = [AWAY, AWAY, AWAY]
    dispatch(host)
    assert (host.applied, host.counts[1]) == ([1], 0)


def test_an_outage_is_waited_for_however_long_it_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []

    async def no_pause(seconds: float) -> None:
        pauses.append(seconds)

    monkeypatch.setattr(dispatcher, "pause", no_pause)
    host = FakeHost(job(1))
    host.troubles[1] = [AWAY] * 100
    dispatch(host)
    assert (host.applied, host.aside, host.counts[1]) == ([1], [], 0)
    assert max(pauses) == 5.0


@pytest.mark.parametrize("trouble", [ValueError("poison"), BROKEN])
def test_an_update_that_fails_three_times_is_put_aside_and_the_next_goes_on(trouble: Exception) -> None:
    host = FakeHost(job(1), job(2))
    host.troubles[1] = [trouble] * 3
    dispatch(host)
    assert (host.aside, host.applied) == ([1], [2])


def test_an_update_that_fails_twice_is_applied_in_the_end() -> None:
    host = FakeHost(job(1))
    host.troubles[1] = [ValueError("x")] * 2
    dispatch(host)
    assert host.applied == [1]


def test_what_was_left_by_a_crash_is_counted_before_it_is_tried() -> None:
    host = FakeHost(job(1), job(2), newest=1)
    dispatch(host)
    assert host.applied == [1, 2]
    assert host.counts == {1: 1, 2: 0}


def test_what_killed_the_process_six_times_is_not_tried_again() -> None:
    host = FakeHost(job(1, attempts=6), job(2), newest=2)
    dispatch(host)
    assert (host.aside, host.applied) == ([1], [2])


def test_a_process_killed_by_others_three_times_is_held_against_no_update() -> None:
    host = FakeHost(job(1, attempts=3), newest=1)
    dispatch(host)
    assert (host.aside, host.applied) == ([], [1])


def test_after_a_crash_a_question_on_its_way_to_one_person_holds_up_nobody_else() -> None:
    class Waiting(FakePreparation):
        async def __call__(self, job: Job, in_thread: object) -> Ready:
            while job.row.key == "lan" and 2 not in host.applied:
                await asyncio.sleep(0.01)
            return await super().__call__(job, in_thread)

    host = FakeHost(job(1), job(2, "minh"), newest=2)
    dispatch(host, Waiting())
    assert host.applied == [2, 1]


def test_after_a_crash_only_the_update_in_hand_is_counted() -> None:
    class Watching(FakeHost):
        def apply(self, ready: Ready) -> Applied:
            seen.append((ready.row.id, dict(self.counts)))
            return super().apply(ready)

    seen: list[tuple[int, dict[int, int]]] = []
    dispatch(Watching(job(1), job(2, "minh"), job(3, "hoa"), newest=3))
    assert len(seen) == 3
    for place, (_, counts) in enumerate(seen, 1):
        assert sum(counts.values()) == place, "what waits for its turn was counted too"
