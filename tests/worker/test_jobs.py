from pathlib import Path

import pytest
from redis import Redis
from rq import Callback, Queue
from rq.job import Job
from rq.serializers import JSONSerializer

from worker.jobs import ListedJob, UnknownJobError, build
from worker.queue import QUEUE, Wakeups

NAMES: list[str] = []


@pytest.fixture(autouse=True)
def nothing_ran_yet() -> None:
    NAMES.clear()


def run_all(redis: Redis) -> None:
    build(redis, {"drain": lambda: NAMES.append("drain"), "greet": NAMES.append}).work(
        burst=True, logging_level="WARNING"
    )


def queue(redis: Redis) -> Queue:
    """The queue as a stranger with the password would use it."""
    return Queue(QUEUE, connection=redis, serializer=JSONSerializer)


def test_a_job_on_the_list_is_run_with_its_ids(redis: Redis) -> None:
    queue(redis).enqueue("greet", "unit-7")
    run_all(redis)
    assert NAMES == ["unit-7"]


def test_a_function_of_the_library_is_refused_and_forgotten(redis: Redis, tmp_path: Path) -> None:
    queue(redis).enqueue("os.mkdir", str(tmp_path / "made"))
    run_all(redis)
    assert not (tmp_path / "made").exists()
    assert list(redis.scan_iter("rq:job:*")) == []
    assert redis.llen(f"rq:queue:{QUEUE}:intermediate") == 0


def test_even_asked_directly_a_foreign_job_gives_no_function() -> None:
    job = ListedJob.create("os.mkdir", args=("x",), connection=Redis(), serializer=JSONSerializer)
    with pytest.raises(UnknownJobError):
        _ = job.func


def test_callbacks_written_into_a_running_job_from_outside_are_never_looked_up() -> None:
    job = ListedJob.create(
        "greet", connection=Redis(), serializer=JSONSerializer, on_failure=Callback("os.abort")
    )
    assert (job.success_callback, job.failure_callback, job.stopped_callback) == (None, None, None)


@pytest.mark.parametrize("when", ["on_success", "on_failure", "on_stopped"])
def test_a_listed_job_with_a_callback_is_refused(redis: Redis, tmp_path: Path, when: str) -> None:
    made = tmp_path / "made"
    queue(redis).enqueue("greet", str(made), **{when: Callback("os.mkdir")})
    run_all(redis)
    assert NAMES == []
    assert not made.exists()


def test_arguments_other_than_text_ids_are_refused(redis: Redis) -> None:
    queue(redis).enqueue("greet", {"id": 1})
    run_all(redis)
    assert NAMES == []


def test_a_pickled_job_is_refused_without_being_unpickled(redis: Redis, tmp_path: Path) -> None:
    Queue(QUEUE, connection=redis).enqueue("os.mkdir", str(tmp_path / "made"))
    run_all(redis)
    assert not (tmp_path / "made").exists()


def test_refusing_one_job_does_not_hold_up_the_next(redis: Redis) -> None:
    queue(redis).enqueue("os.getcwd")
    Wakeups(redis).ask()
    run_all(redis)
    assert NAMES == ["drain"]


def test_a_job_that_fails_is_kept_for_an_hour_at_most_and_the_next_one_runs(redis: Redis) -> None:
    def fail() -> None:
        raise ZeroDivisionError

    asked = Wakeups(redis)
    asked.ask()
    build(redis, {"drain": fail}).work(burst=True, logging_level="CRITICAL")
    (failed,) = [Job.fetch(i, redis, JSONSerializer) for i in queue(redis).failed_job_registry.get_job_ids()]
    assert 0 < redis.ttl(failed.key) <= 3600
    assert asked.ask(), "the flag of the failed job must not stand in the way"
    run_all(redis)
    assert NAMES == ["drain"]


def test_what_a_failing_job_says_reaches_neither_redis_nor_a_log(
    redis: Redis, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> None:
        raise ValueError("Nguyễn Thị Lan")

    queue(redis).enqueue("fail")
    build(redis, {"fail": fail}).work(burst=True, logging_level="WARNING")
    assert "job fail failed" in caplog.text
    kept = b"".join(redis.dump(key) or b"" for key in redis.scan_iter("*"))
    assert b"Lan" not in kept and "Thị".encode() not in kept
    assert "ValueError" in caplog.text
    assert all("Lan" not in record.getMessage() for record in caplog.records)
