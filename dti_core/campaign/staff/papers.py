"""Submissions as the staff see and complete them: who handed in over which document, answering from paper."""

from datetime import datetime

from sqlalchemy import Connection, select, update

from dti_core.campaign import behalf, desk, dossier, marks, signatures, states
from dti_core.campaign.history import Act, record_act
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import unit_people
from dti_core.campaign.staff.overview import HANDED_IN, within_reach
from dti_core.campaign.staff.paper_lines import lines
from dti_core.campaign.staff.staffer import Staffer
from dti_core.messages.contact import behalf as texts
from dti_core.messages.staff.paper_views import PaperLine
from dti_core.store import tables as t
from dti_core.survey.dossier import Paper
from dti_core.survey.window import closed_because


def units(conn: Connection, staffer: Staffer) -> tuple[PaperLine, ...] | Refusal:
    """Every unit within reach, in the order of their names."""
    return staffer.lacks("answer_for") or lines(conn, within_reach(staffer))


def unit(conn: Connection, staffer: Staffer, enrolment: int) -> PaperLine | Refusal:
    """One unit within reach."""
    if refusal := staffer.lacks("answer_for"):
        return refusal
    found = lines(conn, within_reach(staffer) & (t.enrolment.c.id == enrolment))
    return found[0] if found else Refusal("out_of_reach", str(enrolment))


def answer_for(
    conn: Connection, staffer: Staffer, enrolment: int, paper: Paper, now: datetime
) -> int | Refusal:
    """Take a clerk's seat at a unit that sent paper; the contact is told. The seat's assignment."""
    if refusal := _may_answer(conn, staffer, enrolment, now) or _cited(conn, staffer, paper):
        return refusal
    if staffer.who.person is None:
        return Refusal("not_allowed", "answer_for")  # the command line has no chat to answer in
    return behalf.begin(conn, staffer.who, staffer.campaign, enrolment, paper, now)


def may_answer(conn: Connection, staffer: Staffer, enrolment: int, now: datetime) -> Refusal | None:
    """Why nobody can answer for the unit now; None where one may."""
    return _may_answer(conn, staffer, enrolment, now)


def record(conn: Connection, staffer: Staffer, enrolment: int, paper: Paper, now: datetime) -> int | Refusal:
    """Add what is known of the signed document to what a unit handed in; the submission's id."""
    found = unit(conn, staffer, enrolment)
    if isinstance(found, Refusal):
        return found
    if not paper:
        return Refusal("needs_paper")
    if _is_published(conn, staffer):
        return Refusal("published")
    if found.state not in HANDED_IN:
        return Refusal("not_submitted", found.state)
    return signatures.add(conn, enrolment, staffer.who, paper, now)


def hand_in(conn: Connection, staffer: Staffer, enrolment: int, paper: Paper, now: datetime) -> int | Refusal:
    """Hand in what is stored for a unit that sent paper instead; the submission's id."""
    if refusal := _may_answer(conn, staffer, enrolment, now) or _cited(conn, staffer, paper):
        return refusal
    row = conn.execute(
        select(t.enrolment.c.state).where(t.enrolment.c.id == enrolment).with_for_update()
    ).one()
    if not states.can(row.state, "submit") or row.state == "returned":
        return Refusal("nothing_to_submit", row.state)
    new = states.after(row.state, "submit")
    conn.execute(update(t.enrolment).where(t.enrolment.c.id == enrolment).values(state=new, submitted_at=now))
    act = Act("enrolment_submit", "enrolment", row.state, new)
    record_act(conn, staffer.who, act, now, campaign=staffer.campaign, enrolment=enrolment)
    number = signatures.handed_in(conn, enrolment, staffer.who, paper, now, on_paper=True)
    behalf.end_all(conn, staffer.who, staffer.campaign, enrolment, now)
    unit_people.tell(conn, enrolment, lambda view: texts.finished(view, paper), now)
    marks.status_changed(conn, enrolment)
    return number


def _may_answer(conn: Connection, staffer: Staffer, enrolment: int, now: datetime) -> Refusal | None:
    found = unit(conn, staffer, enrolment)
    if isinstance(found, Refusal):
        return found
    if enrolment in staffer.own - _seats(conn, staffer):
        return Refusal("own_unit")
    closed = closed_because(desk.of_unit(conn, enrolment), now)
    return Refusal("locked", closed) if closed else None


def _seats(conn: Connection, staffer: Staffer) -> frozenset[int]:
    """Units at which this member of the staff is only the clerk."""
    a = t.assignment.c
    mine = (a.person_id == staffer.who.person, a.revoked_at.is_(None))
    rows = conn.execute(select(a.enrolment_id, a.role).where(*mine, a.enrolment_id.is_not(None))).all()
    answered = {row.enrolment_id for row in rows if row.role != "clerk"}
    return frozenset(row.enrolment_id for row in rows) - answered


def _cited(conn: Connection, staffer: Staffer, paper: Paper) -> Refusal | None:
    if not paper.cited:
        return Refusal("needs_paper")
    lacking = paper.file is None and dossier.wants_copy(conn, staffer.campaign)
    return Refusal("needs_signed_copy") if lacking else None


def _is_published(conn: Connection, staffer: Staffer) -> bool:
    state = select(t.campaign.c.state).where(t.campaign.c.id == staffer.campaign)
    return bool(conn.execute(state).scalar_one() == "published")
