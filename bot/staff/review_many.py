"""Accepting many at once: the kind of items, one criterion across units, a group, units that were ticked."""

from dataclasses import replace

from bot.staff import review_lists, ticking
from bot.staff.desk import Args, Desk
from bot.staff.feature import Purpose
from bot.staff.review_scope import fresh, scope_of, take
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import review_bulk
from dti_core.campaign.staff import review_overview as overview
from dti_core.campaign.staff.review_bulk import Choice, Preview
from dti_core.campaign.staff.review_queue import Scope
from dti_core.messages.model import Message
from dti_core.messages.rich import rich
from dti_core.messages.staff import review_many as texts
from dti_core.messages.staff import review_trouble as trouble
from dti_core.messages.staff.ticking import Tickable

TICKING = "rv"


def which(desk: Desk, _args: Args = ()) -> None:
    """Which kind of items, of the part in hand?"""
    scope = _scope(desk)
    narrowed = bool(scope.criterion or scope.among)
    desk.say(texts.which(_where(desk, scope), narrowed=narrowed, units=scope.enrolment is None))


def criteria(desk: Desk, args: Args) -> None:
    """Criteria that have open items, to accept one of them across units."""
    found = overview.open_criteria(desk.conn, desk.staffer, fresh(desk).group)
    if isinstance(found, Refusal):
        desk.say(trouble.refused(found.code))
    else:
        desk.say(texts.criteria(found, int(args[0])))


def criterion(desk: Desk, args: Args) -> None:
    """This criterion, of all units or of those that are ticked already."""
    framework, name = args
    found = overview.open_criteria(desk.conn, desk.staffer, fresh(desk).group)
    known = [] if isinstance(found, Refusal) else [(one, node.id) for one, node, _, _ in found]
    if (framework, name) not in known:
        criteria(desk, ("0",))
        return
    among = _scope(desk).among
    take(desk, replace(fresh(desk), framework=framework, criterion=name, by_criterion=True, among=among))
    which(desk)


def everything(desk: Desk, _args: Args) -> None:
    """No criterion and no picked units any more."""
    ticking.clear(desk, TICKING)
    take(desk, fresh(desk))
    which(desk)


def look(desk: Desk, args: Args) -> None:
    """Who, how many, how many points."""
    choice = _choice(args[0])
    if choice is None:
        which(desk)
        return
    found = review_bulk.preview(desk.conn, desk.staffer, _scope(desk), choice)
    desk.say(trouble.refused(found.code) if isinstance(found, Refusal) else _preview(desk, choice, found))


def accept(desk: Desk, args: Args) -> None:
    """Accepted, exactly as previewed."""
    choice, scope = _choice(args[0]), _scope(desk)
    if choice is None:
        which(desk)
        return
    done = review_bulk.accept(desk.conn, desk.staffer, scope, choice, args[1], desk.now)
    if isinstance(done, Refusal) and done.code == "seen_before":
        found = review_bulk.preview(desk.conn, desk.staffer, scope, choice)
        if not isinstance(found, Refusal):
            shown = _preview(desk, choice, found)
            desk.say(replace(shown, text=(*texts.CHANGED, *rich("\n"), *shown.text)))
    elif isinstance(done, Refusal):
        desk.say(trouble.refused(done.code))
    else:
        ticking.clear(desk, TICKING)
        review_lists.home(desk, (), texts.done(done.items, len(done.parts)))


def _preview(desk: Desk, choice: Choice, found: Preview) -> Message:
    return texts.preview(choice, _where(desk, _scope(desk)), found.mark, found.parts, found.late)


def _choice(name: str) -> Choice | None:
    return next((one for one in review_bulk.CHOICES if one == name), None)


def _scope(desk: Desk) -> Scope:
    """The part in hand: of whatever kind, only open items are accepted."""
    return replace(scope_of(desk), wanted="open")


def _where(desk: Desk, scope: Scope) -> str:
    unit = None
    if scope.enrolment is not None:
        line = overview.unit(desk.conn, desk.staffer, scope.enrolment)
        unit = "đơn vị này" if isinstance(line, Refusal) else line.name
    group = dict(overview.groups(desk.conn, desk.staffer)).get(scope.group or "")
    name = overview.name_of(desk.conn, desk.staffer, scope.framework, scope.criterion)
    return texts.where_in_words(unit, name, group, len(scope.among))


def _to_tick(desk: Desk) -> list[Tickable]:
    """Units with open items of the criterion and group in hand."""
    scope = replace(_scope(desk), among=(), enrolment=None)
    numbers = ticking.group_numbers(desk)
    return [
        Tickable(one.enrolment, one.name, numbers.get(one.group, 0), texts.left(one.open))
        for one in overview.open_units(desk.conn, desk.staffer, scope)
    ]


def _ticked(desk: Desk, units: frozenset[int]) -> None:
    take(desk, replace(_scope(desk), enrolment=None, among=tuple(sorted(units))))
    which(desk)


PURPOSE = Purpose(texts.TICK_TITLE, texts.TICK_GO, "review", texts.TO_BULK, units=_to_tick, done=_ticked)
