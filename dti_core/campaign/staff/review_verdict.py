"""Where the review of each criterion stands."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, func, select

from dti_core.campaign.staff.review_seen import CHUNK
from dti_core.messages.staff.review_views import Verdict
from dti_core.store import tables as t

SETTLED = ("accepted", "adjusted", "contested", "decided")
_r, _ev = t.review.c, t.review_event.c


def verdict_of(conn: Connection, enrolment: int, criterion: str, seen: str) -> Verdict:
    """Of one criterion; `seen` is its digest now."""
    found = verdicts(conn, [enrolment], {enrolment: {criterion: seen}}, criterion)
    return found.get((enrolment, criterion), Verdict())


def verdicts(
    conn: Connection,
    units: Sequence[int],
    seen: dict[int, dict[str, str]],
    criterion: str | None = None,
) -> dict[tuple[int, str], Verdict]:
    """What has been said so far, by enrolment and criterion. `seen`: digests as they are now, where known."""
    found: dict[tuple[int, str], Verdict] = {}
    for part in _chunks(units):
        told = _told(conn, part)
        chosen = select(t.review, t.person.c.name).outerjoin(t.person, t.person.c.id == _r.person_id)
        chosen = chosen.where(_r.enrolment_id.in_(part))
        for row in conn.execute(chosen.where(_r.criterion == criterion) if criterion else chosen):
            now = seen.get(row.enrolment_id, {}).get(row.criterion)
            changed = row.state in SETTLED and None not in (now, row.seen) and now != row.seen
            key = (row.enrolment_id, row.criterion)
            found[key] = Verdict(row.state, row.reason, row.name, row.at, changed, key in told)
    return found


def _told(conn: Connection, units: Sequence[int]) -> set[tuple[int, str]]:
    """Returns whose last word has reached the unit."""
    last = (
        select(func.max(_ev.id).label("id"))
        .where(_ev.enrolment_id.in_(units), _ev.action == "returned")
        .group_by(_ev.enrolment_id, _ev.criterion)
        .subquery()
    )
    rows = conn.execute(
        select(_ev.enrolment_id, _ev.criterion)
        .join(last, last.c.id == _ev.id)
        .where(_ev.told_at.is_not(None))
    )
    return {(row.enrolment_id, row.criterion) for row in rows}


def _chunks(units: Sequence[int]) -> Iterable[Sequence[int]]:
    return (units[start : start + CHUNK] for start in range(0, len(units), CHUNK))
