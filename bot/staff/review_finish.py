"""Finishing many units at once in chat: looked at, then confirmed."""

from dataclasses import replace

from bot.staff import review_lists
from bot.staff.desk import Args, Desk
from bot.staff.review_scope import fresh
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import review_finish
from dti_core.campaign.staff.review_finish import Outlook
from dti_core.messages.model import Message
from dti_core.messages.rich import paragraphs
from dti_core.messages.staff import review_finish as texts
from dti_core.messages.staff import review_trouble as trouble


def look(desk: Desk, _args: Args) -> None:
    """Which units, with their points."""
    found = review_finish.preview(desk.conn, desk.staffer, fresh(desk).group)
    desk.say(trouble.refused(found.code) if isinstance(found, Refusal) else _preview(found))


def finish(desk: Desk, args: Args) -> None:
    """All of them, where they are still those that were shown."""
    group = fresh(desk).group
    done = review_finish.finish(desk.conn, desk.staffer, args[0], desk.now, group)
    if not isinstance(done, Refusal):
        people = sum(one.people for one in done.units)
        review_lists.home(desk, (), texts.done(len(done.units), people, done.left))
    elif done.code == "seen_before":
        _again(desk, group)
    else:
        desk.say(trouble.refused(done.code))


def _again(desk: Desk, group: str | None) -> None:
    found = review_finish.preview(desk.conn, desk.staffer, group)
    if isinstance(found, Refusal):
        desk.say(trouble.refused(found.code))
        return
    said = _preview(found)
    desk.say(replace(said, text=paragraphs(texts.CHANGED, said.text)))


def _preview(found: Outlook) -> Message:
    units = [(one.unit, one.points, one.adjusted) for _, one in found.units]
    return texts.preview(found.mark, units)
