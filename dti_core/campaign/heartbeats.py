"""Signs of life of every process: a row each, so that any of them can tell how all of them are."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.postgresql import insert as upsert  # SQLite speaks this one too

from dti_core.store import tables as t

SECONDS = 10.0
"""Between two signs of one process."""
ALIVE = timedelta(seconds=35)
"""Younger signs tell a living process."""
REMEMBERED = timedelta(days=1)
"""How long a process that ended without a word stays on the list."""

_h = t.heartbeat.c


@dataclass(frozen=True)
class Sign:
    """What a process tells of itself."""

    holder: str
    kind: str
    started_at: datetime
    version: str
    troubles: tuple[str, ...] = ()
    figures: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Process:
    """A process as it was last heard of."""

    sign: Sign
    seen_at: datetime

    def is_alive(self, now: datetime) -> bool:
        """Whether its last sign is young enough."""
        return now - self.seen_at < ALIVE


def beat(conn: Connection, sign: Sign, now: datetime) -> None:
    """Write a sign of life; forget processes not heard of for long."""
    row = {
        "holder": sign.holder,
        "kind": sign.kind,
        "started_at": sign.started_at,
        "seen_at": now,
        "version": sign.version,
        "troubles": " ".join(sorted(sign.troubles)),
        "figures": json.dumps(sign.figures, sort_keys=True),
    }
    changed = {name: value for name, value in row.items() if name != "holder"}
    conn.execute(
        upsert(t.heartbeat).values(row).on_conflict_do_update(index_elements=["holder"], set_=changed)
    )
    conn.execute(delete(t.heartbeat).where(_h.seen_at < now - REMEMBERED))


def leave(conn: Connection, holder: str) -> None:
    """It ends as it should."""
    conn.execute(delete(t.heartbeat).where(_h.holder == holder))


def all_of(conn: Connection) -> Sequence[Process]:
    """Every process heard of within a day, by kind and age."""
    return [
        Process(
            Sign(r.holder, r.kind, r.started_at, r.version, tuple(r.troubles.split()), json.loads(r.figures)),
            r.seen_at,
        )
        for r in conn.execute(select(t.heartbeat).order_by(_h.kind, _h.started_at, _h.holder))
    ]
