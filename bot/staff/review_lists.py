"""Verification at a glance, and ways into it: by unit, by criterion, by group."""

from dataclasses import replace

from bot.staff.desk import Args, Desk
from bot.staff.review_scope import fresh, reviews, take
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import review_overview as overview
from dti_core.campaign.staff.review_queue import Wanted
from dti_core.messages.model import Message, RichText
from dti_core.messages.rich import paragraphs
from dti_core.messages.staff import review_lists as texts
from dti_core.messages.staff import review_trouble as trouble


def home(desk: Desk, _args: Args = (), before: RichText | None = None) -> None:
    """What is left, and where to begin."""
    desk.focus("home")
    group = fresh(desk).group
    take(desk, fresh(desk))
    counts = overview.counts(desk.conn, desk.staffer, group)
    if isinstance(counts, Refusal):
        desk.say(trouble.refused(counts.code))
        return
    known = dict(overview.groups(desk.conn, desk.staffer))
    desk.say(_after(before, texts.home(counts, known.get(group or ""), len(known))))


def units(desk: Desk, args: Args) -> None:
    """The units, a page at a time."""
    found = overview.units(desk.conn, desk.staffer, fresh(desk).group)
    if isinstance(found, Refusal):
        desk.say(trouble.refused(found.code))
    else:
        desk.say(texts.units(found, int(args[0]), expert=not reviews(desk)))


def expert(desk: Desk, _args: Args) -> None:
    """An expert begins with the units."""
    units(desk, ("0",))


def unit(desk: Desk, args: Args, before: RichText | None = None) -> None:
    """One unit."""
    enrolment = int(args[0])
    desk.focus("home")
    wanted: Wanted = "open" if reviews(desk) else "all"
    take(desk, replace(fresh(desk), enrolment=enrolment, wanted=wanted))
    line = overview.unit(desk.conn, desk.staffer, enrolment)
    if isinstance(line, Refusal):
        desk.say(trouble.refused(line.code))
        return
    ready = not line.open and not line.untold and line.state in ("in_review", "resubmitted", "submitted")
    desk.say(_after(before, texts.unit(line, reviews(desk), ready)))


def sheet(desk: Desk, args: Args) -> None:
    """A unit's criteria."""
    found = overview.sheet(desk.conn, desk.staffer, int(args[0]))
    if isinstance(found, Refusal):
        desk.say(trouble.refused(found.code))
        return
    place, marks = found
    desk.say(texts.sheet(place.row.unit_name, place.enrolment, marks, int(args[1])))


def indices(desk: Desk, args: Args) -> None:
    """The indices."""
    found = overview.indices(desk.conn, desk.staffer, fresh(desk).group)
    if isinstance(found, Refusal):
        desk.say(trouble.refused(found.code))
    else:
        desk.say(texts.indices(found, int(args[0])))


def index(desk: Desk, args: Args) -> None:
    """The criteria of an index."""
    framework, name = args
    known = overview.indices(desk.conn, desk.staffer, fresh(desk).group)
    inside = overview.criteria(desk.conn, desk.staffer, fresh(desk).group, framework, name)
    if isinstance(known, Refusal) or isinstance(inside, Refusal):
        desk.say(trouble.refused("not_allowed"))
        return
    node = next((node for other, node, _, _ in known if (other, node.id) == (framework, name)), None)
    desk.say(
        trouble.refused("unknown_criterion") if node is None else texts.criteria(node, framework, inside)
    )


def groups(desk: Desk, _args: Args) -> None:
    """Choose a ranking group."""
    desk.say(texts.groups(overview.groups(desk.conn, desk.staffer)))


def group(desk: Desk, args: Args) -> None:
    """Only this group from now on."""
    known = dict(overview.groups(desk.conn, desk.staffer))
    take(desk, replace(fresh(desk), group=args[0] if args[0] in known else None))
    home(desk)


def _after(before: RichText | None, message: Message) -> Message:
    return replace(message, text=paragraphs(before, message.text)) if before else message
