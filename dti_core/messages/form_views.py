"""A filled-in workbook against what is stored, line by line: plain values, told by the texts."""

import zlib
from dataclasses import dataclass
from typing import Literal

Status = Literal["new", "changed", "same", "conflict", "refused"]
Side = Literal["file", "system"]


@dataclass(frozen=True)
class Line:
    """One thing that a book says. `stamp`: what the system held then; a decision holds only as long as that.

    `cause` and `fix` are told where it is refused; `since` where the system's value is newer than the book.
    """

    id: str
    label: str
    place: str
    status: Status
    theirs: str
    ours: str | None = None
    since: str = ""
    stamp: str = ""
    cause: str = ""
    fix: str = ""

    @property
    def mark(self) -> str:
        """A short name that fits on a button."""
        return f"{zlib.crc32(self.id.encode()):08x}"


@dataclass(frozen=True)
class Comparison:
    """A whole book: what it is, and every line of it that says something."""

    title: str
    lines: tuple[Line, ...]
    remarks: tuple[str, ...] = ()
    needs_paper: bool = False
    """Whether the unit's document, from which it is typed in, has still to be named."""

    def having(self, *wanted: Status) -> tuple[Line, ...]:
        """The lines of these kinds, in the order of the book."""
        return tuple(line for line in self.lines if line.status in wanted)

    @property
    def digest(self) -> str:
        """A short mark of what would be done: another one means that something moved meanwhile."""
        told = [
            f"{one.id}\x1f{one.status}\x1f{one.theirs}\x1f{one.ours}"
            for one in self.having("new", "changed", "conflict")
        ]
        return f"{zlib.crc32(chr(30).join(told).encode()):08x}"
