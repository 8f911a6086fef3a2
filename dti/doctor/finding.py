"""One line of the report."""

from dataclasses import dataclass
from typing import Literal

Code = Literal[
    "database.answers",
    "database.writable",
    "database.schema",
    "database.clock",
    "updates.lag",
    "updates.quarantined",
    "privacy.overdue",
    "scores.lag",
    "outbox.lag",
    "tasks.lag",
    "links.lag",
    "process.bot",
    "process.worker",
    "process.sweeper",
    "process.web",
    "process.trouble",
    "lease.sender",
    "queue.answers",
    "queue.policy",
    "queue.password",
    "queue.length",
    "bot.token",
    "bot.clock",
    "bot.webhook",
    "disk.space",
    "files.permissions",
    "files.missing",
    "backup.age",
]
"""What is looked at; the operator's book has a paragraph for each."""

SIGNS = {True: "✓", False: "✗", None: "·"}


@dataclass(frozen=True)
class Finding:
    """`well` None: for information only. `todo`: what the operator does about it."""

    code: Code
    well: bool | None
    what: str
    todo: str = ""

    def __str__(self) -> str:
        line = f"{SIGNS[self.well]} {self.what}"
        return f"{line} [{self.code}]\n    → {self.todo}" if self.well is False else line


def judged(code: Code, well: bool, good: str, bad: tuple[str, str]) -> Finding:
    """One of two lines; the bad one says what to do."""
    return Finding(code, True, good) if well else Finding(code, False, *bad)
