"""The group pass: the bests of the peers, and who has to be computed again because one of them moved."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, delete, insert, select, update

from dti_core.campaign import frameworks, unit_answers, words
from dti_core.campaign.exact import from_text, to_text
from dti_core.framework.framework import Framework
from dti_core.scoring import peers
from dti_core.scoring.award import ALL
from dti_core.scoring.model import Best, PeerKey, PeerValue, UnitAnswers
from dti_core.scoring.peers import Published
from dti_core.store import tables as t
from dti_core.store.database import Database

_group = t.peer_group.c


@dataclass(frozen=True)
class Snapshot:
    """What the units of a campaign show each other, with the version of it."""

    campaign: int
    framework_id: str
    version: int
    framework: Framework
    published: tuple[Published, ...]
    references: Mapping[str, Any]


def recompute(db: Database, campaign: int, framework_id: str) -> bool:
    """The whole pass for one campaign and framework; False where a newer one had been written meanwhile."""
    with db.read() as conn:
        snapshot = look(conn, campaign, framework_id)
    found = peers.bests(snapshot.framework, snapshot.published, snapshot.references)
    with db.write() as conn:
        return write(conn, snapshot, found)


def look(conn: Connection, campaign: int, framework_id: str) -> Snapshot:
    """Read version and peer values in one snapshot."""
    here = (_group.campaign_id == campaign, _group.framework_id == framework_id)
    version = conn.execute(select(_group.wanted_version).where(*here)).scalar_one()
    return Snapshot(
        campaign=campaign,
        framework_id=framework_id,
        version=version,
        framework=_framework(conn, campaign, framework_id),
        published=_published(conn, campaign, framework_id),
        references=unit_answers.references(conn, campaign, framework_id),
    )


def write(conn: Connection, snapshot: Snapshot, found: Mapping[PeerKey, Best]) -> bool:
    """Keep the bests that moved and mark their dependents, unless a newer pass was faster.

    Enrolments are locked before the group, as the unit pass does, and in the order of their ids.
    """
    if unit_answers.bests(conn, snapshot.campaign, snapshot.framework_id) != found:
        _lock_units(conn, snapshot)
    here = (_group.campaign_id == snapshot.campaign, _group.framework_id == snapshot.framework_id)
    older = (*here, _group.computed_version < snapshot.version)
    done = update(t.peer_group).where(*older).values(computed_version=snapshot.version)
    if conn.execute(done).rowcount != 1:
        return False
    known = unit_answers.bests(conn, snapshot.campaign, snapshot.framework_id)
    moved = {key for key in known.keys() | found.keys() if known.get(key) != found.get(key)}
    if moved:
        _keep(conn, snapshot, moved, found)
        _mark_dependents(conn, snapshot, moved)
    return True


def _lock_units(conn: Connection, snapshot: Snapshot) -> None:
    conn.execute(_units_of(snapshot).with_for_update()).all()


def _units_of(snapshot: Snapshot) -> Select[Any]:
    enrolment = t.enrolment.c
    return (
        select(enrolment.id, enrolment.group_id, enrolment.traits)
        .where(enrolment.campaign_id == snapshot.campaign, enrolment.framework_id == snapshot.framework_id)
        .order_by(enrolment.id)
    )


def _framework(conn: Connection, campaign: int, framework_id: str) -> Framework:
    pinned = t.campaign_framework.c
    here = (pinned.campaign_id == campaign, pinned.framework_id == framework_id)
    return frameworks.framework(conn, conn.execute(select(pinned.content_hash).where(*here)).scalar_one())


def _published(conn: Connection, campaign: int, framework_id: str) -> tuple[Published, ...]:
    rows = conn.execute(
        select(t.peer_value, t.enrolment.c.group_id)
        .join(t.enrolment, t.enrolment.c.id == t.peer_value.c.enrolment_id)
        .where(
            t.enrolment.c.campaign_id == campaign,
            t.enrolment.c.framework_id == framework_id,
            t.enrolment.c.volunteer.is_(False),
        )
    )
    units: dict[tuple[str, str], dict[str, PeerValue]] = {}
    for row in rows:
        shown = PeerValue(from_text(row.value), from_text(row.points))
        units.setdefault((str(row.enrolment_id), row.group_id), {})[row.criterion] = shown
    return tuple(Published(unit, group, values) for (unit, group), values in units.items())


def _keep(
    conn: Connection, snapshot: Snapshot, moved: Iterable[PeerKey], found: Mapping[PeerKey, Best]
) -> None:
    best = t.peer_best.c
    for criterion, scope in sorted(moved):
        here = {"campaign_id": snapshot.campaign, "framework_id": snapshot.framework_id}
        key = {**here, "criterion": criterion, "scope": scope}
        conn.execute(delete(t.peer_best).where(*(best[name] == value for name, value in key.items())))
        if (criterion, scope) in found:
            conn.execute(insert(t.peer_best), {**key, **_row(found[criterion, scope])})


def _row(one: Best) -> dict[str, Any]:
    return {
        "value": to_text(one.value),
        "points": to_text(one.points),
        "peers": one.count,
        "holders": " ".join(one.holders),
    }


def _mark_dependents(conn: Connection, snapshot: Snapshot, moved: Iterable[PeerKey]) -> None:
    rows = conn.execute(_units_of(snapshot)).all()
    granted = _granted(conn, snapshot)
    framework, enrolment = snapshot.framework, t.enrolment.c
    concerned = [row.id for row in rows if _depends(framework, row, granted.get(row.id, {}), moved)]
    if concerned:
        raised = {"wanted_version": enrolment.wanted_version + 1}
        conn.execute(update(t.enrolment).where(enrolment.id.in_(concerned)).values(raised))


def _granted(conn: Connection, snapshot: Snapshot) -> dict[int, dict[str, str]]:
    request, enrolment = t.exemption_request.c, t.enrolment.c
    rows = conn.execute(
        select(request.enrolment_id, request.criterion, request.kind)
        .join(t.enrolment, enrolment.id == request.enrolment_id)
        .where(
            enrolment.campaign_id == snapshot.campaign,
            enrolment.framework_id == snapshot.framework_id,
            request.state == "granted",
        )
    )
    found: dict[int, dict[str, str]] = {}
    for row in rows:
        found.setdefault(row.enrolment_id, {})[row.criterion] = row.kind
    return found


def _depends(framework: Framework, row: Any, granted: Mapping[str, str], moved: Iterable[PeerKey]) -> bool:
    unit = UnitAnswers(id=str(row.id), group=row.group_id, traits=words.split(row.traits), exemptions=granted)
    seen = {key.partition("#")[0] for key, scope in moved if scope in (row.group_id, ALL)}
    return not seen.isdisjoint(peers.depends_on(framework, unit))
