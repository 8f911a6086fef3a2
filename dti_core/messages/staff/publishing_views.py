"""What there is to publish, and what was published: plain values for chat, command line and book."""

from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction


@dataclass(frozen=True)
class Line:
    """One unit in the ranking; `rank` None for a volunteer."""

    enrolment: int
    slug: str
    name: str
    rank: int | None
    points: Fraction
    score: Fraction
    attainable: Fraction
    closed: bool = False
    """It never handed in: scored on what was stored."""


@dataclass(frozen=True)
class Table:
    """A ranking group, best first, volunteers last. `mean`: the headline is a mean, told beside."""

    framework: str
    framework_title: str
    group: str
    title: str
    maximum: Fraction
    mean: bool
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Decision:
    """The decision under which results are published."""

    number: str
    date: date


@dataclass(frozen=True)
class Outlook:
    """What publishing would mean now, or what still stands in its way."""

    title: str
    time_zone: str
    tables: tuple[Table, ...]
    mark: str
    """A digest of these results: a confirmation holds for exactly what was looked at."""
    undecided: tuple[tuple[str, str], ...] = ()
    """Units (name, state) that the council has not decided."""
    contested: tuple[str, ...] = ()
    """Units with a contested score that nobody has decided."""
    computing: int = 0
    """Units whose points are still being computed."""
    people: int = 0
    """Contacts who will be told."""
    unreached: tuple[str, ...] = ()
    """Units none of whose contacts can be told in chat."""
    published: "Published | None" = None

    @property
    def ready(self) -> bool:
        """Whether it can be published now."""
        units = any(table.lines for table in self.tables)
        return units and self.published is None and not (self.undecided or self.contested or self.computing)


@dataclass(frozen=True)
class Published:
    """A publication as it was frozen."""

    decision: Decision
    checksum: str
    at: datetime
    units: int
    people: int = 0
    tables: tuple[Table, ...] = field(default=())
