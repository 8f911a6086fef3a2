"""What the council has before it, and what it concluded: plain values for chat, command line and minutes."""

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction


@dataclass(frozen=True)
class Matter:
    """One criterion of one unit that the council has to look at.

    `own`: by the unit's answers alone; `verified`: before the council; `points`: as they stand now.
    """

    enrolment: int
    unit: str
    criterion: str
    name: str
    title: str
    maximum: Fraction
    own: Fraction
    verified: Fraction
    points: Fraction
    reason: str | None
    column: str | None
    contest: str | None
    justification: str | None
    state: str
    decided: bool
    decision: str | None
    stamp: str
    """A digest of all this: a conclusion holds for exactly what was looked at."""

    @property
    def contested(self) -> bool:
        return self.state == "contested"


@dataclass(frozen=True)
class UnitFile:
    """A unit before the council."""

    enrolment: int
    name: str
    state: str
    points: Fraction
    attainable: Fraction
    rank: int | None
    matters: tuple[Matter, ...]

    @property
    def contested(self) -> int:
        return sum(one.contested for one in self.matters)

    @property
    def open(self) -> bool:
        """Whether the council can still conclude on it as a whole."""
        return self.state in ("verified", "closed_unsubmitted")


@dataclass(frozen=True)
class GroupFile:
    """The dossier of a ranking group. `waiting`: units (name, state) that are not verified yet."""

    number: int
    framework: str
    title: str
    units: tuple[UnitFile, ...]
    waiting: tuple[tuple[str, str], ...]

    @property
    def matters(self) -> tuple[Matter, ...]:
        """What has to be looked at, unit after unit, contested first within each."""
        return tuple(
            one for unit in self.units for one in sorted(unit.matters, key=lambda each: not each.contested)
        )


@dataclass(frozen=True)
class Dossier:
    """Everything before the council, as far as somebody reaches."""

    title: str
    coordinator: str
    time_zone: str
    contest_until: datetime | None
    published: bool
    groups: tuple[GroupFile, ...]


@dataclass(frozen=True)
class Meeting:
    """A meeting of the council, as its minutes tell it."""

    day: date
    present: tuple[str, ...]
    place: str | None = None


@dataclass(frozen=True)
class Concluded:
    """A conclusion that was recorded."""

    unit: str
    name: str
    points: Fraction
    changed: bool
    people: int
    """Contacts told at once: only of what they had contested."""


@dataclass(frozen=True)
class Settled:
    """Units that were concluded on as a whole, and those left out because a contest waits."""

    units: tuple[str, ...]
    left: tuple[str, ...]
