"""The submission's side of an enrolment: who may hand in, over which document, is a copy wanted."""

from typing import Any

from sqlalchemy import Connection, Row, and_, bindparam, func, or_, select

from dti_core.store import tables as t
from dti_core.survey.dossier import NO_PAPER, Dossier, Paper, SignedFile

_s, _a, _p = t.submission.c, t.assignment.c, t.paper_source.c
LIVE_CONTACT = and_(_a.role == "contact", _a.revoked_at.is_(None))

_said = or_(_s.document_number.is_not(None), _s.signed_sha256.is_not(None), _s.approved_by.is_not(None))
_latest = (
    select(func.max(_s.id))
    .where(_s.enrolment_id == bindparam("enrolment"), _s.withdrawn_at.is_(None), _said)
    .scalar_subquery()
)
_chief = (
    select(t.person.c.name)
    .join(t.assignment, _a.person_id == t.person.c.id)
    .where(
        _a.enrolment_id == bindparam("enrolment"), LIVE_CONTACT, _a.in_charge, _a.person_id != bindparam("me")
    )
    .order_by(_a.id)
    .limit(1)
    .scalar_subquery()
)
_approver = (
    select(_s.approved_by)
    .join(t.enrolment, t.enrolment.c.id == _s.enrolment_id)
    .where(t.enrolment.c.unit_id == bindparam("unit"), _s.approved_by.is_not(None))
    .order_by(_s.id.desc())
    .limit(1)
    .scalar_subquery()
)
_rules = (
    select(t.campaign_rules.c.signed_copy)
    .where(t.campaign_rules.c.campaign_id == bindparam("campaign"))
    .scalar_subquery()
)
_own = select(_a.in_charge).where(_a.id == bindparam("assignment")).scalar_subquery()
_ALL = (
    select(
        _rules.label("signed_copy"),
        _chief.label("chief"),
        _approver.label("approver"),
        _own.label("in_charge"),
        t.submission,
        t.stored_file.c.mime,
        t.stored_file.c.size,
    )
    .select_from(t.enrolment)
    .outerjoin(t.submission, _s.id == _latest)
    .outerjoin(t.stored_file, t.stored_file.c.sha256 == _s.signed_sha256)
    .where(t.enrolment.c.id == bindparam("enrolment"))
)
_SOURCE = (
    select(t.paper_source, t.stored_file.c.mime, t.stored_file.c.size)
    .outerjoin(t.stored_file, t.stored_file.c.sha256 == _p.file_sha256)
    .where(_p.assignment_id == bindparam("assignment"))
)


def of(conn: Connection, row: Row[Any], person: int) -> Dossier:
    """The dossier as the holder of `row` (an enrolment with one assignment) may act on it."""
    asked = {"enrolment": row.id, "unit": row.unit_id, "campaign": row.campaign_id, "me": person}
    found = conn.execute(_ALL, {**asked, "assignment": row.assignment_id}).one()
    return Dossier(
        signed_copy=found.signed_copy or "optional",
        in_charge=row.role != "contact" or found.in_charge is not False or found.chief is None,
        chief=found.chief,
        approver=found.approver,
        paper=NO_PAPER if found.id is None else paper_of(found),
        on_paper=bool(found.on_paper),
        on_behalf=source_of(conn, row.assignment_id) if row.role == "clerk" else None,
    )


def paper_of(row: Row[Any]) -> Paper:
    """The document that a row of `submission`, joined with its stored file, tells of."""
    file = None
    if row.signed_sha256 is not None:
        file = SignedFile(row.signed_sha256, row.signed_name or row.signed_sha256[:12], row.mime, row.size)
    dated = row.document_date.isoformat() if row.document_date else None
    return Paper(row.document_number, dated, row.approved_by, file)


def source_of(conn: Connection, assignment: int) -> Paper | None:
    """The paper from which a clerk answers."""
    row = conn.execute(_SOURCE, {"assignment": assignment}).one_or_none()
    if row is None:
        return None
    file = None
    if row.file_sha256 is not None:
        file = SignedFile(row.file_sha256, row.file_name or row.file_sha256[:12], row.mime, row.size)
    return Paper(row.document_number, row.document_date.isoformat(), row.approved_by, file)


def wants_copy(conn: Connection, campaign: int) -> bool:
    """Whether handing in needs the signed and sealed form."""
    rules = t.campaign_rules.c
    asked = select(rules.signed_copy).where(rules.campaign_id == campaign)
    return conn.execute(asked).scalar_one_or_none() == "required"


def is_led_by_another(conn: Connection, enrolment: int, person: int) -> bool:
    """Whether a contact in charge other than this person has joined."""
    others = select(_a.id).where(
        _a.enrolment_id == enrolment, LIVE_CONTACT, _a.in_charge, _a.person_id != person
    )
    return conn.execute(others.limit(1)).first() is not None
