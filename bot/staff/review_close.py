"""Closing batches: sending back, finishing a unit, accepting many at once."""

from dataclasses import replace

from bot.staff import review_lists
from bot.staff.desk import Args, Desk
from bot.staff.review_walk import scope_of
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import review_batch, review_bulk
from dti_core.campaign.staff import review_overview as overview
from dti_core.campaign.staff.review_batch import Unsettled
from dti_core.campaign.staff.review_queue import Scope
from dti_core.messages.rich import rich
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


def bulk(desk: Desk, _args: Args) -> None:
    """Which kind of items, of the unit or the group in hand?"""
    desk.say(texts.bulk_which(_where(desk, _scope(desk))))


def bulk_look(desk: Desk, args: Args) -> None:
    """Who, how many, how many points."""
    if args[0] not in review_bulk.CHOICES:
        bulk(desk, ())
        return
    choice = next(one for one in review_bulk.CHOICES if one == args[0])
    found = review_bulk.preview(desk.conn, desk.staffer, _scope(desk), choice)
    if isinstance(found, Refusal):
        desk.say(trouble.refused(found.code))
    else:
        desk.say(texts.bulk_preview(choice, found.mark, found.units, found.points, found.late))


def bulk_yes(desk: Desk, args: Args) -> None:
    """Accepted, exactly as previewed."""
    choice = next((one for one in review_bulk.CHOICES if one == args[0]), None)
    if choice is None:
        bulk(desk, ())
        return
    scope = _scope(desk)
    done = review_bulk.accept(desk.conn, desk.staffer, scope, choice, args[1], desk.now)
    if isinstance(done, Refusal) and done.code == "seen_before":
        found = review_bulk.preview(desk.conn, desk.staffer, scope, choice)
        if not isinstance(found, Refusal):
            preview = texts.bulk_preview(choice, found.mark, found.units, found.points, found.late)
            desk.say(replace(preview, text=(*texts.BULK_CHANGED, *rich("\n"), *preview.text)))
    elif isinstance(done, Refusal):
        desk.say(trouble.refused(done.code))
    else:
        review_lists.home(desk, (), texts.bulk_done(done.items, len(done.units)))


def _scope(desk: Desk) -> Scope:
    """The part in hand: of whatever kind, only open items are accepted."""
    return replace(scope_of(desk), wanted="open")


def _where(desk: Desk, scope: Scope) -> str:
    if scope.enrolment is not None:
        line = overview.unit(desk.conn, desk.staffer, scope.enrolment)
        return line.name if not isinstance(line, Refusal) else "đơn vị này"
    if scope.criterion is not None:
        return f"tiêu chí {scope.criterion}"
    known = dict(overview.groups(desk.conn, desk.staffer))
    return known.get(scope.group or "", "mọi đơn vị được giao")


def _unsettled(desk: Desk, args: Args, found: Unsettled) -> None:
    groups = texts.groups_of(found.unreviewed, found.returned, found.changed, found.requested)
    desk.say(texts.unsettled(found.unit, int(args[0]), groups))
