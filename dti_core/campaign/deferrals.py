"""Putting a question off ("để sau")."""

from datetime import datetime

from sqlalchemy import Connection, insert, select

from dti_core.campaign import marks, seat
from dti_core.campaign.history import Act
from dti_core.campaign.people import Speaker
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.seat import Seat
from dti_core.store import tables as t


def defer(conn: Connection, speaker: Speaker, subject: str, now: datetime) -> Refusal | None:
    """Put a criterion or an info item (`info:5`) off; again is no change. Answering it ends this.

    It holds for the whole unit, so a provider puts off only what is theirs.
    """
    place = seat.take_to_change(conn, speaker, now)
    if isinstance(place, Refusal):
        return place
    if not _known(place, subject):
        return Refusal("unknown_criterion", subject)
    here = {"enrolment_id": place.enrolment, "subject": subject}
    if conn.execute(select(t.deferral.c.at).filter_by(**here)).one_or_none() is None:
        conn.execute(insert(t.deferral), {**here, "person_id": place.who.person, "at": now})
        place.note(conn, Act("question_deferred", subject), now)
        marks.status_changed(conn, place.enrolment)
    return None


def _known(place: Seat, subject: str) -> bool:
    if not subject.startswith("info:"):
        return place.may_touch(subject)
    item = subject.removeprefix("info:")
    theirs = place.inputs is None or any(_item(key) == subject for key in place.inputs)
    return item in place.framework.info and theirs


def _item(key: str) -> str:
    """The item of a stored key: a field of it (`info:2.name`) is a part."""
    return key.partition(".")[0]
