"""Closing batches: sending back, finishing a unit."""

from bot.staff import review_lists
from bot.staff.desk import Args, Desk
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import review_batch
from dti_core.campaign.staff import review_overview as overview
from dti_core.campaign.staff.review_batch import Unsettled
from dti_core.messages.staff import review_batches as texts
from dti_core.messages.staff import review_trouble as trouble


def waiting(desk: Desk, _args: Args) -> None:
    """The units that have something to be sent back."""
    found = overview.units(desk.conn, desk.staffer)
    if isinstance(found, Refusal):
        desk.say(trouble.refused(found.code))
    else:
        desk.say(texts.waiting([one for one in found if one.untold]))


def send(desk: Desk, args: Args) -> None:
    """What the unit will read; until when?"""
    found = review_batch.draft(desk.conn, desk.staffer, int(args[0]))
    if isinstance(found, Refusal):
        desk.say(trouble.refused(found.code))
    else:
        desk.say(texts.ask_send(found.unit, int(args[0]), found.what))


def send_yes(desk: Desk, args: Args) -> None:
    """Sent; the unit is told once."""
    days = int(args[1]) if args[1].isdecimal() else 0
    term = days if days in texts.TERMS else review_batch.DAYS
    done = review_batch.send(desk.conn, desk.staffer, int(args[0]), desk.now, term)
    if isinstance(done, Refusal):
        desk.say(trouble.refused(done.code))
        return
    line = texts.sent(done.unit, done.criteria, done.people, done.until, done.zone)
    review_lists.unit(desk, args[:1], line)


def verify(desk: Desk, args: Args) -> None:
    """What finishing means, or what stands in its way."""
    found = review_batch.check(desk.conn, desk.staffer, int(args[0]))
    if isinstance(found, Refusal):
        desk.say(trouble.refused(found.code))
    elif isinstance(found, Unsettled):
        _unsettled(desk, args, found)
    else:
        points = (found.points, found.attainable)
        desk.say(texts.ask_verify(found.unit, int(args[0]), points, found.accepted, found.adjusted))


def verify_yes(desk: Desk, args: Args) -> None:
    """Finished."""
    done = review_batch.verify(desk.conn, desk.staffer, int(args[0]), desk.now)
    if isinstance(done, Refusal):
        desk.say(trouble.refused(done.code))
    elif isinstance(done, Unsettled):
        _unsettled(desk, args, done)
    else:
        review_lists.home(desk, (), texts.verified(done.unit, done.criteria, done.people))


def _unsettled(desk: Desk, args: Args, found: Unsettled) -> None:
    groups = texts.groups_of(found.unreviewed, found.returned, found.changed, found.requested)
    desk.say(texts.unsettled(found.unit, int(args[0]), groups))
