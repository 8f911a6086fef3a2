"""A unit contests an adjusted score: with words, then with evidence, while the window is open."""

from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from dti_core.campaign import contest_window, evidence, marks, seat
from dti_core.campaign.evidence import Details
from dti_core.campaign.files import FileFacts
from dti_core.campaign.history import Act
from dti_core.campaign.people import Speaker
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.seat import Seat
from dti_core.campaign.values import LONGEST_TEXT
from dti_core.store import tables as t

_r = t.review.c


def contest(conn: Connection, speaker: Speaker, criterion: str, text: str, now: datetime) -> Refusal | None:
    """Keep the words against an adjusted score; more words later are added, the history keeps each."""
    place = _take(conn, speaker, criterion, ("adjusted", "contested"), now)
    if isinstance(place, Refusal):
        return place
    words = text.strip()
    if not 0 < len(words) <= LONGEST_TEXT or "\x00" in words:
        return Refusal("bad_value", criterion)
    here = (_r.enrolment_id == place.enrolment, _r.criterion == criterion)
    old = conn.execute(select(_r.state).where(*here)).scalar_one()
    conn.execute(update(t.review).where(*here).values(state="contested", at=now))
    event = {"enrolment_id": place.enrolment, "criterion": criterion, "action": "contested", "reason": words}
    by = {"person_id": place.who.person, "channel": place.who.channel, "at": now}
    conn.execute(insert(t.review_event), {**event, **by})
    place.note(conn, Act("review_contested", f"criterion:{criterion}", old, "contested", words), now)
    marks.status_changed(conn, place.enrolment)
    return None


def add_link(
    conn: Connection, speaker: Speaker, criterion: str, url: str, details: Details, now: datetime
) -> int | Refusal:
    """An address as evidence of what was contested; the id of the piece."""
    place = _take(conn, speaker, criterion, ("contested",), now)
    if isinstance(place, Refusal):
        return place
    return evidence.keep_link(conn, place, criterion, url, details, now)


def add_file(
    conn: Connection, speaker: Speaker, criterion: str, file: FileFacts, details: Details, now: datetime
) -> int | Refusal:
    """A stored file as evidence of what was contested; the id of the piece."""
    place = _take(conn, speaker, criterion, ("contested",), now)
    if isinstance(place, Refusal):
        return place
    return evidence.keep_file(conn, place, criterion, file, details, now)


def _take(
    conn: Connection, speaker: Speaker, criterion: str, within: tuple[str, ...], now: datetime
) -> Seat | Refusal:
    """The seat of a unit's own contact where this criterion may be contested now."""
    place = seat.take(conn, speaker)
    if isinstance(place, Refusal):
        return place
    if place.inputs is not None:
        return Refusal("not_allowed", "contest")
    if place.state != "verified" or not place.has_criterion(criterion):
        return Refusal("nothing_to_contest", criterion)
    if not contest_window.is_open(conn, place.campaign, now):
        return Refusal("closed", criterion)
    here = (_r.enrolment_id == place.enrolment, _r.criterion == criterion)
    state = conn.execute(select(_r.state).where(*here)).scalar_one_or_none()
    return place if state in within else Refusal("nothing_to_contest", criterion)
