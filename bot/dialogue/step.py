"""One step of the conversation: what happened, in; new state, orders and messages, out. Pure."""

from dataclasses import replace
from datetime import datetime

from bot.dialogue import answering, books, contesting, evidence, filing, looking, signing
from bot.dialogue.commands import RenewStatus
from bot.dialogue.early import ask_back
from bot.dialogue.events import (
    ButtonPressed,
    ContactShared,
    Event,
    FileSent,
    OtherSent,
    RefusedFile,
    Started,
    StoredFile,
    TextTyped,
)
from bot.dialogue.flow import resume, which_of
from bot.dialogue.registry import CHANGING, CHANGING_COMMANDS, READING, READING_COMMANDS, SCENES
from bot.dialogue.state import Focus, State
from bot.dialogue.turn import Step, Turn
from dti_core.messages.commands import recognise
from dti_core.messages.contact import behalf, contest, menu, mistakes, submitting, window
from dti_core.messages.contact.listing import not_to_answer
from dti_core.messages.verbs import MOVE, SUBMIT, SUBMIT_YES
from dti_core.survey import links, progress
from dti_core.survey.contest import may_contest
from dti_core.survey.questionnaire import Questionnaire
from dti_core.survey.questions import of_key, owner
from dti_core.survey.window import Closed, closed_because, may_answer

LONGEST = 4000
"""Characters: no answer, reason or list of links is longer."""


def step(view: Questionnaire, state: State, event: Event, now: datetime) -> Step:
    """What to remember, order and say after an event. `view` is the snapshot the event is applied to."""
    turn = Turn(view, _usable(view, state), event, now)
    match event.what:
        case TextTyped(text=text):
            return _typed(turn, text.replace("\x00", "")).done()
        case ButtonPressed(action=action):
            return _pressed(turn, action.verb, action.args).done()
        case FileSent():
            return _file(turn, event.what).done()
        case ContactShared():
            return _repeat(turn.note(mistakes.not_an_answer("contact"))).done()
        case OtherSent(kind=kind):
            return _repeat(turn.note(mistakes.not_an_answer(kind))).done()
        case Started():
            return _open(turn).done()


def open_(view: Questionnaire, now: datetime, state: State | None = None, channel: str = "") -> Step:
    """The first words after joining, switching or coming back: a greeting and the question in hand."""
    event = Event(Started(), now, channel)
    return _open(Turn(view, _usable(view, state or State()), event, now)).done()


def _open(turn: Turn) -> Turn:
    turn = turn.do(RenewStatus()).note(behalf.answering(turn.view))
    turn = turn.focus("home") if turn.state.focus.kind == "contest" else turn
    closed = closed_because(turn.view, turn.now)
    if closed:
        return turn.focus("home").say(window.closed(turn.view, closed, turn.now))
    if turn.view.state == "returned" and turn.state.focus.kind == "home":
        return looking.returned(turn)
    return resume(turn.note(menu.greeting(turn.view, progress.of(turn.view), turn.now)))


def _typed(turn: Turn, text: str) -> Turn:
    return evidence.account_typed(turn, text) or _said(turn, text)


def _said(turn: Turn, text: str) -> Turn:
    spoken = recognise(text)
    if spoken:
        return _spoken(turn, *spoken)
    if contesting.is_here(turn):
        return contesting.typed(turn, text)
    closed = closed_because(turn.view, turn.now)
    if closed and not _signs(turn, closed):
        return turn.say(window.closed(turn.view, closed, turn.now))
    if len(text) > LONGEST:
        return _repeat(turn.note(mistakes.too_long(len(text))))
    scene = SCENES[turn.state.focus.kind]
    if not turn.event.seen and filing.describes_last(turn, text):
        return filing.describe_last(turn, text)
    early = scene.asking and not turn.event.seen and turn.state.focus.args
    asked_back = early and not links.find(text).links and answering.could_be_an_answer(turn, text)
    return ask_back(turn, text) if asked_back else scene.typed(turn, text)


