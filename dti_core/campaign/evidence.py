"""Evidence: links and files under a criterion. Withdrawn or moved, the history stays."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert  # SQLite speaks this one too

from dti_core.campaign import earlier, files, marks, progress, seat
from dti_core.campaign.files import FileFacts
from dti_core.campaign.history import Act
from dti_core.campaign.links import queue
from dti_core.campaign.people import Speaker
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.seat import Seat
from dti_core.campaign.values import LONGEST_TEXT
from dti_core.store import tables as t

LONGEST_URL = 2000
_row = t.evidence.c


@dataclass(frozen=True)
class Details:
    """What people say about a piece: page or section, the document's number and date, a note."""

    place: str | None = None
    document_number: str | None = None
    document_date: str | None = None
    note: str | None = None

    def given(self) -> dict[str, str]:
        """Only what was said, cut to a sane length."""
        return {
            name: text.strip()[:LONGEST_TEXT] for name, text in vars(self).items() if text and text.strip()
        }


NOTHING = Details()


def add_link(
    conn: Connection, speaker: Speaker, criterion: str, url: str, details: Details, now: datetime
) -> int | Refusal:
    """File an address; the same one again under the same criterion only adds details. The id of the piece."""
    place = _seat(conn, speaker, criterion, now)
    return place if isinstance(place, Refusal) else keep_link(conn, place, criterion, url, details, now)


def add_file(
    conn: Connection, speaker: Speaker, criterion: str, file: FileFacts, details: Details, now: datetime
) -> int | Refusal:
    """File a stored file; the same bytes again under one criterion only add details. The id of the piece."""
    place = _seat(conn, speaker, criterion, now)
    return place if isinstance(place, Refusal) else keep_file(conn, place, criterion, file, details, now)


def keep_link(
    conn: Connection, place: Seat, criterion: str, url: str, details: Details, now: datetime
) -> int | Refusal:
    """File an address from a seat that may; the id of the piece."""
    if not url.startswith(("http://", "https://")) or len(url) > LONGEST_URL:
        return Refusal("bad_value", criterion)
    return _file(conn, place, criterion, {"kind": "link", "url": url}, details, now)


def keep_file(
    conn: Connection, place: Seat, criterion: str, file: FileFacts, details: Details, now: datetime
) -> int:
    """File a stored file from a seat that may; the id of the piece."""
    _know(conn, file, now)
    what = {"kind": "file", "file_sha256": file.sha256}
    more = {"file_name": file.name, "mime": file.mime, "size": file.size}
    return _file(conn, place, criterion, what, details, now, more)


def reuse(conn: Connection, speaker: Speaker, piece: int, criterion: str, now: datetime) -> int | Refusal:
    """Let a piece of this enrolment prove another criterion too. The id of the new piece."""
    place = _seat(conn, speaker, criterion, now)
    if isinstance(place, Refusal):
        return place
    row = _find(conn, place, piece, to_change=False)
    if row is None:
        return Refusal("unknown_evidence", str(piece))
    if row.kind == "credential":
        return Refusal("bad_value", str(piece))
    return _copy(conn, place, row, criterion, now)


def reuse_earlier(
    conn: Connection, speaker: Speaker, piece: int, criterion: str, now: datetime
) -> int | Refusal:
    """Let a piece of last year's accepted evidence prove the criterion that means the same this year.

    A copy with a history of its own: last year's stays as it is, and its link is checked anew.
    """
    place = _seat(conn, speaker, criterion, now)
    if isinstance(place, Refusal):
        return place
    here = conn.execute(select(t.enrolment).where(t.enrolment.c.id == place.enrolment)).one()
    row = earlier.piece(conn, here, piece, criterion)
    return Refusal("unknown_evidence", str(piece)) if row is None else _copy(conn, place, row, criterion, now)


def _copy(conn: Connection, place: Seat, row: Row[Any], criterion: str, now: datetime) -> int:
    what = {"kind": row.kind, "url": row.url, "file_sha256": row.file_sha256}
    more = {"file_name": row.file_name, "mime": row.mime, "size": row.size, "reused_from": row.id}
    details = Details(row.place, row.document_number, row.document_date, row.note)
    return _file(conn, place, criterion, what, details, now, more)


def move(
    conn: Connection, speaker: Speaker, piece: int | None, criterion: str, now: datetime
) -> int | Refusal:
    """It was filed under the wrong criterion. `piece` None is the one that this person filed last."""
    place = _seat(conn, speaker, criterion, now)
    if isinstance(place, Refusal):
        return place
    row = _find(conn, place, piece)
    if row is None:
        return Refusal("unknown_evidence", str(piece))
    if row.criterion != criterion:
        conn.execute(update(t.evidence).where(_row.id == row.id).values(criterion=criterion))
        act = Act("evidence_moved", f"evidence:{row.id}", row.criterion, criterion)
        _noted(conn, place, act, now)
    return int(row.id)


