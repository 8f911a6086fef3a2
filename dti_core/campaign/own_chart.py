"""The chart that a unit's contact asks for: queued, and drawn for whom it still belongs to."""

from datetime import datetime

from sqlalchemy import Connection

from dti_core.campaign import asking, comparison, tasks
from dti_core.campaign.people import Speaker
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.tasks import Requester
from dti_core.messages.contact.comparison import Comparison

KIND = "own_chart"


def ask(conn: Connection, speaker: Speaker, now: datetime) -> Refusal | None:
    """Queue it; a second press waits for the first."""
    requester = Requester(speaker.person, speaker.active_assignment, speaker.identity)
    if asking.unit_of(conn, requester) is None:
        return Refusal("no_assignment")
    tasks.ask(conn, KIND, {}, now, requester=requester, mark=f"{KIND}:{speaker.active_assignment}")
    return None


def of(conn: Connection, requester: Requester, now: datetime) -> Comparison | Refusal | None:
    """What to draw; None before the first score."""
    enrolment = asking.unit_of(conn, requester)
    if enrolment is None:
        return Refusal("no_assignment")
    return comparison.of_unit(conn, enrolment, now)
