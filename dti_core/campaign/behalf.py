"""One of the staff answers for a unit that sent paper: a seat of its own at the unit, which ends with it."""

from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, and_, insert, select, update

from dti_core.campaign import clerks, signatures
from dti_core.campaign.history import Act, Who, record_act
from dti_core.campaign.people import Speaker
from dti_core.campaign.seat import Seat
from dti_core.campaign.staff import unit_people
from dti_core.messages.contact import behalf as texts
from dti_core.store import tables as t
from dti_core.survey.dossier import Paper

_a = t.assignment.c


def begin(conn: Connection, who: Who, campaign: int, enrolment: int, paper: Paper, now: datetime) -> int:
    """A clerk's seat at the unit, active at once; any other clerk's there ends. Its assignment's id."""
    _end_others(conn, who, campaign, enrolment, now)
    conn.execute(update(t.assignment).where(_a.person_id == who.person, _a.active).values(active=False))
    mine = (_a.person_id == who.person, _a.enrolment_id == enrolment, _a.role == "clerk")
    held = conn.execute(select(_a.id).where(*mine, _a.revoked_at.is_(None))).scalar_one_or_none()
    if held is None:
        row = {"person_id": who.person, "campaign_id": campaign, "enrolment_id": enrolment, "role": "clerk"}
        new = insert(t.assignment).returning(_a.id)
        held = int(
            conn.execute(new, {**row, "in_charge": False, "active": True, "granted_at": now}).scalar_one()
        )
    else:
        conn.execute(update(t.assignment).where(_a.id == held).values(active=True))
        conn.execute(t.paper_source.delete().where(t.paper_source.c.assignment_id == held))
    _keep(conn, held, paper, now)
    act = Act("answering_for_began", f"assignment:{held}", new=signatures.told(paper))
    record_act(conn, who, act, now, campaign=campaign, enrolment=enrolment)
    unit_people.tell(conn, enrolment, lambda view: texts.began(view, paper), now)
    return held


def finished(conn: Connection, speaker: Speaker, place: Seat, paper: Paper, now: datetime) -> None:
    """Handed in: the seat ends, the clerk is back in their own role, the unit's people are told."""
    ended = update(t.assignment).where(_a.id == speaker.active_assignment)
    conn.execute(ended.values(revoked_at=now, active=False))
    own = clerks.staff_role(conn, speaker.person, place.campaign)
    conn.execute(update(t.assignment).where(_a.id == own).values(active=True))
    place.note(conn, Act("answering_for_ended", f"assignment:{speaker.active_assignment}"), now)
    unit_people.tell(conn, place.enrolment, lambda view: texts.finished(view, paper), now)


def end_all(conn: Connection, who: Who, campaign: int, enrolment: int, now: datetime) -> None:
    """Every clerk's seat at the unit ends: it was handed in."""
    _end(conn, who, campaign, _a.enrolment_id == enrolment, now)


def _end_others(conn: Connection, who: Who, campaign: int, enrolment: int, now: datetime) -> None:
    """Somebody else of the staff had begun: they are done with it."""
    _end(conn, who, campaign, and_(_a.enrolment_id == enrolment, _a.person_id != who.person), now)


def _end(conn: Connection, who: Who, campaign: int, here: ColumnElement[bool], now: datetime) -> None:
    live = and_(here, _a.role == "clerk", _a.revoked_at.is_(None))
    for seat in conn.execute(select(t.assignment).where(live)).all():
        ended = update(t.assignment).where(_a.id == seat.id)
        conn.execute(ended.values(revoked_at=now, active=False))
        if seat.active and (own := clerks.staff_role(conn, seat.person_id, campaign)) is not None:
            conn.execute(update(t.assignment).where(_a.id == own).values(active=True))
        act = Act("answering_for_ended", f"assignment:{seat.id}", reason="taken over")
        record_act(conn, who, act, now, campaign=campaign, enrolment=seat.enrolment_id)


def _keep(conn: Connection, assignment: int, paper: Paper, now: datetime) -> None:
    said = signatures.columns(conn, paper, now)
    row = {
        "assignment_id": assignment,
        "document_number": paper.document_number,
        "document_date": date.fromisoformat(paper.document_date or ""),
        "approved_by": said.get("approved_by"),
        "file_sha256": said.get("signed_sha256"),
        "file_name": said.get("signed_name"),
        "at": now,
    }
    conn.execute(insert(t.paper_source), row)
