"""A book that was handed in waits for a yes; conflicts are decided one by one; then all of it, or nothing."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Connection, Row, insert, select, update

from dti_core.campaign.forms import filled as books
from dti_core.campaign.forms.filled import KINDS, Filled
from dti_core.campaign.forms.holders import Holder, who
from dti_core.campaign.forms.kinds import FORMS
from dti_core.campaign.forms.settling import Decisions
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff.staffer import Staffer
from dti_core.messages.form_views import Comparison, Side
from dti_core.store import tables as t
from dti_core.survey.dossier import Paper

_row = t.proposal.c


@dataclass(frozen=True)
class Source:
    """The file that a book came in."""

    name: str
    sha256: str


@dataclass(frozen=True)
class Proposed:
    """A book that waits, and what it would do now. `moved`: something changed since it was shown."""

    id: int
    comparison: Comparison
    name: str
    moved: bool = False


@dataclass(frozen=True)
class Applied:
    """What was stored."""

    comparison: Comparison


def propose(
    conn: Connection, holder: Holder, filled: Filled, source: Source, now: datetime
) -> Proposed | Refusal:
    """Keep a book with nothing decided yet; an earlier one of the same kind and person is withdrawn."""
    found = compare(conn, holder, filled, {}, now)
    if isinstance(found, Refusal):
        return found
    place = _place(conn, holder)
    mine = (_row.person_id == who(holder).person, _row.kind == filled.kind, _row.state == "pending")
    here = tuple(_row[name] == value for name, value in place.items())
    conn.execute(update(t.proposal).where(*mine, *here).values(state="cancelled", decided_at=now))
    row = {
        **place,
        "kind": filled.kind,
        "file_sha256": source.sha256,
        "file_name": source.name,
        "payload": _dump(filled, {}),
        "person_id": who(holder).person,
        "channel": who(holder).channel,
        "created_at": now,
    }
    new = int(conn.execute(insert(t.proposal).returning(_row.id), row).scalar_one())
    return Proposed(new, found, source.name)


def compare(
    conn: Connection, holder: Holder, filled: Filled, decisions: Decisions, now: datetime
) -> Comparison | Refusal:
    """What a book would do now."""
    form = FORMS[filled.kind]
    if isinstance(holder, Staffer):
        if refusal := holder.lacks(form.power):
            return refusal
    elif filled.kind != "questionnaire":
        return Refusal("not_allowed", filled.kind)
    return form.compare(conn, holder, filled, decisions, now)


def look(conn: Connection, holder: Holder, proposal: int, now: datetime) -> Proposed | Refusal:
    """What a waiting book would do now."""
    row = _waiting(conn, holder, proposal)
    if isinstance(row, Refusal):
        return row
    found = compare(conn, holder, *_load(row), now)
    return found if isinstance(found, Refusal) else Proposed(proposal, found, row.file_name or "")


def cite(conn: Connection, holder: Holder, proposal: int, paper: Paper, now: datetime) -> Proposed | Refusal:
    """The unit's document that a waiting book is typed in from; what is said anew replaces."""
    row = _waiting(conn, holder, proposal)
    if isinstance(row, Refusal):
        return row
    filled, decisions = _load(row)
    cited = replace(filled, cites=filled.cites.with_more(replace(paper, file=None)))
    conn.execute(update(t.proposal).where(_row.id == proposal).values(payload=_dump(cited, decisions)))
    found = compare(conn, holder, cited, decisions, now)
    return found if isinstance(found, Refusal) else Proposed(proposal, found, row.file_name or "")


