"""A confidential file sent by mistake is removed: bytes go, a tombstone stays, those concerned are told.

What is decided here in one transaction is carried out by a worker: see `purged_files`.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from dti_core.campaign import files, marks, tasks
from dti_core.campaign.history import Act
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import people_told, purged_copies
from dti_core.campaign.staff.review_place import Place, look
from dti_core.campaign.staff.staffer import Staffer
from dti_core.campaign.tasks import NOBODY, Requester
from dti_core.messages.contact import purging as contact_texts
from dti_core.messages.staff.purging_views import Gone, Outlook
from dti_core.store import tables as t

TASK = "evidence_purge"
LONGEST_REASON = 500
_e = t.evidence.c
WIPED = dict.fromkeys(("file_name", "place", "document_number", "document_date", "note"))
"""Words beside a file may be as confidential as what is in it."""


@dataclass(frozen=True)
class _File:
    """A file within reach of one of the staff."""

    place: Place
    row: Row[Any]
    name: str


def foresee(conn: Connection, staffer: Staffer, piece: int) -> Outlook | Refusal:
    """What would be removed, and what would stay."""
    found = _find(conn, staffer, piece)
    if isinstance(found, Refusal):
        return found
    row = found.row
    return Outlook(
        piece=row.id,
        enrolment=row.enrolment_id,
        criterion=row.criterion,
        unit=found.place.row.unit_name,
        name=found.name,
        file=row.file_name or row.file_sha256[:12],
        size=row.size,
        pieces=len(_same(conn, row)),
        elsewhere=purged_copies.elsewhere(conn, row.file_sha256, row.enrolment_id),
        sent_to=purged_copies.sent_to(conn, files.path_of(row.file_sha256)),
    )


def purge(
    conn: Connection,
    staffer: Staffer,
    piece: int,
    reason: str,
    now: datetime,
    requester: Requester = NOBODY,
) -> Gone | Refusal:
    """Remove a file from every criterion of its unit; the bytes follow within seconds."""
    found = _find(conn, staffer, piece)
    if isinstance(found, Refusal):
        return found
    if refusal := staffer.unproven(now):
        return refusal
    why = reason.strip()
    if not 0 < len(why) <= LONGEST_REASON or "\x00" in why:
        return Refusal("reason_needed")
    row, place = found.row, found.place
    conn.execute(select(_e.id).where(_e.enrolment_id == row.enrolment_id).with_for_update())
    for one in _same(conn, row):
        _bury(conn, place, one, why, now)
    path = files.path_of(row.file_sha256)
    stopped = purged_copies.stop(conn, path, now)
    tasks.ask(conn, TASK, {}, now, campaign=staffer.campaign, requester=requester)
    marks.status_changed(conn, place.enrolment)
    told = _tell(conn, found, why, now)
    return Gone(place.row.unit_name, found.name, row.file_sha256, told, stopped)


def _find(conn: Connection, staffer: Staffer, piece: int) -> _File | Refusal:
    if refusal := staffer.lacks("purge"):
        return refusal
    row = conn.execute(select(t.evidence).where(_e.id == piece, _e.kind == "file")).one_or_none()
    if row is None:
        return Refusal("unknown_evidence", str(piece))
    place = look(conn, staffer, row.enrolment_id)
    if isinstance(place, Refusal):
        return place
    node = place.criterion(row.criterion)
    if isinstance(node, Refusal):
        return node
    if purged_copies.is_buried(conn, row.id):
        return Refusal("already_purged", str(piece))
    return _File(place, row, node.name)


def _same(conn: Connection, row: Row[Any]) -> list[Row[Any]]:
    """The pieces of the unit with the same bytes, withdrawn ones too."""
    here = (_e.enrolment_id == row.enrolment_id, _e.file_sha256 == row.file_sha256)
    rows = conn.execute(select(t.evidence).where(*here).order_by(_e.id)).all()
    return [one for one in rows if not purged_copies.is_buried(conn, one.id)]


def _bury(conn: Connection, place: Place, row: Row[Any], reason: str, now: datetime) -> None:
    who = place.staffer.who
    stone = {"evidence_id": row.id, "sha256": row.file_sha256, "reason": reason, "at": now}
    conn.execute(insert(t.evidence_purge), {**stone, "person_id": who.person, "channel": who.channel})
    gone = dict(WIPED) if row.withdrawn_at else {**WIPED, "withdrawn_at": now, "withdrawn_by": who.person}
    conn.execute(update(t.evidence).where(_e.id == row.id).values(gone))
    what = f"{row.criterion} {row.file_sha256}"
    place.seat.note(conn, Act("evidence_purged", f"evidence:{row.id}", old=what, reason=reason), now)


def _tell(conn: Connection, found: _File, reason: str, now: datetime) -> int:
    """Those in charge, and whoever sent it."""
    told = 0
    row, place = found.row, found.place
    message = contact_texts.purged(found.name, row.criterion, row.added_at, place.row.time_zone, reason)
    for contact in people_told.contacts(conn, [row.enrolment_id]).get(row.enrolment_id, []):
        if contact.in_charge or contact.person == row.added_by:
            told += people_told.tell(conn, contact, message, now) is not None
    return told
