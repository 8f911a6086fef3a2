"""The self-assessment form that somebody asks for: queued, and drawn up for whom it still belongs to."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, select

from dti_core.campaign import asking, desk, tasks
from dti_core.campaign.people import Speaker
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import staffer
from dti_core.campaign.staff.staffer import Staffer
from dti_core.campaign.tasks import Claimed, Requester
from dti_core.messages.paper.form import Form, form
from dti_core.scoring import engine
from dti_core.store import tables as t
from dti_core.survey.questionnaire import Questionnaire
from dti_core.survey.to_scoring import unit_answers

KIND = "self_form"


def ask(conn: Connection, speaker: Speaker, now: datetime) -> Refusal | None:
    """For one's own unit; a second press waits for the first."""
    requester = Requester(speaker.person, speaker.active_assignment, speaker.identity)
    enrolment = asking.unit_of(conn, requester)
    if enrolment is None:
        return Refusal("no_assignment")
    _queue(conn, requester, enrolment, now)
    return None


def ask_for(
    conn: Connection, who: Staffer, requester: Requester, enrolment: int, now: datetime
) -> Refusal | None:
    """For a unit within reach of the staff."""
    if refusal := who.lacks("answer_for") or _out_of_reach(conn, who, enrolment):
        return refusal
    _queue(conn, requester, enrolment, now)
    return None


def of_task(conn: Connection, task: Claimed) -> tuple[str, Form] | Refusal:
    """The unit's short name and the form as it stands now, if it is still theirs to see."""
    enrolment = int(task.arguments["enrolment"])
    if asking.unit_of(conn, task.requester) == enrolment:
        person, assignment = task.requester.person or 0, task.requester.assignment or 0
        return slug(conn, enrolment), drawn(desk.load(conn, person, assignment))
    who = staffer.at_work(conn, task.requester)
    if who is None:
        return Refusal("no_assignment")
    if refusal := who.lacks("answer_for") or _out_of_reach(conn, who, enrolment):
        return refusal
    return slug(conn, enrolment), of_unit(conn, enrolment)


def of_unit(conn: Connection, enrolment: int) -> Form:
    """The form of a unit, through nobody's eyes."""
    return drawn(desk.of_unit(conn, enrolment))


def drawn(view: Questionnaire) -> Form:
    """The form with what the unit gives itself: assessors' points and measurements are not its own."""
    own = replace(unit_answers(view), assessments={}, measured={})
    return form(view, engine.score(view.framework, own, view.bests, view.references))


def slug(conn: Connection, enrolment: int) -> str:
    """The unit's short name, for names of files."""
    named = select(t.unit.c.slug).join(t.enrolment, t.enrolment.c.unit_id == t.unit.c.id)
    return str(conn.execute(named.where(t.enrolment.c.id == enrolment)).scalar_one())


def _queue(conn: Connection, requester: Requester, enrolment: int, now: datetime) -> None:
    mark = f"{KIND}:{requester.person}:{enrolment}"
    tasks.ask(conn, KIND, {"enrolment": enrolment}, now, requester=requester, mark=mark)


def _out_of_reach(conn: Connection, who: Staffer, enrolment: int) -> Refusal | None:
    here = select(t.enrolment.c.group_id).where(
        t.enrolment.c.id == enrolment, t.enrolment.c.campaign_id == who.campaign
    )
    group = conn.execute(here).scalar_one_or_none()
    return None if group is not None and who.reaches(group) else Refusal("out_of_reach", str(enrolment))
