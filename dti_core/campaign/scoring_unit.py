"""The unit pass: one snapshot, pure scoring, one write that a newer score refuses."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, and_, bindparam, delete, insert, select, update

from dti_core import correlation, figures, trail
from dti_core.campaign import frameworks, marks, score_rows, unit_answers
from dti_core.campaign.exact import hundredths, to_text
from dti_core.framework.framework import Framework
from dti_core.scoring import engine, peers
from dti_core.scoring.model import Best, PeerKey, PeerValue, UnitAnswers, UnitScore
from dti_core.store import tables as t
from dti_core.store.database import Database

PEERS_WAIT = timedelta(hours=1)
"""Whose rank moved without their doing sees it when they next do something, or at most this much later."""

_ROW = select(t.enrolment).where(t.enrolment.c.id == bindparam("enrolment"))
_VALUES = select(t.peer_value.c.criterion, t.peer_value.c.value, t.peer_value.c.points).where(
    t.peer_value.c.enrolment_id == bindparam("enrolment")
)


Shown = tuple[str | None, str | None]
"""Value and points of one criterion, exact texts."""


@dataclass(frozen=True)
class Snapshot:
    """One enrolment at one moment: its version together with everything its points rest on."""

    row: Row[Any]
    framework: Framework
    answers: UnitAnswers
    bests: Mapping[PeerKey, Best]
    references: Mapping[str, Any]
    granted: frozenset[str]


@dataclass(frozen=True)
class Result:
    """What was computed from a snapshot."""

    snapshot: Snapshot
    score: UnitScore
    shows: Mapping[str, Shown]
    """What the unit shows its peers."""


def look(conn: Connection, enrolment: int) -> Snapshot:
    """Read version and answers in one transaction of one snapshot."""
    row = conn.execute(_ROW, {"enrolment": enrolment}).one()
    framework = frameworks.framework(conn, row.content_hash)
    return Snapshot(
        row=row,
        framework=framework,
        answers=unit_answers.unit_answers(conn, row, framework),
        bests=unit_answers.bests(conn, row.campaign_id, row.framework_id),
        references=unit_answers.references(conn, row.campaign_id, row.framework_id),
        granted=granted_anywhere(conn, row.campaign_id, row.framework_id, framework),
    )


def granted_anywhere(
    conn: Connection, campaign: int, framework_id: str, framework: Framework
) -> frozenset[str]:
    """Criteria on which somebody depends because staff granted "best of the peers" there."""
    request, enrolment = t.exemption_request.c, t.enrolment.c
    rows = conn.execute(
        select(request.criterion, request.kind)
        .join(t.enrolment, enrolment.id == request.enrolment_id)
        .where(
            enrolment.campaign_id == campaign,
            enrolment.framework_id == framework_id,
            request.state == "granted",
        )
    ).all()
    pairs = [UnitAnswers(id="", group="", exemptions={row.criterion: row.kind}) for row in rows]
    return peers.granted_criteria(framework, pairs)


def compute(snapshot: Snapshot) -> Result:
    """Pure: the score, and what the unit shows its peers."""
    score = engine.score(snapshot.framework, snapshot.answers, snapshot.bests, snapshot.references)
    shows = engine.unit_pass(snapshot.framework, snapshot.answers, snapshot.granted)
    return Result(snapshot, score, {name: _texts(value) for name, value in shows.items()})


def write(conn: Connection, result: Result, now: datetime) -> bool:
    """Keep a result, unless a newer one is there or the campaign is published.

    Locks are taken in one order everywhere (enrolments by id, group, score, status): passes do not deadlock.
    """
    row = result.snapshot.row
    if not _advance(conn, row, now):
        return False
    if result.shows != _shown(conn, row.id):
        _show(conn, row, result.shows)
    before = score_rows.keep(conn, row, result.score, now)
    _tell(conn, row, before, result.score, now)
    return True


def rescore(db: Database, enrolment: int, now: datetime) -> bool:
    """The whole pass for one unit; False where a newer score had been written meanwhile."""
    began = time.monotonic()
    with db.read() as conn:
        snapshot = look(conn, enrolment)
    with correlation.following(snapshot.row.cause):
        result = compute(snapshot)
        with db.write() as conn:
            written = write(conn, result, now)
        _told(snapshot.row, written, time.monotonic() - began, now)
    return written


def _told(row: Row[Any], written: bool, seconds: float, now: datetime) -> None:
    """What the operator learns of a run."""
    figures.spread("scoring_seconds", seconds)
    if written and row.touched_at is not None and _acted(row):
        figures.spread("scoring_lag_seconds", (now - row.touched_at).total_seconds() + seconds)
    outcome = "written" if written else "outdated"
    trail.station(
        "scored", enrolment=row.id, version=row.wanted_version, seconds=round(seconds, 4), outcome=outcome
    )


def _texts(value: PeerValue) -> tuple[str | None, str | None]:
    return to_text(value.value), to_text(value.points)


def _advance(conn: Connection, row: Row[Any], now: datetime) -> bool:
    enrolment = t.enrolment.c
    published = select(t.campaign.c.id).where(
        t.campaign.c.id == row.campaign_id, t.campaign.c.state == "published"
    )
    older = (enrolment.id == row.id, enrolment.scored_version < row.wanted_version, ~published.exists())
    done = {"scored_version": row.wanted_version, "scored_at": now, "claimed_until": None}
    return conn.execute(update(t.enrolment).where(*older).values(done)).rowcount == 1


def _shown(conn: Connection, enrolment: int) -> dict[str, Shown]:
    """What it has shown so far; read here, under the lock, since another pass may have written meanwhile."""
    rows = conn.execute(_VALUES, {"enrolment": enrolment})
    return {row.criterion: (row.value, row.points) for row in rows}


def _show(conn: Connection, row: Row[Any], shows: Mapping[str, Shown]) -> None:
    group = t.peer_group.c
    ours = (group.campaign_id == row.campaign_id, group.framework_id == row.framework_id)
    conn.execute(update(t.peer_group).where(*ours).values(wanted_version=group.wanted_version + 1))
    conn.execute(delete(t.peer_value).where(t.peer_value.c.enrolment_id == row.id))
    rows = [
        {"enrolment_id": row.id, "criterion": name, "value": value, "points": points}
        for name, (value, points) in shows.items()
    ]
    if rows:
        conn.execute(insert(t.peer_value), rows)


def _tell(conn: Connection, row: Row[Any], before: Row[Any] | None, score: UnitScore, now: datetime) -> None:
    """Its own people see it at once where they did something; whose points or rank merely moved, lazily."""
    if before is None or _acted(row):
        marks.status_changed(conn, row.id)
    elif score_rows.looks_different(before, score):
        marks.peers_status_changed(conn, t.score.c.enrolment_id == row.id, now + PEERS_WAIT)
    if not row.volunteer:
        _tell_peers(conn, row, before, score, now)


def _acted(row: Row[Any]) -> bool:
    """Whether its own people changed something since the last score."""
    return row.scored_at is None or (row.touched_at is not None and row.touched_at >= row.scored_at)


def _tell_peers(
    conn: Connection, row: Row[Any], before: Row[Any] | None, score: UnitScore, now: datetime
) -> None:
    """Units that this one has passed, or fallen behind, have another rank now.

    All of its group are told otherwise how many there are where it is new, and how many are past the half.
    """
    others = and_(
        t.score.c.campaign_id == row.campaign_id,
        t.score.c.framework_id == row.framework_id,
        t.score.c.group_id == row.group_id,
        t.score.c.volunteer.is_(False),
        t.score.c.enrolment_id != row.id,
    )
    if before is None or score_rows.is_past_half(before.answered, before.total) != _is_past_half(score):
        marks.peers_status_changed(conn, others, now + PEERS_WAIT)
        return
    low, high = sorted((before.rank_points, hundredths(score.points)))
    if low < high:
        passed = and_(others, t.score.c.rank_points >= low, t.score.c.rank_points < high)
        marks.peers_status_changed(conn, passed, now + PEERS_WAIT)


def _is_past_half(score: UnitScore) -> bool:
    return score_rows.is_past_half(*score_rows.progress(score))
