"""Rights that one process holds at a time. A fence number rises with every new holder, so that a holder
that stalled and
lost its right cannot write any more."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from dti_core.store.tables import lease


@dataclass(frozen=True)
class Lease:
    """A right held: what for, by whom, and the fence that every write under it names."""

    name: str
    holder: str
    fence: int


def acquire(
    conn: Connection,
    name: str,
    holder: str,
    now: datetime,
    ttl: timedelta,
    is_dead: Callable[[str], bool] = lambda _holder: False,
) -> Lease | None:
    """Take a right that is free, run out, or held by somebody who is dead; None while another holds it."""
    row = conn.execute(select(lease).where(lease.c.name == name).with_for_update()).first()
    if row is None:
        conn.execute(insert(lease).values(name=name, holder=holder, fence=1, expires_at=now + ttl))
        return Lease(name, holder, 1)
    if row.expires_at > now and row.holder != holder and not is_dead(row.holder):
        return None
    fence = row.fence + 1
    conn.execute(
        update(lease).where(lease.c.name == name).values(holder=holder, fence=fence, expires_at=now + ttl)
    )
    return Lease(name, holder, fence)


def renew(conn: Connection, held: Lease, now: datetime, ttl: timedelta) -> bool:
    """Hold it longer; False once somebody else took it."""
    changed = conn.execute(
        update(lease)
        .where(lease.c.name == held.name, lease.c.fence == held.fence)
        .values(expires_at=now + ttl)
    )
    return changed.rowcount == 1


def release(conn: Connection, held: Lease, now: datetime) -> None:
    """Give it back, so that the next one need not wait."""
    conn.execute(
        update(lease).where(lease.c.name == held.name, lease.c.fence == held.fence).values(expires_at=now)
    )


def still_held(conn: Connection, held: Lease) -> bool:
    """Whether writes under this lease are still allowed; the row stays locked until the transaction ends."""
    found = select(lease.c.fence).where(lease.c.name == held.name).with_for_update(read=True)
    return conn.execute(found).scalar() == held.fence


def all_of(conn: Connection) -> Sequence[Row[Any]]:
    """Every right that was ever taken: `name`, `holder`, `fence`, `expires_at`."""
    return conn.execute(select(lease).order_by(lease.c.name)).all()
