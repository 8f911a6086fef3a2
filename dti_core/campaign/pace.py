"""How soon a unit is computed again: at once while few are answering, seldom while many answer together.

Only a unit that is answered faster than this has to wait. A burst of answers then costs few runs, and the
last run still sees every answer: when the burst is over nobody is busy any more, and the pause is gone.
"""

from datetime import timedelta

LOOK_BACK = timedelta(seconds=2)
"""A unit counts as busy for this long after an answer."""
SHORTEST, LONGEST = timedelta(seconds=0.1), timedelta(seconds=8)
GROWTH = timedelta(seconds=0.022)
"""Per busy unit, squared: 5 units 0.65 s, 10 units 2.3 s, 19 units 8 s."""


def pause(busy_units: int) -> timedelta:
    """The least time between two runs for one unit while this many units are being answered."""
    return min(LONGEST, SHORTEST + GROWTH * min(busy_units, 1000) ** 2)
