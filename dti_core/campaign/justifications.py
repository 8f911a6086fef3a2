"""The contact's own words on a criterion ("giải trình"): the last ones hold, all are kept."""

from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from dti_core.campaign import progress, seat
from dti_core.campaign.people import Speaker
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.seat import Seat
from dti_core.campaign.values import LONGEST_TEXT
from dti_core.store import tables as t

_row = t.justification.c


def justify(conn: Connection, speaker: Speaker, criterion: str, text: str, now: datetime) -> Refusal | None:
    """Keep the words; the same words again are no change."""
    place = seat.take_to_change(conn, speaker, now)
    return place if isinstance(place, Refusal) else justify_at(conn, place, criterion, text, now)


def justify_at(conn: Connection, place: Seat, criterion: str, text: str, now: datetime) -> Refusal | None:
    """The same from a seat that is taken already."""
    if not place.may_change(criterion):
        return Refusal("unknown_criterion", criterion)
    if not 0 < len(text.strip()) <= LONGEST_TEXT:
        return Refusal("bad_value", criterion)
    here = (_row.enrolment_id == place.enrolment, _row.criterion == criterion, _row.replaced_at.is_(None))
    if conn.execute(select(_row.text).where(*here)).scalar_one_or_none() == text.strip():
        return None
    conn.execute(update(t.justification).where(*here).values(replaced_at=now))
    new = {"enrolment_id": place.enrolment, "criterion": criterion, "text": text.strip()}
    by = {"person_id": place.who.person, "channel": place.who.channel, "at": now}
    conn.execute(insert(t.justification), {**new, **by})
    progress.begin(conn, place, now)
    return None
