"""Until when a unit may change its answers: the campaign's deadline, an extension, the term of a return.

An extension never shortens: it holds where it is later than the campaign's deadline, so that a deadline moved
forth and back takes nobody's extension away.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, case

from dti_core.store import tables as t

_own, _all = t.enrolment.c.closes_at, t.campaign.c.closes_at

closes_at: ColumnElement[Any] = case((and_(_own.is_not(None), _own > _all), _own), else_=_all)
"""In SQL, for a query that joins `enrolment` and `campaign`."""

OPEN_STATES = ("not_started", "in_progress")
"""States that the deadline ends."""


def of(campaign_closes: datetime, extension: datetime | None) -> datetime:
    """The unit's deadline for handing in."""
    return campaign_closes if extension is None else max(campaign_closes, extension)


def term(enrolment: Row[Any], campaign_closes: datetime) -> datetime | None:
    """The moment that now ends the unit's work: after a return its own term, None where it has none."""
    if enrolment.state == "returned":
        until: datetime | None = enrolment.returned_until
        return until
    return of(campaign_closes, enrolment.closes_at)
