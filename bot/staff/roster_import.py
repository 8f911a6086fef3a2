"""An imported roster in chat: look through it, apply it, drop it."""

from bot.staff.desk import Args, Desk
from bot.staff.feature import Button
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff.roster import proposals
from dti_core.campaign.staff.roster.proposals import Applied
from dti_core.messages.staff import roster as roster_texts
from dti_core.messages.staff import roster_preview as texts


def _look(desk: Desk, args: Args) -> None:
    number, section, page = args
    found = proposals.look(desk.conn, desk.staffer, _id(number))
    if isinstance(found, Refusal) or section not in texts.SECTIONS or not page.isdecimal():
        desk.say(roster_texts.refused(found.code if isinstance(found, Refusal) else "unknown_proposal"))
        return
    desk.say(texts.section(found.plan, found.id, section, int(page)))


def _apply(desk: Desk, args: Args) -> None:
    done = proposals.apply(desk.conn, desk.staffer, _id(args[0]), desk.now)
    if isinstance(done, Refusal):
        desk.say(roster_texts.refused(done.code))
    elif isinstance(done, Applied):
        desk.say(texts.applied(done.plan))
    else:
        desk.say(texts.preview(done.plan, done.id, done.name, moved=True))


def _grants(desk: Desk, args: Args) -> bool:
    """Whether it would make somebody one of the staff, or change what they may."""
    found = proposals.look(desk.conn, desk.staffer, _id(args[0]))
    return not isinstance(found, Refusal) and found.plan.grants


def _cancel(desk: Desk, args: Args) -> None:
    refusal = proposals.cancel(desk.conn, desk.staffer, _id(args[0]), desk.now)
    desk.say(roster_texts.refused(refusal.code) if refusal else roster_texts.cancelled())


def _upload(desk: Desk, _args: Args) -> None:
    desk.say(roster_texts.UPLOAD_HOW)


def _id(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0


BUTTONS = {
    texts.LOOK: Button(_look, "roster", 3),
    texts.APPLY: Button(_apply, "roster", 1, _grants),
    texts.CANCEL: Button(_cancel, "roster", 1),
    roster_texts.UPLOAD: Button(_upload, "roster"),
}
