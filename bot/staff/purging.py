"""Removing confidential evidence in chat: which, why, yes."""

from bot.staff import review_walk as walk
from bot.staff.desk import Args, Desk
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import purging
from dti_core.messages.rich import rich
from dti_core.messages.staff import purging as texts
from dti_core.messages.staff import review_trouble as trouble
from dti_core.messages.staff.purging_views import Outlook

ASKING = "rv.purge"
REASON = "purge"
"""The draft that keeps the reason until it is confirmed."""


def choose(desk: Desk, args: Args) -> None:
    """Which file or link of the item."""
    item = walk.load(desk, int(args[0]), args[1])
    if item is None:
        return
    files = [(proof.id, proof.title) for proof in item.proofs if not proof.secret]
    if len(files) == 1:
        ask(desk, (str(files[0][0]),))
    elif files:
        name = item.framework.by_id[item.criterion].name
        desk.say(texts.which(item.enrolment, item.criterion, name, files[:8]))
    else:
        walk.show(desk, item.enrolment, item.criterion, rich("{why}", why=texts.NOTHING))


def ask(desk: Desk, args: Args) -> None:
    """What it means; why?"""
    found = _found(desk, args[0])
    if found is not None:
        desk.focus(ASKING, args[0])
        desk.say(texts.ask_reason(found))


def typed(desk: Desk, text: str) -> None:
    """The reason; sure?"""
    focus = desk.state.focus
    found = _found(desk, focus.args[0])
    if found is None:
        return
    if not 0 < len(text.strip()) <= purging.LONGEST_REASON:
        desk.say(texts.ask_reason(found))
        return
    desk.focus("home")
    desk.remember(**{REASON: text.strip()})
    desk.say(texts.confirm(found, text.strip()))


def yes(desk: Desk, args: Args) -> None:
    """Done; the item as it is now."""
    reason = desk.state.draft.get(REASON, "")
    desk.forget(REASON)
    found = _found(desk, args[0])
    if found is None:
        return
    done = purging.purge(desk.conn, desk.staffer, found.piece, reason, desk.now, desk.requester)
    if isinstance(done, Refusal):
        desk.say(trouble.refused(done.code))
        return
    line = texts.gone(done)
    desk.toast = line
    walk.show(desk, found.enrolment, found.criterion, rich("{line}", line=line))


def _found(desk: Desk, piece: str) -> Outlook | None:
    number = int(piece) if piece.isdecimal() and len(piece) < 10 else 0
    found = purging.foresee(desk.conn, desk.staffer, number)
    if isinstance(found, Refusal):
        desk.say(trouble.refused(found.code))
        return None
    return found
