"""Which links are to be looked at: one open row each, taken by whoever holds the right to look."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, Select, select, update
from sqlalchemy.dialects.postgresql import insert as upsert  # SQLite speaks this one too

from dti_core.campaign import leases
from dti_core.campaign.leases import Lease
from dti_core.store import tables as t

LEASE = "links"
"""Only one process looks at links at a time, so that limits hold for all of them."""
TTL = timedelta(seconds=120)
"""Longer than a round may take."""
SEEN_WITHIN = timedelta(minutes=10)
MOST, MOST_PER_HOST = 40, 4
"""Of one round, so that slow addresses keep the others waiting for less than a minute."""
SCANNED = 400

_c, _e = t.evidence_check.c, t.evidence.c


@dataclass(frozen=True)
class Job:
    """An address to look at; `id` is the row that asks for it."""

    id: int
    evidence: int
    url: str
    attempt: int


def ask(
    conn: Connection, piece: int, now: datetime, *, due: datetime | None = None, attempt: int = 1,
    identity: int | None = None,
) -> None:  # fmt: skip
    """Have a link looked at (again). One that waits already is brought forward, and its asker noted."""
    row = {"evidence_id": piece, "attempt": attempt, "asked_at": now, "due_at": due or now}
    row["identity_id"] = identity
    added = upsert(t.evidence_check).on_conflict_do_nothing().returning(_c.id)
    if conn.execute(added, row).scalar_one_or_none() is None and identity is not None:
        mine = update(t.evidence_check).where(_c.evidence_id == piece, _c.at.is_(None))
        conn.execute(mine.values(due_at=now, identity_id=identity))


def waiting(conn: Connection, now: datetime) -> bool:
    """Whether anything is to be looked at now."""
    return conn.execute(_due(now).limit(1)).first() is not None


def due(conn: Connection, now: datetime, host_of: Callable[[str], str]) -> list[Job]:
    """What one round looks at: the longest waiting, a few of each host."""
    counts: dict[str, int] = {}
    jobs: list[Job] = []
    for row in conn.execute(_due(now).order_by(_c.due_at, _c.id).limit(SCANNED)):
        host = host_of(row.url)
        counts[host] = counts.get(host, 0) + 1
        if counts[host] <= MOST_PER_HOST and len(jobs) < MOST:
            jobs.append(Job(row.id, row.evidence_id, row.url, row.attempt))
    return jobs


def take_right(conn: Connection, holder: str, now: datetime) -> Lease | None:
    """The right to look; None while another process has it."""
    return leases.acquire(conn, LEASE, holder, now, TTL)


def is_at_work(conn: Connection, now: datetime) -> bool:
    """Whether some process looks at links at all: where that is switched off, nobody has held the right."""
    held = select(t.lease.c.expires_at).where(t.lease.c.name == LEASE)
    until = conn.execute(held).scalar_one_or_none()
    return until is not None and until > now - SEEN_WITHIN


def _due(now: datetime) -> Select[tuple[int, int, int, str | None]]:
    joined = select(_c.id, _c.evidence_id, _c.attempt, _e.url).join(t.evidence, _e.id == _c.evidence_id)
    return joined.where(_c.at.is_(None), _c.due_at <= now, _e.withdrawn_at.is_(None))
