"""How far the units are when the machine begins: so that verifying and publishing are not always far away."""

from sqlalchemy import Connection

from dti_core.campaign import answers, submission
from dti_core.campaign.people import Speaker, switch
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import review, review_batch, staffer
from dti_core.campaign.staff.review import Target
from dti_core.store import tables as t
from dti_core.store.database import Database
from tests.faults.machine.clock import Clock
from tests.faults.machine.town import JOINS, Town

STAGES = ("new", "begun", "answered", "handed in", "under review", "verified")
GIVEN = {"info:1": "60", "1.1:a": "true", "1.2:a": "57", "1.3:a": "4", "1.4:a": "vua"}
CRITERIA = ("1.1", "1.2", "1.3", "1.4")


def bring(db: Database, town: Town, clock: Clock, unit: str, stage: str) -> None:
    """One unit to its stage, by the use cases."""
    far = STAGES.index(stage)
    with db.write() as conn:
        who = _contact(conn, town, unit, clock)
        for key, value in list(GIVEN.items())[: (0, 2, 5, 5, 5, 5)[far]]:
            _taken(answers.record(conn, who, key, value, clock()))
        if far >= STAGES.index("handed in"):
            _taken(submission.submit(conn, who, clock()))
        if far >= STAGES.index("under review"):
            _review(conn, town.campaign, town.units[unit], stage, clock)


def _contact(conn: Connection, town: Town, unit: str, clock: Clock) -> Speaker:
    """Whoever answers for it, working on it now."""
    name = next(name for name, of in JOINS if of == unit)
    speaker = town.people[name]
    role = (t.assignment.c.person_id == speaker.person, t.assignment.c.enrolment_id == town.units[unit])
    assignment = conn.execute(t.assignment.select().where(*role)).one().id
    _taken(switch(conn, speaker, assignment, clock()))
    return Speaker(speaker.person, speaker.identity, assignment, speaker.channel, speaker.name)


def _review(conn: Connection, campaign: int, enrolment: int, stage: str, clock: Clock) -> None:
    hand = staffer.operator(campaign)
    for one in CRITERIA if stage == "verified" else CRITERIA[:1]:
        _taken(review.accept(conn, hand, Target(enrolment, one), clock()))
    if stage == "verified":
        _taken(review_batch.verify(conn, hand, enrolment, clock()))


def _taken(result: object) -> None:
    assert not isinstance(result, Refusal), result
