"""What the screens about reminders are drawn from."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Phone:
    """Somebody to be phoned: `why` names a result (`not_joined`, `blocked`, `failed`)."""

    unit: str
    name: str | None
    phone: str | None
    why: str


@dataclass(frozen=True)
class Example:
    """The exact text of one unit's reminder, and its place among all of them, from 1."""

    unit: str
    text: str
    number: int
    of: int


@dataclass(frozen=True)
class Preview:
    """Who would get a reminder now. Counts are of units, but `people`, who would get a message.

    `states`: how many units are in each state; `waiting`: people who already got one today.
    """

    kind: str
    to_providers: bool
    stalled_days: int
    groups: tuple[str, ...] | None
    picked: int | None
    """How many units were picked one by one; None: all that are in the state."""
    units: int
    states: dict[str, int]
    people: int
    waiting: int
    blocked: int
    not_joined: int
    closes_at: datetime
    time_zone: str
    text: str
    own_words: bool
    example: Example | None
    phones: tuple[Phone, ...]
    at_night: bool
    morning: datetime
    unsure_years: tuple[int, ...] = ()


@dataclass(frozen=True)
class Result:
    """What came of a reminder for one person or unit. `why`: the platform's or our own reason."""

    unit: str
    name: str | None
    result: str
    why: str | None
    phone: str | None


@dataclass(frozen=True)
class Round:
    """One round of reminders and what came of it."""

    id: int
    kind: str
    state: str
    planned_for: datetime
    time_zone: str
    by_rule: bool
    results: tuple[Result, ...] = ()
    to_providers: bool = False

    def count(self, *results: str) -> int:
        """How many have one of these results."""
        return sum(one.result in results for one in self.results)

    @property
    def to_phone(self) -> tuple[Phone, ...]:
        """Who was not reached: nobody of their unit got it."""
        reached = {one.unit for one in self.results if one.result in ("delivered", "queued")}
        return tuple(
            Phone(one.unit, one.name, one.phone, one.result)
            for one in self.results
            if one.result in ("not_joined", "blocked", "failed") and one.unit not in reached
        )


@dataclass(frozen=True)
class Rule:
    """Reminders that leave by themselves. `next_day`: the local day of the next run, where it is known."""

    id: int
    kind: str
    days_before: int | None
    stalled_days: int | None
    hour: int
    active: bool
    own_words: bool
    moved_hour: bool = False
    """The hour is at night: what falls there leaves on the next working morning."""
    to_providers: bool = False
