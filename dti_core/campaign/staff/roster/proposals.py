"""A roster that was handed in waits for a yes: nothing is written before, and only what was shown."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from dti_core.campaign.history import Act, record_act
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff.roster import applying, book, snapshot
from dti_core.campaign.staff.roster.book import Book
from dti_core.campaign.staff.roster.planning import plan as plan_of
from dti_core.campaign.staff.staffer import Staffer
from dti_core.messages.staff.roster_plan import Plan
from dti_core.store import tables as t

KIND = "roster"
_proposal = t.proposal.c


@dataclass(frozen=True)
class Source:
    """The file that a proposal came in."""

    name: str
    sha256: str | None = None


@dataclass(frozen=True)
class Proposed:
    """A proposal with what it would do now. `moved`: the roster changed since it was shown."""

    id: int
    plan: Plan
    name: str
    moved: bool = False


@dataclass(frozen=True)
class Applied:
    """What was written."""

    plan: Plan


def propose(
    conn: Connection, staffer: Staffer, given: Book, source: Source, now: datetime
) -> Proposed | Refusal:
    """Keep a book with what it would do; an earlier one of the same person that waits is withdrawn."""
    if refusal := staffer.lacks("roster"):
        return refusal
    standing = snapshot.take(conn, staffer.campaign)
    if standing.state == "published":
        return Refusal("published")
    earlier = (
        _proposal.campaign_id == staffer.campaign,
        _proposal.kind == KIND,
        _proposal.state == "pending",
    )
    mine = _proposal.person_id == staffer.who.person
    conn.execute(update(t.proposal).where(*earlier, mine).values(state="cancelled", decided_at=now))
    plan = plan_of(given, standing, staffer.groups)
    return Proposed(_keep(conn, staffer, given, plan, source, now), plan, source.name)


def look(conn: Connection, staffer: Staffer, proposal: int) -> Proposed | Refusal:
    """What a waiting proposal would do now."""
    if refusal := staffer.lacks("roster"):
        return refusal
    row = _waiting(conn, staffer, proposal)
    if isinstance(row, Refusal):
        return row
    given, digest = _read(row)
    plan = plan_of(given, snapshot.take(conn, staffer.campaign), staffer.groups)
    return Proposed(proposal, plan, row.file_name or "", moved=plan.digest != digest)


def apply(conn: Connection, staffer: Staffer, proposal: int, now: datetime) -> Applied | Proposed | Refusal:
    """Write it; where the roster has changed since it was shown, show instead what it would do now."""
    if refusal := staffer.lacks("roster"):
        return refusal
    row = _waiting(conn, staffer, proposal)
    if isinstance(row, Refusal):
        return row
    standing = snapshot.take(conn, staffer.campaign, locked=True)
    if standing.state == "published":
        return Refusal("published")
    given, digest = _read(row)
    plan = plan_of(given, standing, staffer.groups)
    if plan.grants and (refusal := staffer.unproven(now)):
        return refusal
    if plan.digest != digest:
        _settle(conn, proposal, "outdated", now)
        source = Source(row.file_name or "", row.file_sha256)
        return Proposed(_keep(conn, staffer, given, plan, source, now), plan, source.name, moved=True)
    applying.carry_out(conn, staffer, plan, now)
    _settle(conn, proposal, "applied", now)
    act = Act("roster_imported", f"proposal:{proposal}", new=row.file_name)
    record_act(conn, staffer.who, act, now, campaign=staffer.campaign)
    return Applied(plan)


def cancel(conn: Connection, staffer: Staffer, proposal: int, now: datetime) -> Refusal | None:
    """Forget it."""
    if refusal := staffer.lacks("roster"):
        return refusal
    row = _waiting(conn, staffer, proposal)
    if isinstance(row, Refusal):
        return row
    _settle(conn, proposal, "cancelled", now)
    return None


def _keep(conn: Connection, staffer: Staffer, given: Book, plan: Plan, source: Source, now: datetime) -> int:
    payload = {"digest": plan.digest, "book": given.dump()}
    row = {
        "campaign_id": staffer.campaign,
        "kind": KIND,
        "file_sha256": source.sha256,
        "file_name": source.name,
        "payload": json.dumps(payload, ensure_ascii=False),
        "person_id": staffer.who.person,
        "channel": staffer.who.channel,
        "created_at": now,
    }
    return int(conn.execute(insert(t.proposal).returning(_proposal.id), row).scalar_one())


def _waiting(conn: Connection, staffer: Staffer, proposal: int) -> Row[Any] | Refusal:
    """A proposal of this campaign that nobody has decided."""
    here = (_proposal.id == proposal, _proposal.campaign_id == staffer.campaign, _proposal.kind == KIND)
    row = conn.execute(select(t.proposal).where(*here).with_for_update()).one_or_none()
    if row is None:
        return Refusal("unknown_proposal", str(proposal))
    return row if row.state == "pending" else Refusal("proposal_settled", row.state)


def _read(row: Row[Any]) -> tuple[Book, str]:
    payload = json.loads(row.payload)
    return book.load(payload["book"]), str(payload["digest"])


def _settle(conn: Connection, proposal: int, state: str, now: datetime) -> None:
    conn.execute(update(t.proposal).where(_proposal.id == proposal).values(state=state, decided_at=now))
