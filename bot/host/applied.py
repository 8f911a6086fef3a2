"""What applying one update left to do after the commit."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Applied:
    """`replies`: something is in the outbox; `points`: something may have to be computed anew.

    `work`: a worker may have been given a task.
    `callback` and `toast`: the pressed button to acknowledge, and with what words.
    """

    replies: bool = False
    points: bool = False
    work: bool = False
    callback: str | None = None
    toast: str | None = None