def describe(
    conn: Connection, speaker: Speaker, piece: int | None, details: Details, now: datetime
) -> int | Refusal:
    """Add page, document number and date or a note. `piece` None is the one that this person filed last."""
    place = seat.take_to_change(conn, speaker, now)
    if isinstance(place, Refusal):
        return place
    row = _find(conn, place, piece)
    if row is None:
        return Refusal("unknown_evidence", str(piece))
    _describe(conn, place, row, details, now)
    return int(row.id)


def withdraw(conn: Connection, speaker: Speaker, piece: int, now: datetime) -> Refusal | None:
    """Take a piece back; it stays as history."""
    place = seat.take_to_change(conn, speaker, now)
    if isinstance(place, Refusal):
        return place
    row = _find(conn, place, piece)
    if row is None:
        return Refusal("unknown_evidence", str(piece))
    gone = {"withdrawn_at": now, "withdrawn_by": place.who.person}
    conn.execute(update(t.evidence).where(_row.id == row.id).values(gone))
    _noted(conn, place, Act("evidence_withdrawn", f"evidence:{row.id}", row.criterion), now)
    return None


def _seat(conn: Connection, speaker: Speaker, criterion: str, now: datetime) -> Seat | Refusal:
    place = seat.take_to_change(conn, speaker, now)
    if isinstance(place, Refusal) or place.may_change(criterion):
        return place
    return Refusal("unknown_criterion", criterion)


def _know(conn: Connection, file: FileFacts, now: datetime) -> None:
    row = {
        "sha256": file.sha256,
        "size": file.size,
        "mime": file.mime,
        "path": files.path_of(file.sha256),
        "stored_at": now,
    }
    conn.execute(upsert(t.stored_file).on_conflict_do_nothing(), row)


def _file(
    conn: Connection,
    place: Seat,
    criterion: str,
    what: dict[str, Any],
    details: Details,
    now: datetime,
    more: dict[str, Any] | None = None,
) -> int:
    same = [getattr(_row, name) == value for name, value in what.items()]
    here = (_row.enrolment_id == place.enrolment, _row.criterion == criterion, _row.withdrawn_at.is_(None))
    row = conn.execute(select(t.evidence).where(*here, *same).limit(1)).one_or_none()
    if row is not None:
        _describe(conn, place, row, details, now)
        return int(row.id)
    by = {"added_by": place.who.person, "channel": place.who.channel, "added_at": now}
    piece = {
        "enrolment_id": place.enrolment,
        "criterion": criterion,
        **what,
        **details.given(),
        **(more or {}),
        **by,
    }
    new = int(conn.execute(insert(t.evidence).returning(_row.id), piece).scalar_one())
    told = what.get("url") or what.get("file_sha256")
    if what["kind"] == "link":
        queue.ask(conn, new, now)
    progress.begin(conn, place, now)
    _noted(conn, place, Act("evidence_added", f"evidence:{new}", new=f"{criterion} {told}"), now)
    return new


def _find(conn: Connection, place: Seat, piece: int | None, *, to_change: bool = True) -> Row[Any] | None:
    """A current piece of this enrolment that the speaker may change (or use), or the last one they filed."""
    here = select(t.evidence).where(_row.enrolment_id == place.enrolment, _row.withdrawn_at.is_(None))
    last = here.where(_row.added_by == place.who.person).order_by(_row.id.desc()).limit(1)
    row = conn.execute(last if piece is None else here.where(_row.id == piece)).one_or_none()
    may = place.may_change if to_change else place.may_touch
    return row if row is not None and may(row.criterion) else None


def _describe(conn: Connection, place: Seat, row: Row[Any], details: Details, now: datetime) -> None:
    old = {name: getattr(row, name) for name in vars(details)}
    new = {name: text for name, text in details.given().items() if old[name] != text}
    if not new:
        return
    conn.execute(update(t.evidence).where(_row.id == row.id).values(new))
    before = Details(**{name: old[name] for name in new})
    act = Act("evidence_described", f"evidence:{row.id}", _told(before), _told(replace(NOTHING, **new)))
    _noted(conn, place, act, now)


def _told(details: Details) -> str | None:
    return "; ".join(f"{name}={text}" for name, text in details.given().items()) or None


def _noted(conn: Connection, place: Seat, act: Act, now: datetime) -> None:
    place.note(conn, act, now)
    marks.status_changed(conn, place.enrolment)
