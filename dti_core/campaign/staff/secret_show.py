"""An access account is shown to the reviewer whose item it is, once per link, each time written down."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from dti_core.campaign import hidden_words, passes, secret_evidence
from dti_core.campaign.history import Act
from dti_core.campaign.passes import Place as PassPlace
from dti_core.campaign.people import Speaker
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.secret_evidence import Account
from dti_core.campaign.staff import staffer as staff
from dti_core.campaign.staff.review_place import Place, look, take
from dti_core.campaign.staff.staffer import Staffer
from dti_core.messages.staff import secret as texts
from dti_core.store import tables as t

_e, _s = t.evidence.c, t.evidence_secret.c


@dataclass(frozen=True)
class Shown:
    """What the page shows."""

    unit: str
    name: str
    account: Account


def offer(conn: Connection, who: Staffer, speaker: Speaker, piece: int, now: datetime) -> Refusal | None:
    """Send the reviewer a link that opens once."""
    found = _find(conn, who, piece)
    if isinstance(found, Refusal):
        return found
    if refusal := who.unproven(now):
        return refusal
    place, criterion, name = found
    base = passes.address(conn, now)
    if base is None:
        return Refusal("no_page")
    token = passes.issue(conn, speaker, PassPlace("show", place.enrolment, criterion, piece), now)
    message = hidden_words.hidden(conn, texts.page(place.row.unit_name, name), f"{base}/m/{token}")
    secret_evidence.tell(conn, speaker.identity, message, now)
    return None


def reveal(conn: Connection, token: str, now: datetime) -> Shown | Refusal:
    """Use the link up and open the seal, if it is still theirs to see."""
    row = passes.use(conn, token, now)
    if row is None or row.purpose != "show" or row.evidence_id is None:
        return Refusal("unknown_invitation")
    who = staff.of(conn, passes.holder(conn, row))
    found = Refusal("not_allowed") if who is None else _find(conn, who, row.evidence_id)
    if isinstance(found, Refusal):
        return found
    place, _, name = found
    account = secret_evidence.opened(conn, row.evidence_id)
    if account is None:
        return Refusal("unknown_evidence")
    place.seat.note(conn, Act("secret_shown", f"evidence:{row.evidence_id}"), now)
    return Shown(place.row.unit_name, name, account)


def forget(conn: Connection, who: Staffer, piece: int, reason: str, now: datetime) -> bool | Refusal | None:
    """Empty an account before its time; None where the piece is none, False where it was empty already."""
    row = conn.execute(select(t.evidence).where(_e.id == piece, _e.kind == "credential")).one_or_none()
    if row is None:
        return None
    place = who.lacks("purge") or look(conn, who, row.enrolment_id)
    if isinstance(place, Refusal):
        return place
    if not 0 < len(reason.strip()) <= secret_evidence.LONGEST:
        return Refusal("reason_needed")
    return secret_evidence.forget(conn, piece, row.enrolment_id, now, reason.strip())


def _find(conn: Connection, who: Staffer, piece: int) -> tuple[Place, str, str] | Refusal:
    """The unit, handed in and within reach, with the criterion whose account is kept."""
    kept = select(_e.enrolment_id, _e.criterion).join(t.evidence_secret, _s.evidence_id == _e.id)
    live = kept.where(_e.id == piece, _e.withdrawn_at.is_(None), _s.sealed.is_not(None))
    row = conn.execute(live).one_or_none()
    if row is None:
        return Refusal("unknown_evidence", str(piece))
    place = take(conn, who, row.enrolment_id, "review")
    if isinstance(place, Refusal):
        return place
    node = place.criterion(row.criterion)
    return node if isinstance(node, Refusal) else (place, node.id, node.name)
