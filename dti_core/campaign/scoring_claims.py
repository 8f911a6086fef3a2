"""Which units a worker takes on: those whose answers are ahead of their score, one worker each."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select, true, update

from dti_core.campaign import pace
from dti_core.store import tables as t

CLAIM = timedelta(seconds=2)
"""A worker that has not written by then is taken for dead; should it live, versions keep its result out."""

_e = t.enrolment.c
_BEHIND = and_(_e.wanted_version > _e.scored_version, t.campaign.c.state != "published")
_GROUPS = and_(
    t.peer_group.c.wanted_version > t.peer_group.c.computed_version, t.campaign.c.state != "published"
)


def behind(conn: Connection) -> bool:
    """Whether any unit's score is older than its answers, or any group's bests are older than its units."""
    units = select(_e.id).join(t.campaign, t.campaign.c.id == _e.campaign_id).where(_BEHIND)
    return bool(conn.execute(select(true()).where(or_(units.exists(), groups().exists()))).scalar())


def groups() -> Select[Any]:
    """The peer groups whose bests have to be computed."""
    group = t.peer_group.c
    ours = t.campaign.c.id == group.campaign_id
    return select(group.campaign_id, group.framework_id).join(t.campaign, ours).where(_GROUPS)


def ready(conn: Connection, now: datetime, limit: int) -> Sequence[int]:
    """Units that can be computed now, the longest waiting first."""
    chosen = select(_e.id).join(t.campaign, t.campaign.c.id == _e.campaign_id)
    waited = chosen.where(_BEHIND, _free(now), _rested(conn, now)).order_by(_e.touched_at, _e.id).limit(limit)
    return conn.execute(waited).scalars().all()


def unfinished(conn: Connection) -> bool:
    """Whether units wait: for their rest after the last run, or for a worker that took them, alive or not."""
    units = select(_e.id).join(t.campaign, t.campaign.c.id == _e.campaign_id)
    return conn.execute(units.where(_BEHIND).limit(1)).first() is not None


def claim(conn: Connection, units: Sequence[int], now: datetime) -> Sequence[int]:
    """Take these units on, leaving out what another worker has taken meanwhile."""
    free = (
        select(_e.id)
        .where(_e.id.in_(units), _e.wanted_version > _e.scored_version, _free(now))
        .order_by(_e.id)
        .with_for_update(skip_locked=True)
    )
    mine = conn.execute(free).scalars().all()
    if mine:
        conn.execute(update(t.enrolment).where(_e.id.in_(mine)).values(claimed_until=now + CLAIM))
    return mine


def _free(now: datetime) -> ColumnElement[bool]:
    """Nobody has it; no claim reaches farther than `CLAIM`: one that does is from before the clock was set
    back."""
    return or_(_e.claimed_until.is_(None), _e.claimed_until <= now, _e.claimed_until > now + CLAIM)


def _rested(conn: Connection, now: datetime) -> ColumnElement[bool]:
    """Long enough since the last time; a score of the future was made before the clock was set back."""
    lately = and_(_e.touched_at > now - pace.LOOK_BACK, _e.touched_at <= now)
    busy = select(func.count()).select_from(t.enrolment).where(lately)
    pause = pace.pause(conn.execute(busy).scalar_one())
    return or_(_e.scored_at.is_(None), _e.scored_at <= now - pause, _e.scored_at > now)
