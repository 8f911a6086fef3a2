"""The chart that a unit's contact asks for: queued, and drawn for whom it still belongs to."""

from datetime import datetime

from sqlalchemy import Connection, select

from dti_core.campaign import comparison, tasks
from dti_core.campaign.people import Speaker
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.tasks import Requester
from dti_core.messages.contact.comparison import Comparison
from dti_core.store import tables as t

KIND = "own_chart"


def ask(conn: Connection, speaker: Speaker, now: datetime) -> Refusal | None:
    """Queue it; a second press waits for the first."""
    requester = Requester(speaker.person, speaker.active_assignment, speaker.identity)
    if _enrolment(conn, requester) is None:
        return Refusal("no_assignment")
    tasks.ask(conn, KIND, {}, now, requester=requester, mark=f"{KIND}:{speaker.active_assignment}")
    return None


def of(conn: Connection, requester: Requester, now: datetime) -> Comparison | Refusal | None:
    """What to draw; None before the first score."""
    enrolment = _enrolment(conn, requester)
    if enrolment is None:
        return Refusal("no_assignment")
    return comparison.of_unit(conn, enrolment, now)


def _enrolment(conn: Connection, requester: Requester) -> int | None:
    """The unit that the requester is a contact of, decided from who is asking."""
    mine = select(t.assignment.c.enrolment_id).where(
        t.assignment.c.id == requester.assignment,
        t.assignment.c.person_id == requester.person,
        t.assignment.c.role.in_(("contact", "clerk")),
        t.assignment.c.revoked_at.is_(None),
    )
    return conn.execute(mine).scalar_one_or_none()
