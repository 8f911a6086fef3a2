"""Units with what they handed in, read in one go."""

from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, Subquery, func, or_, select

from dti_core.campaign.dossier import paper_of
from dti_core.messages.staff.paper_views import PaperLine
from dti_core.store import tables as t
from dti_core.survey.dossier import NO_PAPER

_s, _e, _a = t.submission.c, t.enrolment.c, t.assignment.c


def lines(conn: Connection, condition: ColumnElement[bool]) -> tuple[PaperLine, ...]:
    """One line a unit, by name; the document of its present submission, and who answers for it now."""
    return tuple(_line(row) for row in conn.execute(_rows().where(condition)))


def _latest() -> Subquery:
    """The last submission of every unit that rests on a document."""
    said = or_(_s.document_number.is_not(None), _s.signed_sha256.is_not(None), _s.approved_by.is_not(None))
    standing = select(_s.enrolment_id, func.max(_s.id).label("id")).where(_s.withdrawn_at.is_(None), said)
    return standing.group_by(_s.enrolment_id).subquery()


def _clerks() -> Subquery:
    """Who of the staff answers for a unit that sent paper."""
    named = select(_a.enrolment_id, func.max(t.person.c.name).label("name")).join(
        t.person, t.person.c.id == _a.person_id
    )
    seated = named.where(_a.role == "clerk", _a.revoked_at.is_(None))
    return seated.group_by(_a.enrolment_id).subquery()


def _rows() -> Select[Any]:
    latest, clerk = _latest(), _clerks()
    return (
        select(
            _e.id.label("enrolment"),
            _e.state,
            _e.submitted_at,
            _e.volunteer,
            t.unit.c.slug,
            t.unit.c.name,
            clerk.c.name.label("clerk"),
            t.submission,
            t.stored_file.c.mime,
            t.stored_file.c.size,
        )
        .join(t.unit, t.unit.c.id == _e.unit_id)
        .outerjoin(latest, latest.c.enrolment_id == _e.id)
        .outerjoin(t.submission, _s.id == latest.c.id)
        .outerjoin(t.stored_file, t.stored_file.c.sha256 == _s.signed_sha256)
        .outerjoin(clerk, clerk.c.enrolment_id == _e.id)
        .order_by(t.unit.c.name, _e.id)
    )


def _line(row: Row[Any]) -> PaperLine:
    return PaperLine(
        enrolment=row.enrolment,
        slug=row.slug,
        name=row.name,
        state=row.state,
        submitted_at=row.submitted_at,
        volunteer=row.volunteer,
        paper=NO_PAPER if row.id is None else paper_of(row),
        on_paper=bool(row.on_paper),
        clerk=row.clerk,
    )
