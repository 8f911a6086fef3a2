"""One's own data in chat: the same for contacts, staff and strangers, whatever they are working on."""

from collections.abc import Callable, Mapping
from datetime import datetime

from sqlalchemy import Connection

from bot.dialogue.events import ButtonPressed, Event, TextTyped
from dti_core.campaign import tasks
from dti_core.campaign.people import Speaker
from dti_core.campaign.privacy import correcting, own_data, requests
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.tasks import Requester
from dti_core.messages.commands import PERSONAL, recognise
from dti_core.messages.model import Message
from dti_core.messages.privacy import own
from dti_core.messages.privacy.own import Summary
from dti_core.messages.staff.roles import ROLES

BOOK = "own_data_book"
"""The task that makes the file."""
NAMES = frozenset(name for name, _ in PERSONAL)


def answer(conn: Connection, speaker: Speaker, event: Event, now: datetime) -> tuple[Message, ...] | None:
    """What is said about one's own data; None where the event is about something else."""
    match event.what:
        case ButtonPressed(action) if action.verb in own.VERBS and not action.args:
            return (PRESSED[action.verb](conn, speaker, now),)
        case TextTyped(text) if (spoken := recognise(text)) and spoken[0] in NAMES:
            return (_typed(conn, speaker, *spoken, now),)
        case _:
            return None


def _typed(conn: Connection, speaker: Speaker, name: str, argument: str, now: datetime) -> Message:
    if name == "hoten":
        return _rename(conn, speaker, argument, now)
    if name == "dienthoai":
        return _change_phone(conn, speaker, argument, now)
    return _show(conn, speaker, now)


def _show(conn: Connection, speaker: Speaker, _now: datetime) -> Message:
    known = own_data.of(conn, speaker.person)
    if known is None:
        return own.NO_SUCH
    waiting = requests.open_until(conn, speaker.person)
    roles = [_role(one) for one in known.roles if one["revoked_at"] is None]
    phones = [one["phone"] for one in known.roster if one["phone"] and one["removed_at"] is None]
    return own.summary(
        Summary(
            name=known.person["name"],
            phones=tuple(dict.fromkeys(phones)),
            roles=roles,
            answers=len(known.answers),
            evidence=len(known.evidence),
            consents=len(known.consents),
            answer_by=waiting,
        )
    )


def _role(one: Mapping[str, str | None]) -> str:
    return own.role(one["unit"], ROLES.get(one["role"] or ""))


def _file(conn: Connection, speaker: Speaker, now: datetime) -> Message:
    requester = Requester(speaker.person, speaker.active_assignment, speaker.identity)
    tasks.ask(conn, BOOK, {}, now, requester=requester, mark=f"{BOOK}:{speaker.person}")
    return own.MAKING


def _erase(conn: Connection, speaker: Speaker, now: datetime) -> Message:
    if requests.forget_stranger(conn, speaker, now):
        return own.LAST
    return own.asked(requests.ask(conn, speaker, now))


def _keep(conn: Connection, speaker: Speaker, now: datetime) -> Message:
    return own.KEPT if requests.cancel(conn, speaker, now) else own.NOTHING_OPEN


def _withdraw(conn: Connection, speaker: Speaker, now: datetime) -> Message:
    requests.withdraw(conn, speaker, now)
    return own.LEFT


def _rename(conn: Connection, speaker: Speaker, name: str, now: datetime) -> Message:
    kept = correcting.rename(conn, speaker, name, now)
    return own.BAD_NAME if isinstance(kept, Refusal) else own.renamed(kept)


def _change_phone(conn: Connection, speaker: Speaker, phone: str, now: datetime) -> Message:
    kept = correcting.change_phone(conn, speaker, phone, now)
    if not isinstance(kept, Refusal):
        return own.phone_changed(kept)
    return own.NOT_LISTED if kept.code == "unknown_member" else own.BAD_PHONE


Pressed = Callable[[Connection, Speaker, datetime], Message]
PRESSED: Mapping[str, Pressed] = {
    own.FILE: _file,
    own.ERASE: lambda *_: own.SURE,
    own.ERASE_YES: _erase,
    own.KEEP: _keep,
    own.WITHDRAW: lambda *_: own.SURE_TO_LEAVE,
    own.WITHDRAW_YES: _withdraw,
}
