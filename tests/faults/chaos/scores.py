"""Scores: what the workers left must be what comes out when everything is computed anew from the answers."""

from typing import Any

from sqlalchemy import Connection, select

from dti_core.campaign import scoring_unit
from dti_core.campaign.exact import to_micro
from dti_core.scoring import engine, peers
from dti_core.scoring.model import Best, PeerKey, UnitScore
from dti_core.scoring.peers import Published
from dti_core.store import tables as t
from dti_core.store.database import Database
from tests.faults.chaos.verdict import Verdict


def check(db: Database, verdict: Verdict) -> None:
    """Two passes from the answers alone: what units show each other, then points with the bests of that."""
    with db.read() as conn:
        looks = [scoring_unit.look(conn, one) for one in conn.execute(select(t.enrolment.c.id)).scalars()]
        bests = _bests(looks)
        for look in looks:
            _compare(
                conn, look.row.id, engine.score(look.framework, look.answers, bests, look.references), verdict
            )


def _bests(looks: list[scoring_unit.Snapshot]) -> dict[PeerKey, Best]:
    shown = [
        Published(
            look.answers.id, look.row.group_id, engine.unit_pass(look.framework, look.answers, look.granted)
        )
        for look in looks
        if not look.row.volunteer
    ]
    return dict(peers.bests(looks[0].framework, shown, looks[0].references))


def _compare(conn: Connection, enrolment: int, score: UnitScore, verdict: Verdict) -> None:
    verdict.count("scores")
    row = conn.execute(select(t.score).where(t.score.c.enrolment_id == enrolment)).one_or_none()
    if row is None:
        verdict.wrong.append(f"enrolment {enrolment} has no score")
        return
    _differ(enrolment, "points", row.points_micro, to_micro(score.points), verdict)
    stored = t.criterion_score.c
    for one in conn.execute(select(t.criterion_score).where(stored.enrolment_id == enrolment)):
        found = score.criteria.get(one.criterion)
        _differ(enrolment, one.criterion, one.points_micro, found and to_micro(found.points), verdict)


def _differ(enrolment: int, what: str, stored: Any, computed: Any, verdict: Verdict) -> None:
    if stored != computed:
        verdict.wrong.append(f"enrolment {enrolment} {what}: {stored} is stored, {computed} comes out")
