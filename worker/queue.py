"""Wake-ups: "there is work in the database", said to the workers through RQ.

Redis is never the truth. The work itself stands in SQL; a wake-up that is lost costs seconds, until the
sweeper asks again. So that a burst of answers causes one job and not hundreds, a wake-up first raises a flag;
who raises it anew puts one job on the queue. The job takes the flag down when it *starts*: a later wake-up
then causes one further job, so no answer falls between two runs.
"""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry
from rq import Queue
from rq.serializers import JSONSerializer

from dti_core import troubles

log = logging.getLogger(__name__)

QUEUE = "dti"  # exactly one: only then RQ moves a job in one step, and a crash cannot lose it between two
FLAG_SECONDS = 30
JOB_SECONDS = 60  # the longest that a job may run
FAILED_JOB_SECONDS = 3600


def connect(url: str) -> "Redis":
    """Connect for asking (not for a worker that waits): short time limits, one immediate new try."""
    retry = Retry(NoBackoff(), 1)
    return Redis.from_url(url, socket_connect_timeout=0.5, socket_timeout=1.0, retry=retry)


def queue_on(connection: "Redis", **settings: Any) -> Queue:
    """Give our one queue. Its jobs are JSON: names and ids, never code."""
    return Queue(QUEUE, connection=connection, serializer=JSONSerializer, **settings)


def flag_of(job: str) -> str:
    """Name the Redis key that says "a `job` is queued and has not started"."""
    return f"dti:wake:{job}"


@dataclass(frozen=True)
class Wakeups:
    """Asks the workers for one kind of job. Every method may raise `RedisError`."""

    connection: "Redis"
    job: str = "drain"

    def ask(self) -> bool:
        """Make sure that a job will start from now on; True when this call queued it."""
        job_id = f"{self.job}-{uuid4().hex}"
        if not self.connection.set(flag_of(self.job), job_id, nx=True, ex=FLAG_SECONDS):
            return False
        queue_on(self.connection).enqueue_call(
            self.job,
            timeout=JOB_SECONDS,
            result_ttl=0,
            failure_ttl=FAILED_JOB_SECONDS,
            job_id=job_id,
            description=self.job,
        )
        return True

    def lost(self) -> str | None:
        """Give the id of the job whose flag is up though it is on no queue (just taken, or lost for good)."""
        flag = self.connection.get(flag_of(self.job))
        if not isinstance(flag, bytes):
            return None
        queued = self.connection.lpos(queue_on(self.connection).key, flag.decode())
        return flag.decode() if queued is None else None

    def ask_again(self) -> bool:
        """Ask although the flag is up, because its job is lost."""
        self.connection.delete(flag_of(self.job))
        return self.ask()


class Waker:
    """`wake()` returns at once, whatever Redis does (it is on the answer path); a thread does the asking."""

    def __init__(self, ask: Callable[[], object]) -> None:
        self._ask = ask
        self._news = threading.Event()
        self._wanted = False
        self._closing = False
        self._failing = False
        self._thread = threading.Thread(target=self._run, name="waker", daemon=True)
        self._thread.start()

    def wake(self) -> None:
        """Say that there is work. Never blocks, never raises."""
        self._wanted = True
        self._news.set()

    def close(self, patience: float = 2.0) -> None:
        """Ask for what is still wanted and end the thread; give up after `patience` seconds."""
        self._closing = True
        self._news.set()
        self._thread.join(patience)

    def _run(self) -> None:
        while not self._closing:
            self._news.wait()
            self._news.clear()
            if self._wanted:
                self._wanted = False
                self._try()

    def _try(self) -> None:
        try:
            self._ask()
        except (RedisError, OSError) as problem:
            troubles.note("queue_silent", True)
            if not self._failing:
                log.warning("workers cannot be woken, the sweeper will do it: %s", type(problem).__name__)
            self._failing = True
        else:
            self._failing = False
            troubles.note("queue_silent", False)


def waker(url: str, job: str = "drain") -> Waker:
    """Build the waker for one kind of job on the server at `url`."""
    return Waker(Wakeups(connect(url), job).ask)
