"""The history as it is looked up: which part of it, and its lines."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Lookup:
    """Which acts: of a unit (its short name), by a person (part of the name), of an action, in a time."""

    unit: str | None = None
    person: str | None = None
    action: str | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True)
class Entry:
    """One act. `person` None: the operator or the system; `unit` None: the campaign as a whole."""

    at: datetime
    person: str | None
    channel: str
    unit: str | None
    action: str
    subject: str
    old: str | None
    new: str | None
    reason: str | None
