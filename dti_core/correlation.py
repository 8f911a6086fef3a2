"""What is being worked on: the update that caused it, named in every log line from its arrival to the score.

An update is called `u` and its number in the inbox. Whatever it leaves behind for later (a score to compute,
a message to send, a task) keeps that name in its row, so that another process goes on under it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_current: ContextVar[str | None] = ContextVar("correlation", default=None)


def current() -> str | None:
    """The cause of what is being done; None outside."""
    return _current.get()


def of_update(number: int) -> str:
    """The name of a stored update."""
    return f"u{number}"


@contextmanager
def following(cause: str | None) -> Iterator[None]:
    """Work under this cause; in a thread of its own, take the context along (`contextvars.copy_context`)."""
    token = _current.set(cause)
    try:
        yield
    finally:
        _current.reset(token)
