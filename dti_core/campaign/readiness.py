"""A deputy tells who is in charge that the form can be handed in."""

from datetime import datetime

from sqlalchemy import Connection

from dti_core.campaign import desk, errands, seat
from dti_core.campaign.history import Act
from dti_core.campaign.people import Speaker
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import people_told
from dti_core.campaign.staff.people_told import Contact
from dti_core.messages.contact import submitting as texts
from dti_core.messages.verbs import SUBMIT, SWITCH, button
from dti_core.survey import progress


def tell(conn: Connection, speaker: Speaker, now: datetime) -> int | Refusal:
    """One notice to every contact in charge who can be reached; to how many."""
    place = seat.take_to_change(conn, speaker, now)
    if isinstance(place, Refusal):
        return place
    if place.role != "contact":
        return Refusal("not_allowed", "ready")
    here = people_told.contacts(conn, [place.enrolment]).get(place.enrolment, [])
    chiefs = [one for one in here if one.in_charge and one.person != speaker.person]
    for chief in chiefs:
        _one(conn, chief, speaker.name, now)
    place.note(conn, Act("ready_told", "enrolment", new=str(len(chiefs))), now)
    return len(chiefs)


def _one(conn: Connection, chief: Contact, deputy: str, now: datetime) -> None:
    view = desk.load(conn, chief.person, chief.assignment)
    here = button("Xem lại và nộp", SUBMIT)
    if not chief.active:
        here = button(f"Mở {view.unit_name}"[:60], SWITCH, chief.assignment)
    said = texts.is_ready(view, progress.within_reach(view), deputy, here)
    errands.tell(conn, chief.identity, (said,), now)
