"""Invariants of points: what the stored answers yield is stored, and ranks are an ordering with ties."""

from sqlalchemy import Connection

from dti_core.campaign import frameworks, scores, standing, unit_answers
from dti_core.campaign.exact import hundredths, to_micro
from dti_core.scoring import engine
from dti_core.scoring.model import UnitScore
from dti_core.store import tables as t
from tests.faults.machine.stored import Stored


def every_score_is_a_recompute_or_on_its_way(conn: Connection, now: Stored, *, settled: bool = False) -> None:
    """Where nothing is behind, every stored part of every score is what the pure engine says."""
    behind = scores.is_work_waiting(conn)
    assert not (settled and behind)
    if behind or any(row.state == "published" for row in now.of(t.campaign)):
        return
    for expected in _recomputed(conn, now):
        _same(now, expected)


def _recomputed(conn: Connection, now: Stored) -> tuple[UnitScore, ...]:
    rows = now.of(t.enrolment)
    framework = frameworks.framework(conn, rows[0].content_hash)
    units = [unit_answers.unit_answers(conn, row, framework) for row in rows]
    known = unit_answers.references(conn, rows[0].campaign_id, rows[0].framework_id)
    return engine.score_all(framework, units, known)


def _same(now: Stored, expected: UnitScore) -> None:
    unit = int(expected.id)
    (row,) = [row for row in now.of(t.score) if row.enrolment_id == unit]
    found = (row.points_micro, row.score_micro, row.attainable_micro, row.rank_points)
    wanted = tuple(map(to_micro, (expected.points, expected.score, expected.attainable)))
    assert found == (*wanted, hundredths(expected.points)), (unit, found, wanted)
    parts = {r.criterion: (r.points_micro, r.state, r.basis, r.explanation) for r in now.of(t.criterion_score)
             if r.enrolment_id == unit}  # fmt: skip
    assert parts == {
        one.id: (to_micro(one.points), one.state, one.basis, one.explanation)
        for one in expected.criteria.values()
    }, unit
    sums = {(r.kind, r.node): r.points_micro for r in now.of(t.subtotal) if r.enrolment_id == unit}
    assert {node: points for (kind, node), points in sums.items() if kind == "index"} == {
        node: to_micro(points) for node, points in expected.indices.items()
    }, unit


def ranks_are_an_ordering_with_ties(conn: Connection, now: Stored) -> None:
    """1 + how many are strictly above, within the group; volunteers have none and count for nobody."""
    rows = now.of(t.score)
    for row in rows:
        place = standing.place_of(conn, row)
        peers = [one for one in rows if one.group_id == row.group_id and not one.volunteer]
        above = sum(one.rank_points > row.rank_points for one in peers)
        assert place.rank == (None if row.volunteer else above + 1), row
        assert place.units == len(peers)


def no_version_runs_ahead(now: Stored) -> None:
    """A score is never newer than its answers."""
    for row in now.of(t.enrolment):
        assert row.scored_version <= row.wanted_version
    for group in now.of(t.peer_group):
        assert group.computed_version <= group.wanted_version
