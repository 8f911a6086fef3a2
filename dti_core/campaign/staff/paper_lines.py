"""Units with what they handed in, read in one go."""

from sqlalchemy import ColumnElement, Connection, func, or_, select

from dti_core.campaign.dossier import paper_of
from dti_core.messages.staff.paper_views import PaperLine
from dti_core.store import tables as t
from dti_core.survey.dossier import NO_PAPER

_s, _e, _a = t.submission.c, t.enrolment.c, t.assignment.c


def lines(conn: Connection, condition: ColumnElement[bool]) -> tuple[PaperLine, ...]:
    """One line a unit, by name; the document of its present submission, and who answers for it now."""
    said = or_(_s.document_number.is_not(None), _s.signed_sha256.is_not(None), _s.approved_by.is_not(None))
    latest = (
        select(_s.enrolment_id, func.max(_s.id).label("id"))
        .where(_s.withdrawn_at.is_(None), said)
        .group_by(_s.enrolment_id)
        .subquery()
    )
    clerk = (
        select(_a.enrolment_id, func.max(t.person.c.name).label("name"))
        .join(t.person, t.person.c.id == _a.person_id)
        .where(_a.role == "clerk", _a.revoked_at.is_(None))
        .group_by(_a.enrolment_id)
        .subquery()
    )
    rows = conn.execute(
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
        .where(condition)
        .order_by(t.unit.c.name, _e.id)
    )
    return tuple(
        PaperLine(
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
        for row in rows
    )
