"""Who asks for a document about their own unit, and whether it is (still) theirs to see as a whole."""

from sqlalchemy import Connection, select

from dti_core.campaign import clerks
from dti_core.campaign.tasks import Requester
from dti_core.store import tables as t

_a = t.assignment.c


def unit_of(conn: Connection, requester: Requester) -> int | None:
    """The unit that they answer for, decided from who is asking; a clerk only while of the staff."""
    mine = select(_a.enrolment_id, _a.campaign_id, _a.person_id, _a.role).where(
        _a.id == requester.assignment,
        _a.person_id == requester.person,
        _a.role.in_(("contact", "clerk")),
        _a.revoked_at.is_(None),
    )
    row = conn.execute(mine).one_or_none()
    if row is None or (row.role == "clerk" and not clerks.may(conn, row.person_id, row.campaign_id)):
        return None
    return int(row.enrolment_id)
