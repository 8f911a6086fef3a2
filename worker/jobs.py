"""The worker: takes jobs off our one queue and runs them, if they are on the list of our own jobs.

Whoever can write to Redis could name any function of any library; a JSON serializer alone does not prevent
that. So a job here is a *name* in a table that the front door hands in; nothing is imported because Redis
says so.
"""

import contextlib
import logging
import signal
import time
from collections.abc import Callable, Mapping
from types import FrameType
from typing import Any, ClassVar

from redis import Redis
from redis.exceptions import RedisError
from rq import Queue, SimpleWorker
from rq.exceptions import DeserializationError, StopRequested
from rq.executions import Execution
from rq.job import Job
from rq.serializers import JSONSerializer

from worker.queue import flag_of, queue_on

log = logging.getLogger(__name__)

Jobs = Mapping[str, Callable[..., object]]

WORKER_SECONDS = 20  # life sign of an idle worker; it also sets how long one wait for a job lasts (5 s)
MAINTENANCE_SECONDS = 5
PAUSE = 0.5  # before a worker that RQ gave up is set up anew


class UnknownJobError(Exception):
    """A job that is not on the list, or that brings more than a name and ids."""


class JobFailed(Exception):
    """A job ended with an exception of the named kind; our log says where."""


class ListedJob(Job):
    """A job that can run what is in `table` and nothing else: no imports, no callbacks, no webhooks."""

    table: ClassVar[Jobs] = {}

    @property
    def func(self) -> Callable[..., object]:
        """Look the job up in the table; `UnknownJobError` when it is not there."""
        if not self.is_listed():
            raise UnknownJobError(self.id)
        return self.table[str(self.func_name)]

    def is_listed(self) -> bool:
        """Say whether this is one of ours: a known name and text ids, with nothing to be called later."""
        try:
            name, arguments = self.func_name, [*self.args, *self.kwargs.values()]
        except DeserializationError:
            return False
        extras = (self.instance, self._success_callback_name, self._failure_callback_name)
        plain = not any(extras) and not self._stopped_callback_name and not self.webhooks
        return plain and name in self.table and all(isinstance(argument, str) for argument in arguments)

    success_callback = failure_callback = stopped_callback = property(lambda self: None)

    def send_webhooks(self, *_: Any, **__: Any) -> None:
        """Call nobody."""


class Leave:
    """Whether the process has been told to end.

    Signals only set it: an exception thrown from a handler into a library is too easily swallowed there.
    """

    def __init__(self) -> None:
        self.asked = False

    def listen(self) -> None:
        """Take SIGTERM and SIGINT (main thread only) while no RQ worker does."""
        signal.signal(signal.SIGTERM, self._heard)
        signal.signal(signal.SIGINT, self._heard)

    def _heard(self, _number: int, _frame: FrameType | None) -> None:
        self.asked = True


class JobWorker(SimpleWorker):
    """Runs listed jobs one after the other in this process; comes back soon after Redis was away."""

    max_connection_wait_time = 1.0
    log_result_lifespan = False

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self.leave = Leave()

    def subscribe(self) -> None:
        """Take no commands through Redis: ours come as signals from the supervisor."""

    def request_stop(self, signum: int, frame: FrameType | None) -> None:
        """Remember that the end is wanted, so that nobody sets up a successor."""
        self.leave.asked = True
        super().request_stop(signum, frame)

    def set_shutdown_requested_date(self) -> None:
        """Tell Redis nothing: were it away, telling it would break off the job that is to be finished."""

    def _install_signal_handlers(self) -> None:
        super()._install_signal_handlers()
        if self.leave.asked:  # meanwhile, while this worker was being set up
            raise StopRequested

    def get_heartbeat_ttl(self, job: Job, working_time: float = 0.0) -> int:
        """Seconds after which a started job counts as abandoned: its own time limit and a little more."""
        return int(job.timeout or 0) + 5

    def execute_job(self, job: Job, queue: Queue) -> None:
        """Run a listed job; throw any other away."""
        if isinstance(job, ListedJob) and job.is_listed():
            super().execute_job(job, queue)
            return
        log.error("refused a job that is not ours: %s", job.id)
        self.connection.lrem(queue.intermediate_queue_key, 1, job.id)
        job.delete()

    def perform_job(self, job: Job, queue: Queue, execution: Execution) -> bool:
        """Take the wake flag down, then work: who wakes from here on causes one further job."""
        self.connection.delete(flag_of(str(job.func_name)))
        return super().perform_job(job, queue, execution)


def build(connection: Redis, jobs: Jobs) -> JobWorker:
    """Build a worker for `jobs` on a connection of its own."""
    told = {name: _telling(name, job) for name, job in jobs.items()}
    listed = type("OurJob", (ListedJob,), {"table": told})
    return JobWorker(
        [queue_on(connection, job_class=listed)],
        connection=connection,
        job_class=listed,
        serializer=JSONSerializer,
        worker_ttl=WORKER_SECONDS,
        maintenance_interval=MAINTENANCE_SECONDS,
        log_job_description=False,
    )


def _telling(name: str, job: Callable[..., object]) -> Callable[..., object]:
    """The job, its exceptions logged by us: RQ would put their messages, whatever they quote, into its own
    log lines and into Redis."""

    def run(*ids: str) -> object:
        try:
            return job(*ids)
        except Exception as problem:
            log.exception("job %s failed", name)
            raise JobFailed(type(problem).__qualname__) from None

    return run


def serve(url: str, jobs: Jobs) -> None:
    """Work until SIGTERM or SIGINT; the running job is finished first. Redis may be away as long as it likes.

    RQ gives a worker up when Redis vanishes under a running job; a new one is set up in its place. Call from
    the main thread: signals and time limits need it.
    """
    leave = Leave()
    while not leave.asked:
        leave.listen()
        try:
            _work(url, jobs, leave)
        except (RedisError, OSError) as problem:
            log.warning("no worker without Redis, trying again: %s", type(problem).__name__)
        leave.listen()  # RQ's own handlers stay behind and would only tell a worker that is done
        if not leave.asked:
            time.sleep(PAUSE)


def _work(url: str, jobs: Jobs, leave: Leave) -> None:
    with Redis.from_url(url, socket_connect_timeout=2.0) as connection:
        worker = build(connection, jobs)
        worker.leave = leave
        with contextlib.suppress(StopRequested):
            worker.work(logging_level="WARNING")