def decide(
    conn: Connection, holder: Holder, proposal: int, mark: str | None, side: Side, now: datetime
) -> Proposed | Refusal:
    """A side for one conflict (by its mark), or for all that are left."""
    row = _waiting(conn, holder, proposal)
    if isinstance(row, Refusal):
        return row
    filled, decisions = _load(row)
    found = compare(conn, holder, filled, decisions, now)
    if isinstance(found, Refusal):
        return found
    meant = [one for one in found.having("conflict") if mark in (None, one.mark)]
    chosen = {**decisions, **{one.id: (side, one.stamp) for one in meant}}
    conn.execute(update(t.proposal).where(_row.id == proposal).values(payload=_dump(filled, chosen)))
    again = compare(conn, holder, filled, chosen, now)
    return again if isinstance(again, Refusal) else Proposed(proposal, again, row.file_name or "")


def apply(
    conn: Connection, holder: Holder, proposal: int, digest: str, now: datetime
) -> Applied | Proposed | Refusal:
    """Store it all; where it would do something else than was shown (`digest`), show that instead."""
    row = _waiting(conn, holder, proposal)
    if isinstance(row, Refusal):
        return row
    filled, decisions = _load(row)
    found = store(conn, holder, filled, decisions, digest, now)
    if isinstance(found, Refusal):
        return found
    if found.digest != digest or found.having("conflict"):
        return Proposed(proposal, found, row.file_name or "", moved=found.digest != digest)
    conn.execute(update(t.proposal).where(_row.id == proposal).values(state="applied", decided_at=now))
    return Applied(found)


def store(
    conn: Connection, holder: Holder, filled: Filled, decisions: Decisions, digest: str, now: datetime
) -> Comparison | Refusal:
    """Everything or nothing; nothing either where conflicts are left or it is not what was shown."""
    found = compare(conn, holder, filled, decisions, now)
    if isinstance(found, Refusal) or found.digest != digest or found.having("conflict"):
        return found
    savepoint = conn.begin_nested()
    refusal = FORMS[filled.kind].store(conn, holder, filled, decisions, now)
    if refusal is not None:
        savepoint.rollback()
        return refusal
    savepoint.commit()
    return found


def cancel(conn: Connection, holder: Holder, proposal: int, now: datetime) -> Refusal | None:
    """Forget it."""
    row = _waiting(conn, holder, proposal)
    if isinstance(row, Refusal):
        return row
    conn.execute(update(t.proposal).where(_row.id == proposal).values(state="cancelled", decided_at=now))
    return None


def _waiting(conn: Connection, holder: Holder, proposal: int) -> Row[Any] | Refusal:
    """A book that this person handed in, in the role that they work in now."""
    place = _place(conn, holder)
    here = [_row[name] == value for name, value in place.items() if value is not None]
    mine = (_row.id == proposal, _row.kind.in_(KINDS), _row.person_id == who(holder).person)
    row = conn.execute(select(t.proposal).where(*mine, *here).with_for_update()).one_or_none()
    if row is None:
        return Refusal("unknown_proposal", str(proposal))
    return row if row.state == "pending" else Refusal("proposal_settled", row.state)


def _place(conn: Connection, holder: Holder) -> Mapping[str, int | None]:
    """The campaign, and the contact's own enrolment while the role is theirs."""
    if isinstance(holder, Staffer):
        return {"campaign_id": holder.campaign, "enrolment_id": None}
    a = t.assignment.c
    mine = (a.id == holder.active_assignment, a.person_id == holder.person, a.revoked_at.is_(None))
    row = conn.execute(select(a.campaign_id, a.enrolment_id).where(*mine)).one_or_none()
    return (
        {"campaign_id": -1, "enrolment_id": -1}
        if row is None
        else {"campaign_id": row.campaign_id, "enrolment_id": row.enrolment_id}
    )


def _dump(filled: Filled, decisions: Decisions) -> str:
    return json.dumps({"book": filled.dump(), "decisions": decisions}, ensure_ascii=False)


def _load(row: Row[Any]) -> tuple[Filled, Decisions]:
    raw = json.loads(row.payload)
    decisions = {name: (cast(Side, side), str(stamp)) for name, (side, stamp) in raw["decisions"].items()}
    return books.load(raw["book"]), decisions
