"""Submitting locks the answers over a document; it may be taken back until review starts."""

from datetime import datetime

from sqlalchemy import Connection, insert, update

from dti_core.campaign import behalf, dossier, marks, progress, returns, seat, signatures, states
from dti_core.campaign.history import Act
from dti_core.campaign.people import Speaker
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.seat import Seat
from dti_core.store import tables as t
from dti_core.survey.dossier import NO_PAPER, Paper
from dti_core.survey.questionnaire import EnrolmentState


def submit(
    conn: Connection, speaker: Speaker, now: datetime, paper: Paper = NO_PAPER
) -> EnrolmentState | Refusal:
    """Hand in what is stored, gaps and all, over the paper that it rests on; the new state.

    A clerk's paper is the one that the unit sent; with handing in, the clerk's seat ends.
    """
    place = seat.take_to_change(conn, speaker, now)
    if isinstance(place, Refusal):
        return place
    if not states.can(place.state, "submit"):
        return Refusal("nothing_to_submit", place.state)
    if refusal := _not_theirs(conn, place, "submit"):
        return refusal
    clerk = place.role == "clerk" and speaker.active_assignment is not None
    source = dossier.source_of(conn, speaker.active_assignment or 0) if clerk else None
    given = source or paper
    if place.state != "returned" and given.file is None and dossier.wants_copy(conn, place.campaign):
        return Refusal("needs_signed_copy")
    progress.move(conn, place, "submit", now)
    if place.state == "returned":
        _answered(conn, place, now)
    signatures.handed_in(conn, place.enrolment, place.who, given, now, on_paper=clerk)
    if clerk:
        behalf.finished(conn, speaker, place, given, now)
    marks.status_changed(conn, place.enrolment)
    return states.after(place.state, "submit")


def sign(conn: Connection, speaker: Speaker, paper: Paper, now: datetime) -> int | Refusal:
    """Add the signed document to what was handed in, until review starts; the submission's id."""
    place = seat.take(conn, speaker)
    if isinstance(place, Refusal):
        return place
    if place.state not in ("submitted", "resubmitted"):
        return Refusal("not_submitted", place.state)
    if refusal := _not_theirs(conn, place, "sign"):
        return refusal
    return signatures.add(conn, place.enrolment, place.who, paper, now)


def _not_theirs(conn: Connection, place: Seat, what: str) -> Refusal | None:
    """A provider gives figures only; a deputy leaves it to who is in charge, once that one has joined."""
    if place.inputs is not None:
        return Refusal("not_allowed", what)
    deputy = place.role == "contact" and not place.in_charge
    if deputy and dossier.is_led_by_another(conn, place.enrolment, place.who.person or 0):
        return Refusal("not_in_charge", what)
    return None


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
    if not states.can(place.state, "withdraw"):
        return Refusal("not_submitted", place.state)
    if refusal := _not_theirs(conn, place, "withdraw"):
        return refusal
    signatures.taken_back(conn, place.enrolment, now)
    progress.move(conn, place, "withdraw", now)
    marks.status_changed(conn, place.enrolment)
    return states.after(place.state, "withdraw")
