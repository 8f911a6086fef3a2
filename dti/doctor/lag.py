"""What is behind."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Connection

from dti.doctor import texts
from dti.doctor.finding import Finding, judged
from dti_core.campaign import backlog, inbox
from dti_core.campaign.backlog import Waiting
from dti_core.campaign.privacy import requests

LATE_UPDATE, LATE_SCORE, LATE_MESSAGE, LATE_TASK = 30.0, 30.0, 60.0, 300.0
"""Seconds after which waiting is a reason to worry."""
SHOWN = 3
"""Updates put aside that are named one by one."""


def examine(conn: Connection, now: datetime) -> Iterator[Finding]:
    """Updates, scores, messages, tasks."""
    yield lag_of("updates.lag", backlog.unapplied(conn), now, LATE_UPDATE)
    yield from _quarantined(conn)
    yield lag_of("scores.lag", backlog.unscored(conn), now, LATE_SCORE)
    yield lag_of("outbox.lag", backlog.unsent(conn, now), now, LATE_MESSAGE)
    yield lag_of("tasks.lag", backlog.undone(conn, now), now, LATE_TASK)
    if late := requests.overdue(conn, now):
        yield Finding("privacy.overdue", False, *texts.overdue_wishes(late))


def lag_of(code: texts.Lag, waiting: Waiting, now: datetime, late: float) -> Finding:
    """How much waits, and for how long; `late`: seconds from which that is a reason to worry."""
    seconds = waiting.seconds(now)
    said = texts.waiting(code, waiting.count, int(seconds))
    return judged(code, seconds < late, said, (said, texts.LAG_TODO[code]))


def _quarantined(conn: Connection) -> Iterator[Finding]:
    found = inbox.quarantined(conn)
    if found:
        shown = [(number, when, why) for number, _, when, why in found[:SHOWN]]
        yield Finding("updates.quarantined", False, *texts.put_aside(len(found), shown))
