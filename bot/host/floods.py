"""How much one person may send in a minute: more is told of once, then left aside until they slow down.

Only what has not been answered is ever left aside. The time is the platform's, so that what waited while we
were away counts as it was sent; a repeated try of the same update counts once.
"""

from collections import OrderedDict, deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

Admission = Literal["yes", "told", "ignored"]
WINDOW = timedelta(minutes=1)
MOST_PEOPLE = 10_000


@dataclass
class _Person:
    taken: deque[tuple[int, datetime]] = field(default_factory=deque)
    told_at: datetime | None = None
    told_row: int = 0


class Floods:
    """`most` updates a minute for each person; 0: no limit. In memory: a restart forgives."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._people: OrderedDict[str, _Person] = OrderedDict()

    def admit(self, person: str, row: int, at: datetime) -> Admission:
        """Whether the update in this row of the inbox is answered."""
        if self._most == 0:
            return "yes"
        here = self._people.setdefault(person, _Person())
        self._people.move_to_end(person)
        if len(self._people) > MOST_PEOPLE:
            self._people.popitem(last=False)
        while here.taken and here.taken[0][1] <= at - WINDOW:
            here.taken.popleft()
        if any(known == row for known, _ in here.taken):
            return "yes"
        if len(here.taken) < self._most:
            here.taken.append((row, at))
            return "yes"
        if here.told_row == row:
            return "told"
        if here.told_at is not None and at - here.told_at < WINDOW:
            return "ignored"
        here.told_at, here.told_row = at, row
        return "told"