def _spoken(turn: Turn, name: str, argument: str) -> Turn:
    if name == "start":
        return _open(turn)
    meant = progress.named(turn.view, argument) if argument else ()
    if len(meant) > 1:
        return which_of(turn, meant)
    argument = meant[0] if meant else argument
    if name in READING_COMMANDS:
        return READING_COMMANDS[name](turn, argument)
    if name not in CHANGING_COMMANDS:
        return _repeat(turn.note(mistakes.unknown_command(name)))
    closed = closed_because(turn.view, turn.now)
    return _locked(turn, name, argument, closed) if closed else CHANGING_COMMANDS[name](turn, argument)


def _locked(turn: Turn, name: str, argument: str, closed: Closed) -> Turn:
    """Nothing can be changed; points that were adjusted may be contested instead."""
    if name == "sua" and may_contest(turn.view, argument, turn.now):
        code = turn.view.framework.by_id[argument].name
        return looking.card(turn.note(contest.instead(code)), (argument,))
    return turn.say(window.closed(turn.view, closed, turn.now))


def _pressed(turn: Turn, verb: str, args: tuple[str, ...]) -> Turn:
    known = READING.get(verb) or CHANGING.get(verb)
    if known is None or len(args) != known[1]:
        return _repeat(turn.note(mistakes.unknown_button()))
    if turn.state.focus.kind == "contest":
        turn = turn.focus("home")  # whatever is looked at next, words are no longer against a score
    closed = closed_because(turn.view, turn.now) if verb in CHANGING else None
    if closed == "submitted" and verb in (SUBMIT, SUBMIT_YES):
        return turn.say(submitting.already())
    if closed:
        return turn.say(window.closed(turn.view, closed, turn.now))
    locked = _not_theirs(turn, verb, args) if verb in CHANGING else None
    return turn.say(not_to_answer(turn.view, locked)) if locked else known[0](turn, args)


def _not_theirs(turn: Turn, verb: str, args: tuple[str, ...]) -> str | None:
    """The criterion that a button would touch though it was not sent back, or is another's to answer."""
    named = (args[:2] if verb == MOVE else args[:1]) if args else ()
    places = [arg if progress.is_criterion(turn.view, arg) else owner(arg) for arg in named]
    known = (place for place in places if progress.is_criterion(turn.view, place))
    return next((place for place in known if not may_answer(turn.view, place)), None)


def _file(turn: Turn, what: FileSent) -> Turn:
    if what.caption and (warned := evidence.account_typed(turn, what.caption)):
        turn, what = warned, replace(what, caption=None)
    if contesting.is_here(turn):
        return contesting.sent(turn, what)
    closed = closed_because(turn.view, turn.now)
    if closed and not isinstance(what.file, RefusedFile):
        return turn.say(window.closed(turn.view, closed, turn.now))
    if isinstance(what.file, StoredFile) and what.file.book:
        return books.came(turn, what.file)
    if turn.state.focus.kind == "signed" and (closed is None or _signs(turn, closed)):
        return signing.sent(turn, what)
    return evidence.sent(turn, what)


def _signs(turn: Turn, closed: Closed) -> bool:
    """After handing in, the signed document may still follow."""
    return closed == "submitted" and turn.state.focus.kind == "signed"


def _repeat(turn: Turn) -> Turn:
    """The question in hand once more, or why nothing is asked."""
    if contesting.is_here(turn):
        return contesting.ask(turn)
    closed = closed_because(turn.view, turn.now)
    if closed and not _signs(turn, closed):
        return turn.say(window.closed(turn.view, closed, turn.now))
    focus = turn.state.focus
    return SCENES[focus.kind].ask(turn) if focus.kind != "home" else turn.say(menu.home())


def _usable(view: Questionnaire, state: State) -> State:
    """The state, unless its focus speaks of something that is gone: then the answers tell where to go on."""
    kind, args = state.focus.kind, state.focus.args
    if kind in ("home", "submit", "signed") and not args:
        return state
    if kind == "answer" and len(args) == 2 and _may_go_on(view, args[1]):
        return state if of_key(view, args[0], args[1]) else State(Focus(), state.draft)
    one_criterion = len(args) == 1 and progress.is_criterion(view, args[0]) and _may_go_on(view, args[0])
    if kind == "contest":
        return state if one_criterion and args[0] in view.standpoints else State(Focus(), state.draft)
    if kind in ("evidence", "reason", "justify") and one_criterion:
        return state
    return State(Focus(), state.draft)


def _may_go_on(view: Questionnaire, subject: str) -> bool:
    return progress.knows(view, subject) and may_answer(view, subject)
