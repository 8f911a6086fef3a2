"""The roster as it is shown: groups, units, people, each with how far they have joined."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Standing = Literal["joined", "blocked", "invited", "declined", "expired", "none"]
"""Joined; joined but no longer to be reached; a link is on its way; whoever opened it said that it was not
meant for them; it ran out; none was ever made."""
WAITING: Sequence[Standing] = ("none", "invited", "declined", "expired")
UNINVITED: Sequence[Standing] = ("none", "declined", "expired")
"""Those without a link that is still on its way to the right person."""


@dataclass(frozen=True)
class GroupLine:
    """One ranking group of one framework."""

    title: str
    units: int
    joined: int


@dataclass(frozen=True)
class RosterHead:
    """The whole roster in a glance; `waiting`: have not joined, `uninvited`: of these without a live link."""

    groups: tuple[GroupLine, ...]
    staff: int
    waiting: int
    uninvited: int


@dataclass(frozen=True)
class Scope:
    """How far one of the staff reaches, in titles (None: all)."""

    groups: tuple[str, ...] | None = None
    indices: tuple[str, ...] | None = None


@dataclass(frozen=True)
class PersonLine:
    """Somebody on the list. `ref` names them in buttons: m… (on the list), a… (joined by a link of
    their own), e… (nobody yet: the unit's own link)."""

    ref: str
    name: str
    role: str
    in_charge: bool
    standing: Standing
    phone: str | None = None
    email: str | None = None
    office: str | None = None
    scope: str = ""
    since: datetime | None = None
    """Joined at, the link holds until, or was declined at."""


@dataclass(frozen=True)
class UnitCard:
    """One unit with its people, the one in charge first."""

    enrolment: int
    name: str
    group: int
    people: tuple[PersonLine, ...]
    time_zone: str
    volunteer: bool = False

    @property
    def standing(self) -> Standing:
        """That of the contact who is furthest."""
        order: Sequence[Standing] = ("joined", "blocked", "invited", "declined", "expired", "none")
        found = [person.standing for person in self.people if person.role == "contact"]
        return min(found, key=order.index, default="none")
