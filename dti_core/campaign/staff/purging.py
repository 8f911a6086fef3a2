"""Confidential evidence sent by mistake is removed: a file's bytes or a link's address go, a tombstone stays,
those concerned are told.

What is decided here in one transaction is carried out by a worker: see `purged_files`.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from dti_core.campaign import files, marks, tasks
from dti_core.campaign.history import Act
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import people_told, purged_copies, purged_links
from dti_core.campaign.staff.purged_copies import NO_BYTES
from dti_core.campaign.staff.review_place import Place, look
from dti_core.campaign.staff.staffer import Staffer
from dti_core.campaign.tasks import NOBODY, Requester
from dti_core.messages.contact import purging as contact_texts
from dti_core.messages.staff.purging_views import REMOVED_LINK, Gone, Outlook
from dti_core.store import tables as t

TASK = "evidence_purge"
LONGEST_REASON = 500
_e = t.evidence.c
WIPED = dict.fromkeys(("file_name", "place", "document_number", "document_date", "note"))
"""Words beside a file may be as confidential as what is in it."""


@dataclass(frozen=True)
class _Found:
    """A file or link within reach of one of the staff."""

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
        what=row.url or row.file_name or row.file_sha256[:12],
        size=row.size,
        pieces=len(_same(conn, row)),
        elsewhere=_elsewhere(conn, row),
        sent_to=purged_copies.sent_to(conn, row.url or files.path_of(row.file_sha256)),
        is_link=row.kind == "link",
    )


def purge(
    conn: Connection,
    staffer: Staffer,
    piece: int,
    reason: str,
    now: datetime,
    requester: Requester = NOBODY,
) -> Gone | Refusal:
    """Remove a file or link from every criterion of its unit; what is on the disk follows within seconds."""
    found = _find(conn, staffer, piece)
    if isinstance(found, Refusal):
        return found
    if refusal := staffer.unproven(now):
        return refusal
    why = reason.strip()
    if not 0 < len(why) <= LONGEST_REASON or "\x00" in why:
        return Refusal("reason_needed")
    row, place = found.row, found.place
    if row.kind == "link":
        why = purged_links.hidden(why, row.url)
    conn.execute(select(_e.id).where(_e.enrolment_id == row.enrolment_id).with_for_update())
    same = _same(conn, row)
    for one in same:
        _bury(conn, place, one, why, now)
    if row.kind == "link":
        stopped = purged_copies.stop_books(conn, now)
        purged_links.forget(conn, row.url, [one.id for one in same])
    else:
        stopped = purged_copies.stop(conn, files.path_of(row.file_sha256), now)
    tasks.ask(conn, TASK, {}, now, campaign=staffer.campaign, requester=requester)
    marks.status_changed(conn, place.enrolment)
    told = _tell(conn, found, why, now)
    return Gone(place.row.unit_name, found.name, row.file_sha256, told, stopped)


def _elsewhere(conn: Connection, row: Row[Any]) -> tuple[str, ...]:
    if row.kind == "link":
        return purged_links.elsewhere(conn, row.url, row.enrolment_id)
    return purged_copies.elsewhere(conn, row.file_sha256, row.enrolment_id)


def _find(conn: Connection, staffer: Staffer, piece: int) -> _Found | Refusal:
    if refusal := staffer.lacks("purge"):
        return refusal
    kinds = _e.kind.in_(("file", "link"))
    row = conn.execute(select(t.evidence).where(_e.id == piece, kinds)).one_or_none()
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
    return _Found(place, row, node.name)


def _same(conn: Connection, row: Row[Any]) -> list[Row[Any]]:
    """The pieces of the unit with the same bytes or address, withdrawn ones too."""
    same = _e.url == row.url if row.kind == "link" else _e.file_sha256 == row.file_sha256
    here = (_e.enrolment_id == row.enrolment_id, same)
    rows = conn.execute(select(t.evidence).where(*here).order_by(_e.id)).all()
    return [one for one in rows if not purged_copies.is_buried(conn, one.id)]


def _bury(conn: Connection, place: Place, row: Row[Any], reason: str, now: datetime) -> None:
    who = place.staffer.who
    is_link = row.kind == "link"
    hashed = NO_BYTES if is_link else row.file_sha256
    stone = {"evidence_id": row.id, "sha256": hashed, "reason": reason, "at": now}
    conn.execute(insert(t.evidence_purge), {**stone, "person_id": who.person, "channel": who.channel})
    gone = dict(WIPED) if row.withdrawn_at else {**WIPED, "withdrawn_at": now, "withdrawn_by": who.person}
    if is_link:
        gone |= {"url": REMOVED_LINK, "link_check": None}
    conn.execute(update(t.evidence).where(_e.id == row.id).values(gone))
    what = f"{row.criterion} {hashed or 'link'}"
    place.seat.note(conn, Act("evidence_purged", f"evidence:{row.id}", old=what, reason=reason), now)


def _tell(conn: Connection, found: _Found, reason: str, now: datetime) -> int:
    """Those in charge, and whoever sent it."""
    told = 0
    row, place = found.row, found.place
    what = contact_texts.LINK if row.kind == "link" else contact_texts.FILE
    message = contact_texts.purged(what, found.name, row.criterion, row.added_at, place.row.time_zone, reason)
    for contact in people_told.contacts(conn, [row.enrolment_id]).get(row.enrolment_id, []):
        if contact.in_charge or contact.person == row.added_by:
            told += people_told.tell(conn, contact, message, now) is not None
    return told
