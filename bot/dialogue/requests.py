"""The scenes in which a reason or own words are typed: "không áp dụng" and giải trình."""

from bot.dialogue.commands import CancelRequest, Justify, RequestNotApplicable
from bot.dialogue.flow import advance, go, resume
from bot.dialogue.turn import Scene, Turn
from dti_core.messages import verbs
from dti_core.messages.contact import requests as texts
from dti_core.messages.contact.listing import not_to_answer
from dti_core.messages.contact.mistakes import unknown_button
from dti_core.survey import progress
from dti_core.survey.window import may_answer


def ask_reason(turn: Turn) -> Turn:
    """The reason, please."""
    return turn.say(texts.ask_reason(turn.view, turn.state.focus.args[0]))


def reason_typed(turn: Turn, text: str) -> Turn:
    """The reason is the request."""
    criterion = turn.state.focus.args[0]
    clean = " ".join(text.split())
    if len(clean) < texts.LEAST_REASON:
        return ask_reason(turn.note(texts.reason_too_short()))
    if len(clean) > texts.MOST_WORDS:
        return ask_reason(turn.note(texts.words_too_long(len(clean))))
    turn = turn.do(RequestNotApplicable(criterion, clean))
    code = turn.view.framework.by_id[criterion].name
    return advance(turn.note(texts.requested(code, turn.view.campaign.coordinator)), criterion)


def not_applicable(turn: Turn, args: tuple[str, ...]) -> Turn:
    """Asked for a criterion."""
    refused = _refused(turn, args[0])
    return refused or ask_reason(turn.focus("reason", args[0]))


def cancel(turn: Turn, args: tuple[str, ...]) -> Turn:
    """The request is taken back; the criterion is asked after all."""
    criterion = args[0]
    if criterion not in turn.view.requested:
        return go(turn, criterion)
    turn = turn.do(CancelRequest(criterion))
    return go(turn.note(texts.cancelled(turn.view.framework.by_id[criterion].name)), criterion)


def ask_words(turn: Turn) -> Turn:
    """Own words, please."""
    return turn.say(texts.ask_justification(turn.view, turn.state.focus.args[0]))


def words_typed(turn: Turn, text: str) -> Turn:
    """Own words are kept as they are."""
    criterion, clean = turn.state.focus.args[0], text.strip()
    if len(clean) > texts.MOST_WORDS:
        return ask_words(turn.note(texts.words_too_long(len(clean))))
    return _justified(turn, criterion, clean)


def justify(turn: Turn, args: tuple[str, ...]) -> Turn:
    """Asked for a criterion."""
    known = progress.is_criterion(turn.view, args[0])
    refused = (
        turn.say(not_to_answer(turn.view, args[0])) if known and not may_answer(turn.view, args[0]) else None
    )
    if not known:
        return resume(turn.note(unknown_button()))
    return refused or ask_words(turn.focus("justify", args[0]))


def justify_typed(turn: Turn, args: tuple[str, ...]) -> Turn:
    """Words typed where evidence was asked are taken as own words."""
    words = turn.state.draft.get("words")
    if not words or not progress.is_criterion(turn.view, args[0]):
        return resume(turn.note(texts.typed_is_gone()))
    return _justified(turn.forget("words"), args[0], words)


def _justified(turn: Turn, criterion: str, words: str) -> Turn:
    turn = turn.do(Justify(criterion, words))
    turn = turn.note(texts.justified(turn.view.framework.by_id[criterion].name))
    return go(turn, criterion) if _waits(turn, criterion) else advance(turn, criterion)


def _waits(turn: Turn, criterion: str) -> bool:
    """Whether the criterion still wants something."""
    return progress.of(turn.view).marks[criterion] in ("missing", "partial", "deferred", "no_evidence")


def _refused(turn: Turn, criterion: str) -> Turn | None:
    if not progress.is_criterion(turn.view, criterion):
        return resume(turn.note(unknown_button()))
    mark = progress.of(turn.view).marks.get(criterion)
    if mark in ("exempt", "not_asked", "requested", None) or not may_answer(turn.view, criterion):
        return turn.say(not_to_answer(turn.view, criterion))
    return None


REASON = Scene(ask_reason, reason_typed, free_text=True)
WORDS = Scene(ask_words, words_typed, free_text=True)
CHANGING = {
    verbs.NOT_APPLICABLE: (not_applicable, 1),
    verbs.CANCEL_REQUEST: (cancel, 1),
    verbs.JUSTIFY: (justify, 1),
    verbs.JUSTIFY_TYPED: (justify_typed, 1),
}
