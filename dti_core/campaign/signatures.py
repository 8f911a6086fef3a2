"""Keeping what a submission rests on: a row for every handing-in, marked when it is taken back."""

from datetime import date, datetime

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert  # SQLite speaks this one too

from dti_core.campaign import files
from dti_core.campaign.history import Act, Who, record_act
from dti_core.store import tables as t
from dti_core.survey.dossier import Paper, SignedFile
from dti_core.survey.signature import LONGEST

_s = t.submission.c


def handed_in(
    conn: Connection, enrolment: int, who: Who, paper: Paper, now: datetime, *, on_paper: bool = False
) -> int:
    """A new handing-in; its id."""
    row = {"enrolment_id": enrolment, "on_paper": on_paper, "person_id": who.person, "channel": who.channel}
    values = {**row, "at": now, **columns(conn, paper, now)}
    new = int(conn.execute(insert(t.submission).returning(_s.id), values).scalar_one())
    _note(conn, enrolment, who, new, paper, now)
    return new


def add(conn: Connection, enrolment: int, who: Who, paper: Paper, now: datetime) -> int:
    """More about the present handing-in (what is said anew replaces); its id."""
    present = _present(conn, enrolment)
    if present is None:
        return handed_in(conn, enrolment, who, paper, now)
    conn.execute(update(t.submission).where(_s.id == present).values(columns(conn, paper, now)))
    _note(conn, enrolment, who, present, paper, now)
    return present


def taken_back(conn: Connection, enrolment: int, now: datetime) -> None:
    """The present handing-in holds no more; it stays as history."""
    live = (_s.enrolment_id == enrolment, _s.withdrawn_at.is_(None))
    conn.execute(update(t.submission).where(*live).values(withdrawn_at=now))


def columns(conn: Connection, paper: Paper, now: datetime) -> dict[str, object]:
    """Only what the paper says, so that it can be added to what was said before."""
    file = paper.file
    if file is not None:
        know(conn, file, now)
    said: dict[str, object] = {
        "approved_by": paper.approved_by and paper.approved_by[:LONGEST],
        "document_number": paper.document_number and paper.document_number[:LONGEST],
        "document_date": paper.document_date and date.fromisoformat(paper.document_date),
        "signed_sha256": file and file.sha256,
        "signed_name": file and file.name,
    }
    return {name: value for name, value in said.items() if value is not None}


def know(conn: Connection, file: SignedFile, now: datetime) -> None:
    """A stored file is known to the database."""
    row = {"sha256": file.sha256, "size": file.size, "mime": file.mime, "path": files.path_of(file.sha256)}
    conn.execute(upsert(t.stored_file).on_conflict_do_nothing(), {**row, "stored_at": now})


def told(paper: Paper) -> str:
    """A paper in one line of the history."""
    parts = (paper.document_number, paper.document_date, paper.approved_by, paper.file and paper.file.sha256)
    return "; ".join(part for part in parts if part)


def _present(conn: Connection, enrolment: int) -> int | None:
    live = select(_s.id).where(_s.enrolment_id == enrolment, _s.withdrawn_at.is_(None))
    return conn.execute(live.order_by(_s.id.desc()).limit(1)).scalar_one_or_none()


def _note(conn: Connection, enrolment: int, who: Who, number: int, paper: Paper, now: datetime) -> None:
    if not paper:
        return
    campaign = conn.execute(
        select(t.enrolment.c.campaign_id).where(t.enrolment.c.id == enrolment)
    ).scalar_one()
    act = Act("submission_signed", f"submission:{number}", new=told(paper))
    record_act(conn, who, act, now, campaign=campaign, enrolment=enrolment)
