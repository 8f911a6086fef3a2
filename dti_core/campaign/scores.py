"""Rescoring: whatever has changed is computed again until nothing is behind, by any number of workers."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from dti_core.campaign import scoring_claims, scoring_group, scoring_unit
from dti_core.store.database import Database

log = logging.getLogger(__name__)

BATCH = 10
"""Units that one worker takes on at a time: it is done with them long before its claim ends."""
NAP_SECONDS = 0.04
"""Between two looks while units rest, or are with another worker."""


@dataclass(frozen=True)
class DrainReport:
    """How many runs it took: units computed, and group passes."""

    units: int = 0
    groups: int = 0

    def plus(self, units: int, groups: int) -> "DrainReport":
        return DrainReport(self.units + units, self.groups + groups)


def is_work_waiting(conn: Connection) -> bool:
    """Whether any stored answer is not yet in a score."""
    return scoring_claims.behind(conn)


def utc_now() -> datetime:
    """The clock that the worker uses."""
    return datetime.now(UTC)


def drain(
    db: Database,
    limit: int = BATCH,
    *,
    seconds: float = 5.0,
    clock: Callable[[], datetime] = utc_now,
    sleep: Callable[[float], None] = time.sleep,
) -> DrainReport:
    """Compute until nothing is behind, for about `seconds` at most.

    What another worker has taken is waited for: should that one be dead, its units are taken over as soon as
    its claim ends. What is left at the end, or cannot be computed, is found by whoever looks next.
    """
    report, broken = DrainReport(), False
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        units, groups = _units(db, limit, clock), _groups(db)
        report = report.plus(units.count(True), groups.count(True))
        broken = broken or None in units
        if True in units or True in groups:
            continue
        with db.read() as conn:
            if broken or not scoring_claims.unfinished(conn):
                break
        sleep(NAP_SECONDS)
    return report


def _units(db: Database, limit: int, clock: Callable[[], datetime]) -> list[bool | None]:
    now = clock()
    with db.read() as conn:
        ready = scoring_claims.ready(conn, now, limit)
    if not ready:
        return []
    with db.write() as conn:
        mine = scoring_claims.claim(conn, ready, now)
    return [_tried(scoring_unit.rescore, db, enrolment, clock()) for enrolment in mine]


def _groups(db: Database) -> list[bool | None]:
    with db.read() as conn:
        waiting = conn.execute(scoring_claims.groups()).all()
    return [_tried(scoring_group.recompute, db, row.campaign_id, row.framework_id) for row in waiting]


def _tried(run: Callable[..., bool], db: Database, *what: object) -> bool | None:
    """One run; a defect in computing one unit (None) must not keep the others from their scores."""
    try:
        return run(db, *what)
    except SQLAlchemyError:
        raise
    except Exception:  # whatever it is, the next unit goes on
        log.exception("scoring failed: %s %s", run.__module__.rpartition(".")[2], what[0])
        return None
