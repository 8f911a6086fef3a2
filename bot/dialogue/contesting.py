"""The scene in which a unit contests an adjusted score: words first, then links and files with them."""

from dataclasses import replace

from bot.dialogue import filing
from bot.dialogue.commands import AddFile, AddLink, Contest
from bot.dialogue.events import FileSent, RefusedFile
from bot.dialogue.turn import Scene, Turn
from dti_core.messages import verbs
from dti_core.messages.contact import contest as texts
from dti_core.messages.contact import mistakes
from dti_core.survey import links, progress
from dti_core.survey.contest import may_contest


def ask(turn: Turn) -> Turn:
    """The words, please; or whatever else there is to add."""
    return turn.say(texts.ask(turn.view, turn.state.focus.args[0]))


def begin(turn: Turn, args: tuple[str, ...]) -> Turn:
    """Asked for a criterion."""
    if not progress.is_criterion(turn.view, args[0]):
        return turn.focus("home").say(texts.GONE)
    if not may_contest(turn.view, args[0], turn.now):
        return turn.focus("home").say(texts.not_now(turn.view, args[0]))
    return ask(turn.focus("contest", args[0]))


def is_here(turn: Turn) -> bool:
    """Whether what comes now belongs to a contest, though answers are locked."""
    focus = turn.state.focus
    return focus.kind == "contest" and may_contest(turn.view, focus.args[0], turn.now)


def typed(turn: Turn, text: str) -> Turn:
    """The words are kept as they are; links among them are filed as evidence too."""
    criterion, words = turn.state.focus.args[0], text.strip()
    if len(words) > texts.MOST_WORDS:
        return ask(turn.note(mistakes.too_long(len(words))))
    if len(words) < texts.LEAST_WORDS:
        return ask(turn.note(texts.too_short()))
    turn = turn.do(Contest(criterion, words))
    turn = _kept(turn, criterion, links.find(text).links)
    code = turn.view.framework.by_id[criterion].name
    return ask(turn.note(texts.received(code, turn.view.campaign.coordinator)))


def sent(turn: Turn, what: FileSent) -> Turn:
    """A file: evidence of what was contested, once there are words."""
    criterion, file = turn.state.focus.args[0], what.file
    code = turn.view.framework.by_id[criterion].name
    if isinstance(file, RefusedFile):
        return ask(turn.note(mistakes.refused_file(file.name, file.reason, file.size)))
    if turn.view.standpoints[criterion].state != "contested":
        return ask(turn.note(texts.words_first(code)))
    turn = _kept(turn, criterion, (filing.piece_of(file, what.caption),))
    return ask(turn.note(texts.proof_received(code)))


def _kept(turn: Turn, criterion: str, pieces: tuple[filing.Piece, ...]) -> Turn:
    orders = [filing.command(criterion, piece) for piece in pieces]
    return turn.do(*(_contested(order) for order in orders))


def _contested(order: AddLink | AddFile) -> AddLink | AddFile:
    return replace(order, contested=True)


SCENE = Scene(ask, typed, free_text=True)
READING = {verbs.CONTEST: (begin, 1)}
"""Not among what changes answers: those stay locked."""
