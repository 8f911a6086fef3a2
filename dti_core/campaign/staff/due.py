"""What is due by the clock: found by the sweeper, done exactly once by one of several workers.

Every part claims its work by a change that only one transaction can make, so that two workers side by side, a
restart in the middle and a clock that is set back or forth repeat nothing.
"""

import logging
from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from dti_core.campaign import secret_evidence
from dti_core.campaign.links import rechecks
from dti_core.campaign.privacy import erasing
from dti_core.campaign.staff import closing, reminder_results, reminder_rounds, reminder_rules
from dti_core.store.database import Database

log = logging.getLogger(__name__)

PARTS: tuple[tuple[Callable[[Connection, datetime], bool], Callable[[Database, datetime], object]], ...] = (
    (closing.due, closing.run),
    (reminder_rules.due, reminder_rules.run),
    (reminder_rounds.due, reminder_rounds.start_planned),
    (reminder_results.due, reminder_results.run),
    (rechecks.due, rechecks.run),
    (secret_evidence.due, secret_evidence.run),
    (erasing.due, erasing.run),
)


def due(conn: Connection, now: datetime) -> bool:
    """Whether a worker is needed."""
    return any(is_due(conn, now) for is_due, _ in PARTS)


def run_due(db: Database, now: datetime) -> None:
    """Do what is due; a defect in one part keeps neither the others nor people's tasks waiting."""
    for is_due, run in PARTS:
        try:
            with db.read() as conn:
                wanted = is_due(conn, now)
            if wanted:
                run(db, now)
        except SQLAlchemyError:
            raise
        except Exception:
            log.exception("%s failed", run.__module__)
