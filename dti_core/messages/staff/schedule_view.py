"""What the screens about dates are drawn from."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Effect:
    """What a change of dates does to units: how many are closed, go on again, keep an extension."""

    closed: int = 0
    reopened: int = 0
    extended: int = 0


@dataclass(frozen=True)
class UnitDates:
    """One unit and its dates; `until`: what holds for it now, None for a return without a term."""

    enrolment: int
    name: str
    state: str
    until: datetime | None
    extended: bool
    group: tuple[str, str] = ("", "")
    """Framework and ranking group."""


@dataclass(frozen=True)
class Dates:
    """The campaign's dates; `open`: units that have not handed in, `closed`: those the deadline closed."""

    title: str
    time_zone: str
    opens_at: datetime
    closes_at: datetime
    review_closes_at: datetime | None
    published: bool
    open: int
    closed: int
    units: tuple[UnitDates, ...] = ()
    signed_copy: str = "optional"
    """Whether handing in needs the signed form: `required` or `optional`."""
    unsure_years: tuple[int, ...] = ()
