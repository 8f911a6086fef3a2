"""Evidence, words and requests of one criterion, and where a file of it lies."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, Row, select

from dti_core.campaign import earlier
from dti_core.campaign.history import Who
from dti_core.campaign.links import telling
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff.review_place import look
from dti_core.campaign.staff.staffer import Staffer
from dti_core.messages.accounts import HELD
from dti_core.messages.formatting import day, size
from dti_core.messages.links import Checked, beyond
from dti_core.messages.model import Attachment
from dti_core.messages.staff.review_views import Proof, Request, Said
from dti_core.store import tables as t

_e, _c = t.evidence.c, t.evidence_check.c
OPERATOR = "người vận hành"
_WHOLE = select(t.evidence, _c.final_url, _c.title.label("page_title")).select_from(
    t.evidence.outerjoin(t.evidence_check, _c.id == telling.last_of())
)


def of(conn: Connection, enrolment: int, criterion: str) -> tuple[Proof, ...]:
    """The current pieces, in the order in which they were filed."""
    here = (_e.enrolment_id == enrolment, _e.criterion == criterion, _e.withdrawn_at.is_(None))
    return tuple(_proof(row) for row in conn.execute(_WHOLE.where(*here).order_by(_e.id)))


def pieces(conn: Connection, numbers: Collection[int]) -> tuple[Proof, ...]:
    """Pieces by their numbers, wherever they were filed."""
    return tuple(_proof(row) for row in conn.execute(_WHOLE.where(_e.id.in_(numbers)).order_by(_e.id)))


def file(conn: Connection, staffer: Staffer, piece: int) -> Attachment | Refusal:
    """A stored file of a unit within reach, to be sent along; also last year's that is offered again."""
    joined = select(t.evidence, t.stored_file.c.path).join(
        t.stored_file, t.stored_file.c.sha256 == _e.file_sha256
    )
    row = conn.execute(joined.where(_e.id == piece)).one_or_none()
    if row is None:
        return Refusal("unknown_evidence", str(piece))
    enrolment, criterion = _where(conn, staffer, row)
    place = look(conn, staffer, enrolment)
    if isinstance(place, Refusal):
        return place
    node = place.criterion(criterion)
    return node if isinstance(node, Refusal) else Attachment(row.path, row.file_name or row.file_sha256[:12])


def _where(conn: Connection, staffer: Staffer, row: Row[Any]) -> tuple[int, str]:
    """The enrolment and criterion under which a piece is looked at: its own, or where it is offered again."""
    e = t.enrolment.c
    unit = select(e.unit_id).where(e.id == row.enrolment_id).scalar_subquery()
    here = select(t.enrolment).where(e.campaign_id == staffer.campaign, e.unit_id == unit)
    for enrolment in conn.execute(here).all():
        for criterion, piece in earlier.of(conn, enrolment):
            if piece.id == row.id and enrolment.id != row.enrolment_id:
                return enrolment.id, criterion
    return row.enrolment_id, row.criterion


def justification(conn: Connection, enrolment: int, criterion: str) -> str | None:
    """The unit's own words, the last ones."""
    j = t.justification.c
    here = (j.enrolment_id == enrolment, j.criterion == criterion, j.replaced_at.is_(None))
    return conn.execute(select(j.text).where(*here)).scalar_one_or_none()


def request(conn: Connection, enrolment: int, criterion: str) -> Request | None:
    """The live request for "không áp dụng"."""
    r = t.exemption_request.c
    here = (r.enrolment_id == enrolment, r.criterion == criterion, r.state.in_(("requested", "granted")))
    row = conn.execute(select(r.reason, r.kind).where(*here)).one_or_none()
    return None if row is None else Request(row.reason, row.kind)


def comments(conn: Connection, enrolment: int, criterion: str) -> tuple[Said, ...]:
    """What reviewers noted for each other."""
    ev = t.review_event.c
    rows = conn.execute(
        select(ev.at, ev.reason, ev.channel, t.person.c.name)
        .outerjoin(t.person, t.person.c.id == ev.person_id)
        .where(ev.enrolment_id == enrolment, ev.criterion == criterion, ev.action == "commented")
        .order_by(ev.id)
    )
    return tuple(Said(row.at, row.name or OPERATOR, row.reason or "") for row in rows)


def name_of(conn: Connection, who: Who) -> str:
    """Whose hand it is, in words."""
    if who.person is None:
        return OPERATOR
    return str(conn.execute(select(t.person.c.name).where(t.person.c.id == who.person)).scalar_one())


def _proof(row: Row[Any]) -> Proof:
    details = (
        row.place,
        f"số {row.document_number}" if row.document_number else None,
        f"ngày {day(row.document_date)}" if row.document_date else None,
        row.note,
        size(row.size) if row.size else None,
    )
    if row.kind == "credential":
        return Proof(row.id, HELD, None, "", secret=True)
    title = row.url or row.file_name or row.file_sha256[:12]
    said = ", ".join(part for part in details if part)
    checked = Checked(row.url or "", row.link_check or "", row.final_url, row.page_title)
    return Proof(row.id, title, row.url, said, row.link_check, beyond(checked) if row.url else "")
