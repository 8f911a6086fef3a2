"""The board as plain values: units against indices, for chat, command line and picture alike."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction
from typing import Literal

Order = Literal["slow", "points"]


@dataclass(frozen=True)
class Pick:
    """What of the board is wanted: a ranking group by its number, a state, the slowest or the best first."""

    group: int | None = None
    status: str | None = None
    order: Order = "slow"


@dataclass(frozen=True)
class Column:
    """An index (or a pillar) with the most points that it can bring; None where none are printed."""

    id: str
    code: str
    title: str
    most: Fraction | None


@dataclass(frozen=True)
class ColumnSet:
    """Columns that fit side by side; `title` where there are several sets."""

    title: str | None
    columns: tuple[Column, ...]


@dataclass(frozen=True)
class Row:
    """One unit. `points` None before the first score; `rank` None for volunteers; `idle`: days since
    somebody of the unit did something (None: never)."""

    enrolment: int
    slug: str
    name: str
    status: str
    joined: bool
    volunteer: bool
    answered: int
    total: int
    points: Fraction | None
    attainable: Fraction | None
    rank: int | None
    active_at: datetime | None
    idle: int | None
    closes_at: datetime
    cells: Mapping[str, Fraction] = field(default_factory=dict)

    @property
    def share(self) -> Fraction:
        """Answered of all, 0…1."""
        return Fraction(self.answered, self.total) if self.total else Fraction(0)


@dataclass(frozen=True)
class Section:
    """A ranking group with what can be shown of it; `number` is its place in the campaign."""

    number: int
    framework: str
    group: str
    title: str
    sets: tuple[ColumnSet, ...]
    rows: tuple[Row, ...]
    units: int
    """How many units the group has, whatever the state that was picked."""


@dataclass(frozen=True)
class Board:
    """A campaign's progress as one member of the staff may see it, at one moment."""

    title: str
    time_zone: str
    closes_at: datetime
    published: bool
    at: datetime
    pick: Pick
    groups: tuple[tuple[int, str], ...]
    """Number and title of every group within reach."""
    counts: Mapping[str, int]
    """Units by state within the picked group, whatever the state that was picked."""
    sections: tuple[Section, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """Every unit that was picked, group after group."""
        return tuple(row for section in self.sections for row in section.rows)


@dataclass(frozen=True)
class Sheet:
    """What one picture shows: some units of a group under one set of columns."""

    section: Section
    columns: ColumnSet
    rows: tuple[Row, ...]
    first: int
    """The place of its first unit among those picked in the group, from 1."""


UNITS_A_SHEET = 20


def sheets(board: Board) -> tuple[Sheet, ...]:
    """The pictures of a board, in order; none where no unit was picked."""
    return tuple(
        Sheet(section, columns, section.rows[start : start + UNITS_A_SHEET], start + 1)
        for section in board.sections
        for columns in section.sets
        for start in range(0, len(section.rows), UNITS_A_SHEET)
    )
