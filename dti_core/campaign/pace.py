"""How soon a unit is computed again: at once when the campaign is quiet, seldom when many answer together.

A burst of answers then costs few runs, and the last run still sees every answer.
"""

from datetime import timedelta

LOOK_BACK = timedelta(seconds=3)
"""A unit counts as busy for this long after an answer."""
PER_BUSY_UNIT = timedelta(seconds=0.15)
LONGEST = timedelta(seconds=3)


def pause(busy_units: int) -> timedelta:
    """The least time between two runs for one unit while this many units are being answered."""
    return min(LONGEST, PER_BUSY_UNIT * busy_units)
