"""Moving an enrolment from one state to the next, with its history."""

from datetime import datetime

from sqlalchemy import Connection, update

from dti_core.campaign import states
from dti_core.campaign.history import Act
from dti_core.campaign.seat import Seat
from dti_core.store import tables as t


def begin(conn: Connection, seat: Seat, now: datetime) -> None:
    """The first thing a contact stores starts the enrolment; later ones change nothing."""
    if states.can(seat.state, "begin"):
        move(conn, seat, "begin", now)


def move(
    conn: Connection, seat: Seat, event: states.EnrolmentEvent, now: datetime, reason: str | None = None
) -> None:
    """Carry out an event; raises `ImpossibleTransition` where the table has none."""
    new = states.after(seat.state, event)
    submitted = (
        {"submitted_at": now} if event == "submit" else {"submitted_at": None} if event == "withdraw" else {}
    )
    conn.execute(update(t.enrolment).where(t.enrolment.c.id == seat.enrolment).values(state=new, **submitted))
    seat.note(conn, Act(f"enrolment_{event}", "enrolment", seat.state, new, reason), now)
