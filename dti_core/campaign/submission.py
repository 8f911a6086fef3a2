"""Submitting locks the answers; it may be taken back until review starts."""

from datetime import datetime

from sqlalchemy import Connection

from dti_core.campaign import marks, progress, seat, states
from dti_core.campaign.people import Speaker
from dti_core.campaign.refusal import Refusal
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
    marks.status_changed(conn, place.enrolment)
    return states.after(place.state, "submit")


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
