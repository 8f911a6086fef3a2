"""Going through items: which part of the work is in hand, and the next card."""

from dataclasses import replace

from bot.staff import review_lists
from bot.staff.desk import Args, Desk
from bot.staff.review_scope import fresh, scope_of, take
from dti_core.campaign import states
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import review, review_item, review_queue
from dti_core.campaign.staff.review_queue import WANTED
from dti_core.messages.model import RichText
from dti_core.messages.rich import lines
from dti_core.messages.staff import review_item as card
from dti_core.messages.staff import review_lists as lists
from dti_core.messages.staff import review_trouble as trouble
from dti_core.messages.staff.review_views import Item

NOT_BEGUN = tuple(state for state, event in states.TRANSITIONS if event == "start_review")


def show(
    desk: Desk, enrolment: int, criterion: str, before: RichText | None = None, left: int | None = None
) -> None:
    """The card of an item; for a reviewer, the review of its unit begins with this look.

    `left`: how many items the walk has, where that is known.
    """
    desk.focus("home")
    item = load(desk, enrolment, criterion)
    if item is None:
        return
    if item.role == "review" and item.unit_state in NOT_BEGUN:
        review.open_(desk.conn, desk.staffer, enrolment, desk.now)
        item = replace(item, unit_state="in_review")
    desk.say(card.shown(item, desk.now, left if item.role == "review" else None, before))


def load(desk: Desk, enrolment: int, criterion: str) -> Item | None:
    """The item; says why not where it is not theirs to see."""
    item = review_item.load(desk.conn, desk.staffer, enrolment, criterion)
    if isinstance(item, Refusal):
        desk.say(trouble.refused(item.code))
        return None
    return item


def next_after(desk: Desk, enrolment: int, criterion: str, before: RichText | None = None) -> None:
    """The item that follows in the walk; the first screen where none is left."""
    go(desk, (enrolment, criterion), before)


def go(desk: Desk, after: tuple[int, str] | None, before: RichText | None = None) -> None:
    """Onwards from an item, or from the beginning."""
    scope = scope_of(desk)
    ahead = review_queue.following(desk.conn, desk.staffer, scope, after)
    if isinstance(ahead, Refusal):
        desk.say(trouble.refused(ahead.code))
    elif ahead.slot is not None:
        show(desk, ahead.slot.unit.id, ahead.slot.node.id, before, ahead.left)
    elif scope.enrolment is not None:
        review_lists.unit(desk, (str(scope.enrolment),), lines(before, lists.nothing_left(scope.wanted)))
    else:
        review_lists.home(desk, (), lines(before, lists.nothing_left(scope.wanted)))


def skip(desk: Desk, args: Args) -> None:
    """Leave it for later."""
    go(desk, (int(args[0]), args[1]))


def on(desk: Desk, _args: Args) -> None:
    """The next open item, whatever was walked through before."""
    take(desk, fresh(desk))
    go(desk, None)


def walk(desk: Desk, args: Args) -> None:
    """Items of one kind, from the first."""
    kinds = {str(kind): kind for kind in WANTED}
    take(desk, replace(fresh(desk), wanted=kinds.get(args[0], "open"), by_criterion=args[1] == "c"))
    go(desk, None)


def of_unit(desk: Desk, args: Args) -> None:
    """The open items of one unit."""
    take(desk, replace(fresh(desk), enrolment=int(args[0])))
    go(desk, None)


def of_criterion(desk: Desk, args: Args) -> None:
    """One criterion of all units, then the next criterion; one that is settled is gone through again."""
    framework, criterion = args
    walk_on = replace(fresh(desk), framework=framework, by_criterion=True)
    here = replace(walk_on, criterion=criterion)
    ahead = review_queue.following(desk.conn, desk.staffer, here, None)
    if isinstance(ahead, Refusal) or ahead.slot is None:
        take(desk, replace(here, wanted="all"))
        go(desk, None)
    else:
        take(desk, walk_on)
        show(desk, ahead.slot.unit.id, ahead.slot.node.id, left=ahead.left)


def item(desk: Desk, args: Args) -> None:
    """One item, out of the row."""
    show(desk, int(args[0]), args[1])
