"""Submitting locks the answers; it may be taken back until review starts."""

from datetime import datetime

from sqlalchemy import Connection, insert, update

from dti_core.campaign import marks, progress, returns, seat, states
from dti_core.campaign.history import Act
from dti_core.campaign.people import Speaker
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.seat import Seat
from dti_core.store import tables as t
from dti_core.survey.questionnaire import EnrolmentState


def submit(conn: Connection, speaker: Speaker, now: datetime) -> EnrolmentState | Refusal:
    """Hand in what is stored, gaps and all; the new state."""
    place = seat.take_to_change(conn, speaker, now)
    if isinstance(place, Refusal):
        return place
    if place.inputs is not None:
        return Refusal("not_allowed", "submit")
    if not states.can(place.state, "submit"):
        return Refusal("nothing_to_submit", place.state)
    progress.move(conn, place, "submit", now)
    if place.state == "returned":
        _answered(conn, place, now)
    marks.status_changed(conn, place.enrolment)
    return states.after(place.state, "submit")


def _answered(conn: Connection, place: Seat, now: datetime) -> None:
    """Whatever the unit was told of waits for the reviewers again."""
    by = {"person_id": place.who.person, "channel": place.who.channel, "at": now}
    for one in returns.of(conn, place.enrolment, place.framework):
        here = (t.review.c.enrolment_id == place.enrolment, t.review.c.criterion == one.criterion)
        conn.execute(update(t.review).where(*here).values(state="answered"))
        event = {"enrolment_id": place.enrolment, "criterion": one.criterion, "action": "answered"}
        conn.execute(insert(t.review_event), {**event, **by})
        place.note(conn, Act("review_answered", f"criterion:{one.criterion}", "returned", "answered"), now)


def withdraw(conn: Connection, speaker: Speaker, now: datetime) -> EnrolmentState | Refusal:
    """Take a submission back while there is time to hand it in again; the new state."""
    place = seat.take_in_time(conn, speaker, now)
    if isinstance(place, Refusal):
        return place
    if place.inputs is not None:
        return Refusal("not_allowed", "withdraw")
    if not states.can(place.state, "withdraw"):
        return Refusal("not_submitted", place.state)
    progress.move(conn, place, "withdraw", now)
    marks.status_changed(conn, place.enrolment)
    return states.after(place.state, "withdraw")
