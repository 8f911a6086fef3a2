"""Every figure, read from the database at the moment of the question: it survives restarts and counts all
workers, wherever they run."""

from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version

from prometheus_client import CollectorRegistry
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from redis.exceptions import RedisError
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from dti.metrics.processes import of_processes
from dti_core.campaign import backlog, heartbeats, leases
from dti_core.store.database import Database

COUNTED = {"inbox": "updates", "outbox": "messages", "answer_revision": "answers", "evidence": "evidence"}
STATES = {"inbox": "updates", "outbox": "messages", "task": "tasks"}


def registry(database: Database, redis_url: str | None) -> CollectorRegistry:
    """Ours alone: the exporter's own memory and threads are of no interest."""
    made = CollectorRegistry(auto_describe=False)
    made.register(House(database, redis_url))
    return made


class House(Collector):
    """Asks database and queue anew each time."""

    def __init__(self, database: Database, redis_url: str | None) -> None:
        self._database, self._redis_url = database, redis_url

    def collect(self) -> Iterator[Metric]:
        """All figures; whatever is away is told as such, and the rest stands."""
        yield gauge("dti_info", "The program", {"version": version("dti")}, 1)
        try:
            with self._database.read() as conn:
                found = list(_from_database(conn, datetime.now(UTC)))
        except DBAPIError:
            found = []
        yield gauge("dti_database_up", "Whether the database answers", {}, int(bool(found)))
        yield from found
        yield from self._queue()

    def _queue(self) -> Iterator[Metric]:
        from worker.queue import connect, queue_on

        if self._redis_url is None:
            return
        try:
            waiting: int | None = queue_on(connect(self._redis_url)).count
        except RedisError:
            waiting = None
        yield gauge("dti_queue_up", "Whether the queue answers", {}, int(waiting is not None))
        if waiting is not None:
            yield gauge("dti_queue_jobs", "Jobs waiting in the queue", {}, waiting)


def gauge(name: str, what: str, labels: dict[str, str], value: float) -> Metric:
    """A figure by itself."""
    metric = GaugeMetricFamily(name, what, labels=list(labels))
    metric.add_metric(list(labels.values()), value)
    return metric


def _from_database(conn: Connection, now: datetime) -> Iterator[Metric]:
    yield from _waiting(conn, now)
    yield from _counted(conn)
    yield from of_processes(heartbeats.all_of(conn), now)
    held = GaugeMetricFamily("dti_lease_held", "Whether somebody holds a right", labels=["name"])
    for right in leases.all_of(conn):
        held.add_metric([right.name], int(right.expires_at > now))
    yield held


def _waiting(conn: Connection, now: datetime) -> Iterator[Metric]:
    """Lag: how many wait, and how long the oldest has waited."""
    count = GaugeMetricFamily("dti_waiting", "What waits", labels=["what", "lane"])
    oldest = GaugeMetricFamily("dti_waiting_oldest_seconds", "Since when it waits", labels=["what", "lane"])
    found = {
        ("updates", ""): backlog.unapplied(conn),
        ("scores", ""): backlog.unscored(conn),
        ("tasks", ""): backlog.undone(conn, now),
        ("links", ""): backlog.unlooked(conn, now),
        **{("messages", lane): waiting for lane, waiting in backlog.unsent_by_lane(conn, now).items()},
    }
    for labels, waiting in found.items():
        count.add_metric(labels, waiting.count)
        oldest.add_metric(labels, waiting.seconds(now))
    yield count
    yield oldest


def _counted(conn: Connection) -> Iterator[Metric]:
    total = CounterMetricFamily("dti_stored", "Ever stored", labels=["what"])
    for table, number in backlog.newest(conn).items():
        total.add_metric([COUNTED[table]], number)
    yield total
    states = GaugeMetricFamily("dti_in_state", "What stands in which state", labels=["what", "state"])
    for table, by_state in backlog.counted(conn).items():
        for state, number in by_state.items():
            states.add_metric([STATES[table], state], number)
    yield states
