"""Who hears what was found: the reviewer who asked, and the unit's people where a link does not open."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select, update

from dti_core.campaign import deadlines, frameworks, outbox, states
from dti_core.campaign.outbox import Manner, Target
from dti_core.campaign.staff import people_told
from dti_core.messages import codec
from dti_core.messages.contact import links as contact_texts
from dti_core.messages.links import Checked
from dti_core.messages.staff import links as staff_texts
from dti_core.store import tables as t

_c, _e = t.evidence_check.c, t.evidence.c
NOT_OPENING = ("failed", "refused")


def last_of(piece: Any = _e.id) -> Any:
    """In SQL: the last finished look at a piece."""
    done = t.evidence_check.alias("done").c
    last = select(func.max(done.id)).where(done.evidence_id == piece, done.at.is_not(None))
    return last.correlate(t.evidence).scalar_subquery()


def asker(conn: Connection, identity: int, enrolment: int, criterion: str, now: datetime) -> None:
    """Told once for all links of a criterion: when the last look that they asked for there is done."""
    here = (_e.enrolment_id == enrolment, _e.criterion == criterion, _e.withdrawn_at.is_(None))
    still = select(_c.id).join(t.evidence, _e.id == _c.evidence_id).where(*here, _c.at.is_(None))
    if conn.execute(still.where(_c.identity_id == identity).limit(1)).first() is not None:
        return
    rows = conn.execute(_looked_at().where(*here).order_by(_e.id)).all()
    place = conn.execute(_place(enrolment)).one()
    node = frameworks.framework(conn, place.content_hash).by_id.get(criterion)
    name = node.name if node else criterion
    message = staff_texts.checked(
        place.unit_name, name, enrolment, criterion, [_checked(row) for row in rows]
    )
    account = conn.execute(select(t.identity).where(t.identity.c.id == identity)).one()
    target = Target(account.channel, account.bot, account.id)
    outbox.put(conn, target, codec.dump(message), now, manner=Manner(lane="notice"))


def unit(conn: Connection, enrolment: int, now: datetime) -> None:
    """Whoever is in charge hears of links that do not open, once nothing of the unit is being looked at.

    Only while they can still mend it.
    """
    open_ = select(_c.id).join(t.evidence, _e.id == _c.evidence_id)
    here = (_e.enrolment_id == enrolment, _e.withdrawn_at.is_(None))
    if conn.execute(open_.where(*here, _c.at.is_(None)).limit(1)).first() is not None:
        return
    untold = (_c.outcome.in_(NOT_OPENING), _c.told_at.is_(None))
    rows = conn.execute(_looked_at().where(*here, *untold).order_by(_e.id)).all()
    place = conn.execute(_place(enrolment)).one()
    if not rows or not _can_mend(place, now):
        return
    framework = frameworks.framework(conn, place.content_hash)
    broken = [(framework.by_id[row.criterion].name, row.criterion, _checked(row)) for row in rows]
    message = contact_texts.not_opening(broken)
    for contact in people_told.contacts(conn, [enrolment]).get(enrolment, []):
        if contact.in_charge:
            people_told.tell(conn, contact, message, now)
    told = update(t.evidence_check).where(_c.id.in_([row.check_id for row in rows]))
    conn.execute(told.values(told_at=now))


def _looked_at() -> Any:
    """Pieces with the last look at each."""
    columns = (_c.id.label("check_id"), _c.outcome, _c.reason, _c.final_url, _c.title, _c.at)
    joined = t.evidence.join(t.evidence_check, _c.id == last_of())
    return select(_e.id, _e.criterion, _e.url, *columns).select_from(joined).where(_e.kind == "link")


def _checked(row: Row[Any]) -> Checked:
    code = row.outcome if row.reason is None else f"{row.outcome}:{row.reason}"
    return Checked(row.url, code, row.final_url, row.title)


def _place(enrolment: int) -> Any:
    columns = (t.enrolment, t.unit.c.name.label("unit_name"), deadlines.closes_at.label("term"))
    return (
        select(*columns, t.campaign.c.state.label("campaign_state"))
        .join(t.unit, t.unit.c.id == t.enrolment.c.unit_id)
        .join(t.campaign, t.campaign.c.id == t.enrolment.c.campaign_id)
        .where(t.enrolment.c.id == enrolment)
    )


def _can_mend(place: Row[Any], now: datetime) -> bool:
    if place.campaign_state == "published" or place.state not in states.EDITABLE:
        return False
    until = place.returned_until if place.state == "returned" else place.term
    return until is None or now < until
