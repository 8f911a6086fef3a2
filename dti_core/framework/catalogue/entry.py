"""The sentences of one kind of problem."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Entry:
    """What is wrong, why it matters, what to do. `{value}` is what the file says; other names are facts."""

    message: str
    cause: str
    fix: str
