"""Submitting and taking back."""

from bot.dialogue import filing, signing
from bot.dialogue.commands import Submit, TellReady, WithdrawSubmission
from bot.dialogue.flow import advance, total
from bot.dialogue.turn import Scene, Turn
from dti_core.messages import verbs
from dti_core.messages.contact import behalf, menu
from dti_core.messages.contact import submitting as texts
from dti_core.messages.contact.signing import NEEDED
from dti_core.messages.rich import rich
from dti_core.survey import progress
from dti_core.survey.window import may_withdraw


def ask(turn: Turn) -> Turn:
    """What is missing, and whether to submit."""
    if turn.view.inputs_scope is not None:
        return turn.say(texts.not_yours(turn.view))
    if turn.view.state == "not_started":
        return turn.say(texts.nothing_yet())
    asked = filing.remind(turn).focus("submit")
    return asked.say(texts.ask(turn.view, progress.within_reach(turn.view), signing.held(turn)))


def typed(turn: Turn, _text: str) -> Turn:
    """Only the buttons decide here."""
    return ask(turn.note(menu.not_understood()))


def wanted(turn: Turn, _args: tuple[str, ...]) -> Turn:
    """ "Nộp"."""
    return ask(turn)


def yes(turn: Turn, _args: tuple[str, ...]) -> Turn:
    """ "Vẫn nộp": only while the question stands, so that an old button shows today's gaps first."""
    theirs = turn.view.inputs_scope is None and turn.view.state != "not_started"
    if not theirs or turn.state.focus.kind not in ("submit", "signed") or not turn.view.dossier.in_charge:
        return ask(turn)
    paper = turn.view.dossier.on_behalf or signing.held(turn)
    if turn.view.dossier.lacks_copy(paper) and turn.view.state != "returned":
        return signing.ask(turn.note(rich(NEEDED)))
    turn = turn.do(Submit(paper)).focus("home").forget(signing.SIGNED)
    if turn.view.dossier.on_behalf:
        return turn.say(behalf.handed_in(turn.view, total(turn)))
    return turn.say(texts.submitted(turn.view, total(turn), may_withdraw(turn.view, turn.now)))


def ready(turn: Turn, _args: tuple[str, ...]) -> Turn:
    """A deputy's "Báo … đã sẵn sàng"."""
    if turn.view.dossier.in_charge or turn.view.inputs_scope is not None:
        return ask(turn)
    return turn.do(TellReady()).focus("home").say(texts.told_ready(turn.view))


def no(turn: Turn, _args: tuple[str, ...]) -> Turn:
    """ "Chưa nộp"."""
    return advance(turn.focus("home").note(texts.not_submitted()), None)


def take_back(turn: Turn, _args: tuple[str, ...]) -> Turn:
    """ "Rút lại"."""
    theirs = turn.view.inputs_scope is None and turn.view.dossier.in_charge
    if not may_withdraw(turn.view, turn.now) or not theirs:
        return turn.say(texts.cannot_take_back())
    turn = turn.do(WithdrawSubmission()).note(texts.taken_back(turn.view))
    return advance(turn, None)


SCENE = Scene(ask, typed)
CHANGING = {
    verbs.SUBMIT: (wanted, 0),
    verbs.SUBMIT_YES: (yes, 0),
    verbs.SUBMIT_NO: (no, 0),
    verbs.READY: (ready, 0),
}
READING = {verbs.UNSUBMIT: (take_back, 0)}
