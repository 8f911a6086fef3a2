"""The Redis-compatible server: it answers, refuses strangers, throws nothing away, and is not clogged."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit, urlunsplit

from redis.exceptions import AuthenticationError, RedisError, ResponseError

from dti.doctor import texts
from dti.doctor.finding import Finding, judged
from dti.settings import Settings

if TYPE_CHECKING:
    from redis import Redis

LONGEST = 100
"""Jobs waiting; wake-ups coalesce, so more than a handful means that nobody takes them."""


def examine(settings: Settings) -> Iterator[Finding]:
    """Ask the server itself."""
    from worker.queue import connect, queue_on

    if settings.redis_url is None:
        yield Finding("queue.answers", None, texts.QUEUE_EMBEDDED)
        return
    try:
        connection = connect(settings.redis_url)
        connection.ping()
        yield Finding("queue.answers", True, texts.QUEUE_ANSWERS)
        yield _policy(connection)
        yield _password(settings.redis_url)
        waiting = queue_on(connection).count
        yield judged("queue.length", waiting <= LONGEST, texts.queued(waiting), texts.clogged(waiting))
    except RedisError as error:
        refused = isinstance(error, AuthenticationError | ResponseError)
        yield Finding("queue.answers", False, *(texts.QUEUE_REFUSED if refused else texts.QUEUE_SILENT))


def _policy(connection: "Redis") -> Finding:
    """A server that evicts keys would lose wake-ups at the worst moment."""
    told = cast("dict[str, object]", connection.info("memory")).get("maxmemory_policy", "noeviction")
    return judged("queue.policy", told == "noeviction", texts.POLICY_WELL, texts.policy(str(told)))


def _password(url: str) -> Finding:
    """Whoever reaches the server without a password could queue and read jobs."""
    from worker.queue import connect

    parts = urlsplit(url)
    stranger = urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
    try:
        connect(stranger).ping()
    except RedisError:
        return Finding("queue.password", True, texts.PASSWORD_WELL)
    return Finding("queue.password", False, *texts.NO_PASSWORD)
