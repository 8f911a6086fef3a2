"""Who hands a book in, and what they may do with it: a unit's contact, or one of the staff."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from dti_core.campaign import desk, seat
from dti_core.campaign.forms.filled import VERSION, Filled
from dti_core.campaign.history import Who
from dti_core.campaign.people import Speaker
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.seat import Seat
from dti_core.campaign.staff.review_place import take
from dti_core.campaign.staff.staffer import Staffer
from dti_core.campaign.states import EDITABLE
from dti_core.store import tables as t
from dti_core.survey.questionnaire import Questionnaire

Holder = Speaker | Staffer


@dataclass(frozen=True)
class At:
    """The unit that a questionnaire is about, in a transaction that has locked it."""

    place: Seat
    view: Questionnaire


def who(holder: Holder) -> Who:
    """Whose hand it is."""
    return holder.who if isinstance(holder, Staffer) else Who(holder.person, holder.channel)


def unit_of(conn: Connection, holder: Holder, filled: Filled, now: datetime) -> At | Refusal:
    """The unit that a questionnaire is about, where this person may answer for it now."""
    if filled.mark is not None and filled.mark.version > VERSION:
        return Refusal("newer_book")
    place = (
        _of_staff(conn, holder, filled) if isinstance(holder, Staffer) else _own(conn, holder, filled, now)
    )
    if isinstance(place, Refusal):
        return place
    if isinstance(holder, Staffer) or holder.active_assignment is None:
        return At(place, desk.of_unit(conn, place.enrolment))
    return At(place, desk.load(conn, holder.person, holder.active_assignment))


def campaign_of(conn: Connection, filled: Filled, campaign: int) -> Refusal | None:
    """Why a book is not of this campaign; None where it is."""
    if filled.mark is None:
        return Refusal("unknown_book")
    if filled.mark.version > VERSION:
        return Refusal("newer_book")
    slug = conn.execute(select(t.campaign.c.slug).where(t.campaign.c.id == campaign)).scalar_one()
    return None if slug == filled.mark.campaign else Refusal("other_campaign", filled.mark.campaign)


def _own(conn: Connection, speaker: Speaker, filled: Filled, now: datetime) -> Seat | Refusal:
    place = seat.take_to_change(conn, speaker, now)
    if isinstance(place, Refusal) or filled.mark is None:
        return place
    refusal = campaign_of(conn, filled, place.campaign)
    slug = conn.execute(_SLUG.where(t.enrolment.c.id == place.enrolment)).scalar_one()
    if refusal is None and slug != filled.mark.unit:
        refusal = Refusal("other_unit", filled.mark.unit)
    return refusal or place


def _of_staff(conn: Connection, staffer: Staffer, filled: Filled) -> Seat | Refusal:
    if refusal := staffer.lacks("answer_for") or campaign_of(conn, filled, staffer.campaign):
        return refusal
    slug = filled.mark.unit if filled.mark else ""
    here = (t.enrolment.c.campaign_id == staffer.campaign, t.unit.c.slug == slug)
    found = conn.execute(_ID.where(*here)).scalars().all()
    if len(found) != 1:
        return Refusal("unknown_unit", slug)
    place = take(conn, staffer, found[0], "answer_for", tuple(sorted(EDITABLE)))
    return place if isinstance(place, Refusal) else place.seat


_SLUG = select(t.unit.c.slug).join(t.enrolment, t.enrolment.c.unit_id == t.unit.c.id)
_ID = select(t.enrolment.c.id).join(t.unit, t.unit.c.id == t.enrolment.c.unit_id)
