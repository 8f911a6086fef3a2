"""Access accounts as proof: entered on a page of their own, sealed, forgotten when the review ends."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from dti_core.campaign import hidden_words, marks, outbox, passes, progress, seat
from dti_core.campaign.history import OPERATOR, Act, record_act
from dti_core.campaign.outbox import Manner, Target
from dti_core.campaign.passes import Place
from dti_core.campaign.people import Speaker
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.seat import Seat
from dti_core.messages import codec
from dti_core.messages.contact import secret as texts
from dti_core.messages.model import Message
from dti_core.store import sealing
from dti_core.store import tables as t
from dti_core.store.database import Database

LONGEST = 500
OVER = ("verified", "council_decided", "published")
"""States in which the review of a unit has ended."""
_s, _e = t.evidence_secret.c, t.evidence.c


@dataclass(frozen=True)
class Account:
    """What is entered: never in a chat, a log, a book or a repr."""

    system: str
    user: str
    password: str
    note: str = ""

    def __repr__(self) -> str:
        return "Account(…)"

    @staticmethod
    def read(form: Mapping[str, str]) -> "Account | None":
        """From the fields of a form; None where something is missing or too long."""
        values = {name: form.get(name, "").strip() for name in ("system", "user", "password", "note")}
        if any(len(text) > LONGEST or "\x00" in text for text in values.values()):
            return None
        return Account(**values) if values["user"] and values["password"] else None


def offer(conn: Connection, speaker: Speaker, criterion: str, now: datetime) -> Refusal | None:
    """Send the link to the page or, where there is none, how to hand it over in an envelope."""
    place = _seat(conn, speaker, criterion, now)
    if isinstance(place, Refusal):
        return place
    name, base = place.framework.by_id[criterion].name, passes.address(conn, now)
    if base is None:
        coordinator = select(t.campaign.c.coordinator).where(t.campaign.c.id == place.campaign)
        message = texts.envelope(name, criterion, str(conn.execute(coordinator).scalar_one()))
    else:
        token = passes.issue(conn, speaker, Place("enter", place.enrolment, criterion), now)
        message = hidden_words.hidden(conn, texts.page(name, criterion), f"{base}/m/{token}")
    tell(conn, speaker.identity, message, now)
    return None


def by_envelope(conn: Connection, speaker: Speaker, criterion: str, now: datetime) -> Refusal | None:
    """Only that it was handed over is recorded."""
    place = _seat(conn, speaker, criterion, now)
    if isinstance(place, Refusal):
        return place
    _file(conn, place, criterion, None, now)
    return None


def receive(conn: Connection, token: str, account: Account, now: datetime) -> str | Refusal:
    """Seal what was entered, use the link up, tell it in the chat; the criterion's name."""
    row = passes.use(conn, token, now)
    if row is None or row.purpose != "enter":
        return Refusal("unknown_invitation")
    speaker = passes.holder(conn, row)
    place = _seat(conn, speaker, row.criterion, now)
    if isinstance(place, Refusal):
        return place
    _file(conn, place, row.criterion, account, now)
    name = place.framework.by_id[row.criterion].name
    tell(conn, row.identity_id, texts.received(name, row.criterion), now)
    return name


def opened(conn: Connection, piece: int) -> Account | None:
    """What was sealed; None where it is not here (any more). Who may see it is decided by the caller."""
    sealed = conn.execute(select(_s.sealed).where(_s.evidence_id == piece)).scalar_one_or_none()
    if sealed is None:
        return None
    return Account(**json.loads(sealing.of(conn).open(sealed, purpose(piece))))


def due(conn: Connection, _now: datetime) -> bool:
    """Whether some account is kept longer than it is needed."""
    return conn.execute(_needless().limit(1)).first() is not None


def run(db: Database, now: datetime) -> int:
    """Forget the accounts of units whose review has ended, and those withdrawn; how many."""
    with db.write() as conn:
        rows = conn.execute(_needless()).all()
        for row in rows:
            forget(conn, row.evidence_id, row.enrolment_id, now)
    return len(rows)


def forget(conn: Connection, piece: int, enrolment: int, now: datetime, reason: str | None = None) -> bool:
    """Empty one; False where nothing was there."""
    held = update(t.evidence_secret).where(_s.evidence_id == piece, _s.sealed.is_not(None))
    if not conn.execute(held.values(sealed=None, purged_at=now)).rowcount:
        return False
    campaign = select(t.enrolment.c.campaign_id).where(t.enrolment.c.id == enrolment)
    act = Act("secret_purged", f"evidence:{piece}", reason=reason)
    record_act(conn, OPERATOR, act, now, campaign=conn.execute(campaign).scalar_one(), enrolment=enrolment)
    return True


def purpose(piece: int) -> str:
    """What it is sealed for: put into another row it does not open."""
    return f"credential:{piece}"


def tell(conn: Connection, identity: int, message: Message, now: datetime) -> None:
    """A notice to an account."""
    row = conn.execute(select(t.identity).where(t.identity.c.id == identity)).one()
    target = Target(row.channel, row.bot, row.id)
    outbox.put(conn, target, codec.dump(message), now, manner=Manner(lane="notice"))


def _seat(conn: Connection, speaker: Speaker, criterion: str, now: datetime) -> Seat | Refusal:
    place = seat.take_to_change(conn, speaker, now)
    if isinstance(place, Refusal):
        return place
    asked = place.framework.by_id[criterion].evidence if place.may_change(criterion) else None
    if asked is None or "credential" not in asked.kinds:
        return Refusal("unknown_criterion", criterion)
    return place


def _file(conn: Connection, place: Seat, criterion: str, account: Account | None, now: datetime) -> None:
    by = {"added_by": place.who.person, "channel": place.who.channel, "added_at": now}
    row = {"enrolment_id": place.enrolment, "criterion": criterion, "kind": "credential", **by}
    piece = int(conn.execute(insert(t.evidence).returning(_e.id), row).scalar_one())
    sealed = None
    if account is not None:
        content = json.dumps(asdict(account), ensure_ascii=False).encode()
        sealed = sealing.of(conn).seal(content, purpose(piece))
    kept = {"evidence_id": piece, "sealed": sealed, "by_envelope": account is None, "at": now}
    conn.execute(insert(t.evidence_secret), kept)
    progress.begin(conn, place, now)
    how = "envelope" if account is None else "page"
    place.note(conn, Act("secret_received", f"evidence:{piece}", new=f"{criterion} {how}"), now)
    marks.status_changed(conn, place.enrolment)


def _needless() -> Any:
    joined = select(_s.evidence_id, _e.enrolment_id).join(t.evidence, _e.id == _s.evidence_id)
    ended = joined.join(t.enrolment, t.enrolment.c.id == _e.enrolment_id)
    over = t.enrolment.c.state.in_(OVER) | _e.withdrawn_at.is_not(None)
    return ended.where(_s.sealed.is_not(None), over)
