"""Going on, back, past, and elsewhere."""

from bot.dialogue.commands import Defer, SwitchAssignment
from bot.dialogue.flow import advance, ask, ask_evidence, go, resume
from bot.dialogue.turn import Turn, Verb
from dti_core.messages import verbs
from dti_core.messages.contact import evidence, replies
from dti_core.messages.contact import menu as texts
from dti_core.messages.contact.mistakes import unknown_button
from dti_core.messages.contact.requests import EDIT_WHICH, which_criterion
from dti_core.survey import progress
from dti_core.survey.questions import of_subject


def subject_of(turn: Turn) -> str | None:
    """What is in hand: the subject of the focus, None at home."""
    focus = turn.state.focus
    return focus.args[-1] if focus.args else None


def onward(turn: Turn, _args: tuple[str, ...] = ()) -> Turn:
    """ "Tiếp tục": from the evidence of a criterion to what follows, else to where the conversation stood."""
    focus = turn.state.focus
    if focus.kind == "evidence" and progress.evidence_of(turn.view, focus.args[0]):
        return advance(turn, focus.args[0])
    if focus.kind in ("reason", "justify"):
        left = progress.of(turn.view).marks[focus.args[0]] in (
            "missing",
            "partial",
            "deferred",
            "no_evidence",
        )
        return go(turn, focus.args[0]) if left else advance(turn, focus.args[0])
    return resume(turn)


def to(turn: Turn, args: tuple[str, ...]) -> Turn:
    """A subject chosen from a list."""
    return go(turn, args[0]) if progress.knows(turn.view, args[0]) else resume(turn.note(unknown_button()))


def once_more(turn: Turn, args: tuple[str, ...]) -> Turn:
    """ "Trả lời lại": all its questions again."""
    known = progress.knows(turn.view, args[0])
    return go(turn, args[0], again=True) if known else resume(turn.note(unknown_button()))


def later(turn: Turn, args: tuple[str, ...]) -> Turn:
    """ "Để sau"."""
    subject = args[0]
    if not progress.knows(turn.view, subject):
        return resume(turn.note(unknown_button()))
    if progress.open_question(turn.view, subject) is None and of_subject(turn.view, subject):
        return advance(turn, subject)
    turn = turn if subject in turn.view.deferred else turn.do(Defer(subject))
    return advance(turn.note(replies.put_off(turn.view, subject)), subject)


def skip_here(turn: Turn) -> Turn:
    """ "Bỏ qua", typed: whatever is in hand."""
    focus = turn.state.focus
    if focus.kind == "answer":
        return later(turn, (focus.args[1],))
    if focus.kind == "evidence" and progress.lacks_evidence(turn.view, focus.args[0]):
        turn = turn.note(evidence.later(turn.view.framework.by_id[focus.args[0]].name))
    return advance(turn, focus.args[0]) if focus.args else resume(turn)


def back(turn: Turn, _args: tuple[str, ...] = ()) -> Turn:
    """The question before this one."""
    focus, subject = turn.state.focus, subject_of(turn)
    if focus.kind == "answer":
        keys = [question.key for question in of_subject(turn.view, focus.args[1])]
        place = keys.index(focus.args[0]) if focus.args[0] in keys else 0
        if place > 0:
            return ask(turn, of_subject(turn.view, focus.args[1])[place - 1], focus.args[1])
    elif subject is not None and of_subject(turn.view, subject):
        return go(turn, subject, again=True)
    return _before(turn, subject)


def _before(turn: Turn, subject: str | None) -> Turn:
    earlier = progress.previous_stop(turn.view, subject)
    while earlier is not None and earlier in turn.view.requested:
        earlier = progress.previous_stop(turn.view, earlier)
    if earlier is None:
        return resume(turn.note(replies.at_the_beginning()))
    return go(turn, earlier, again=True) if of_subject(turn.view, earlier) else ask_evidence(turn, earlier)


def put_off(turn: Turn, _args: tuple[str, ...]) -> Turn:
    """Every question without an answer, from the first on."""
    found = progress.of(turn.view)
    left = found.unanswered_info + found.unanswered
    return go(turn, left[0]) if left else advance(turn, None)


def edit(turn: Turn, argument: str) -> Turn:
    """ "/sua 3.1"; without a code the answer just given, or the one before and the list to choose from."""
    if argument and progress.knows(turn.view, argument):
        return go(turn, argument, again=True)
    subject = subject_of(turn)
    if turn.state.focus.kind == "evidence" and subject and of_subject(turn.view, subject):
        return go(turn, subject, again=True)
    return turn.say(which_criterion(turn.view, EDIT_WHICH, _answered_before(turn, subject)))


def _answered_before(turn: Turn, subject: str | None) -> str | None:
    """The subject before this one, where it has its answers."""
    before = progress.previous_stop(turn.view, subject) if subject else None
    done = before and of_subject(turn.view, before) and progress.open_question(turn.view, before) is None
    return before if done else None


def menu(turn: Turn, _args: tuple[str, ...]) -> Turn:
    """What can be done from here."""
    return turn.say(texts.menu(turn.view, subject_of(turn)))


def help_(turn: Turn, _args: tuple[str, ...] = ()) -> Turn:
    """How to use it."""
    return turn.say(texts.help_text())


def units(turn: Turn, _args: tuple[str, ...] = ()) -> Turn:
    """The roles of this person."""
    return turn.say(texts.units(turn.view.assignments))


def switch(turn: Turn, args: tuple[str, ...]) -> Turn:
    """Another role; the host then opens its own conversation."""
    mine = next((a for a in turn.view.assignments if str(a.id) == args[0]), None)
    if mine is None:
        return turn.note(texts.unit_not_yours()).say(texts.units(turn.view.assignments))
    return resume(turn) if mine.active else turn.do(SwitchAssignment(mine.id))


CHANGING: dict[str, tuple[Verb, int]] = {
    verbs.LATER: (later, 1),
    verbs.ASK: (to, 1),
    verbs.AGAIN: (once_more, 1),
    verbs.NEXT: (onward, 0),
    verbs.BACK: (back, 0),
    verbs.DEFERRED: (put_off, 0),
}
READING: dict[str, tuple[Verb, int]] = {
    verbs.MENU: (menu, 0),
    verbs.HELP: (help_, 0),
    verbs.UNITS: (units, 0),
    verbs.SWITCH: (switch, 1),
}
