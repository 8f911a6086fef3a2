"""What the screens about next year's campaign are drawn from."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Following:
    """One framework of this round and what follows it. `same`: word for word the same text.

    Of the new one: how much of its general information and of its criteria means what it meant before.
    """

    old: str
    old_title: str
    new: str
    new_title: str
    same: bool
    keys: tuple[int, int]
    criteria: tuple[int, int]


@dataclass(frozen=True)
class NextOutlook:
    """What the next round would take over, before anything is written.

    `dropped`: traits (unit, trait) that the new framework does not know; `idle`: who gives figures of which
    none is asked any more; `homeless`: units whose ranking group (its title) the new framework does not have:
    with any of these it cannot begin.
    """

    slug: str
    title: str
    year: int
    opens_at: datetime
    closes_at: datetime
    time_zone: str
    frameworks: tuple[Following, ...]
    units: int
    groups: int
    people: int
    staff: int
    evidence: int
    """Pieces of accepted evidence that will be offered again."""
    dropped: tuple[tuple[str, str], ...] = ()
    idle: tuple[str, ...] = ()
    homeless: tuple[tuple[str, str], ...] = ()
    followers: tuple[str, ...] = ()
    """Titles of rounds that follow this one already."""
