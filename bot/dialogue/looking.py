"""What only shows: list, card, points, explanations, gaps, guidance."""

from bot.dialogue.commands import DrawChart
from bot.dialogue.flow import GAPS, earned, go, resume, total
from bot.dialogue.turn import Turn
from dti_core.messages import verbs
from dti_core.messages.contact import comparison, evidence, listing, points
from dti_core.messages.contact.mistakes import unknown_button
from dti_core.messages.formatting import moment
from dti_core.survey import progress
from dti_core.survey.contest import may_contest
from dti_core.survey.questions import is_info
from dti_core.survey.window import closed_because, may_answer


def list_page(turn: Turn, args: tuple[str, ...]) -> Turn:
    """One page of the list."""
    return turn.say(listing.page(turn.view, int(args[0]) if args[0].isdigit() else 0))


def list_here(turn: Turn) -> Turn:
    """The page on which the current question stands."""
    focus = turn.state.focus
    return turn.say(
        listing.page(turn.view, listing.page_of(turn.view, focus.args[-1] if focus.args else None))
    )


def card(turn: Turn, args: tuple[str, ...]) -> Turn:
    """Everything about one criterion."""
    if not progress.knows(turn.view, args[0]):
        return resume(turn.note(unknown_button()))
    if is_info(args[0]):
        return go(turn, args[0], again=True)
    editable = closed_because(turn.view, turn.now) is None and may_answer(turn.view, args[0])
    contestable = may_contest(turn.view, args[0], turn.now)
    return turn.say(listing.card(turn.view, args[0], earned(turn, args[0]), editable, contestable))


def guide(turn: Turn, args: tuple[str, ...]) -> Turn:
    """All there is to know before answering."""
    if not progress.knows(turn.view, args[0]) or is_info(args[0]):
        return resume(turn.note(unknown_button()))
    return turn.say(listing.guide(turn.view, args[0]))


def totals(turn: Turn, _args: tuple[str, ...]) -> Turn:
    """The sum, by index."""
    return turn.say(points.totals(turn.view, total(turn)))


def each(turn: Turn, args: tuple[str, ...]) -> Turn:
    """Every criterion's own sentence."""
    return turn.say(points.each(turn.view, total(turn), int(args[0]) if args[0].isdigit() else 0))


def explain_here(turn: Turn, argument: str) -> Turn:
    """Why: the criterion named, else all of them."""
    if progress.knows(turn.view, argument) and not is_info(argument):
        node = turn.view.framework.by_id[argument]
        return turn.say(points.why_one(node.name, earned(turn, argument)))
    return turn.say(points.totals(turn.view, total(turn), why=True))


def assumed(turn: Turn, _args: tuple[str, ...]) -> Turn:
    """Which readings are interpretations."""
    return turn.say(points.assumed(turn.view.framework))


def chart(turn: Turn, _args: tuple[str, ...]) -> Turn:
    """The unit beside its group, as a picture. Who gives only some figures has no unit of their own."""
    if turn.view.inputs_scope is not None:
        return resume(turn.note(unknown_button()))
    return turn.do(DrawChart()).say(comparison.ASKED)


def gaps(turn: Turn, _args: tuple[str, ...]) -> Turn:
    """Answered criteria without evidence."""
    turn = turn.remember(**{GAPS: "1"})
    return turn.say(evidence.gaps(turn.view, progress.lacking_evidence(turn.view)))


def returned(turn: Turn, _args: tuple[str, ...] = ()) -> Turn:
    """What was sent back, reason first."""
    return turn.say(listing.returned_list(turn.view, _deadline(turn)))


def nothing(turn: Turn, _args: tuple[str, ...]) -> Turn:
    """A label that is no button."""
    return turn


def _deadline(turn: Turn) -> str | None:
    campaign = turn.view.campaign
    until = turn.view.returned_until or campaign.closes_at
    return moment(until, campaign.time_zone) if until > turn.now else None


READING = {
    verbs.LIST: (list_page, 1),
    verbs.CARD: (card, 1),
    verbs.GUIDE: (guide, 1),
    verbs.POINTS: (totals, 0),
    verbs.WHY: (each, 1),
    verbs.ASSUMED: (assumed, 0),
    verbs.CHART: (chart, 0),
    verbs.GAPS: (gaps, 0),
    verbs.RETURNED: (returned, 0),
    verbs.NOOP: (nothing, 0),
}
