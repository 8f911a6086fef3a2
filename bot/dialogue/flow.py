"""From one question to the next."""

from bot.dialogue.turn import Turn
from dti_core.messages.contact import evidence, listing, questions, replies, requests
from dti_core.messages.contact.listing import not_to_answer
from dti_core.messages.model import RichText
from dti_core.messages.verbs import CARD, button
from dti_core.scoring.engine import preview, score
from dti_core.scoring.model import CriterionScore, UnitScore
from dti_core.survey import progress
from dti_core.survey.questions import Question, is_info, of_key, of_subject
from dti_core.survey.to_scoring import unit_answers
from dti_core.survey.window import may_answer

AGAIN = "again"
"""Draft: the subject whose questions are all being gone through once more."""
REPLACING = "replacing"
"""Draft: the piece of evidence that the next one takes the place of."""
GAPS = "gaps"
"""Draft: evidence that was missing is being added, criterion after criterion."""


def go(turn: Turn, subject: str, again: bool = False) -> Turn:
    """Ask a subject: its first open question (or, again, its first one), else its evidence."""
    if not progress.knows(turn.view, subject):
        return resume(turn)
    if not may_answer(turn.view, subject) or is_closed(turn, subject):
        return turn.say(not_to_answer(turn.view, subject))
    asked = of_subject(turn.view, subject)
    question = None if again else progress.open_question(turn.view, subject)
    if question is None and asked and not (not again and _lacks(turn, subject)):
        question = asked[0]
    if question is None:
        return ask_evidence(_reason_first(turn, subject), subject)
    complete = progress.open_question(turn.view, subject) is None
    turn = turn.remember(**{AGAIN: subject}) if again and complete else turn.forget(AGAIN)
    turn = turn.forget(GAPS)
    return ask(_reason_first(turn, subject), question, subject)


def ask(turn: Turn, question: Question, subject: str) -> Turn:
    """Put one question."""
    focused = turn.focus("answer", question.key, subject)
    return focused.say(questions.ask(turn.view, question, subject))


def ask_evidence(turn: Turn, criterion: str) -> Turn:
    """Put the question for evidence."""
    return turn.focus("evidence", criterion).say(evidence.ask(turn.view, criterion))


def proceed(turn: Turn, subject: str, key: str | None = None, *said: RichText | None) -> Turn:
    """After an answer to `key`: the next question, what was earned, the evidence, the next subject.

    `said` repeats the value (first) where there are no points to tell yet, and adds warnings.
    """
    question = _next_question(turn, subject, key)
    if question is not None:
        return ask(turn.note(*said), question, subject)
    turn = turn.forget(AGAIN)
    if is_info(subject):
        return advance(turn.note(*said), subject)
    if turn.view.inputs_scope is None:
        said = (replies.earned(turn.view.framework.by_id[subject], earned(turn, subject)), *said[1:])
    turn = turn.note(*said)
    if progress.lacks_evidence(turn.view, subject) or turn.view.state == "returned":
        return ask_evidence(turn, subject)
    return advance(turn, subject)


def advance(turn: Turn, after: str | None) -> Turn:
    """The next subject, or what is left at the end."""
    turn = turn.forget(REPLACING)
    lacking = _next_without_evidence(turn, after)
    if lacking:
        return ask_evidence(turn, lacking)
    following = progress.next_stop(turn.view, after)
    turn = _milestone(turn, after, following)
    if following is None:
        return at_the_end(turn)
    return go(turn, following)


def _next_without_evidence(turn: Turn, after: str | None) -> str | None:
    """While missing evidence is being added: the next criterion that lacks it."""
    if GAPS not in turn.state.draft or turn.state.focus.kind != "evidence":
        return None
    order = list(progress.of(turn.view).marks)
    lacking = set(progress.lacking_evidence(turn.view))
    place = order.index(after) + 1 if after in order else 0
    return next((c for c in order[place:] if c in lacking), None)


def at_the_end(turn: Turn) -> Turn:
    """Nothing to ask any more."""
    if turn.view.state == "returned":
        return turn.focus("home").say(listing.returned_done(turn.view))
    if turn.view.inputs_scope is not None:
        return turn.focus("home").say(replies.part_done(turn.view.unit_name))
    return turn.focus("home").say(replies.nothing_left(progress.of(turn.view)))


def which_of(turn: Turn, criteria: tuple[str, ...]) -> Turn:
    """A code that several pillars have: which one is meant."""
    nodes = [turn.view.framework.by_id[each] for each in criteria]
    return turn.say(listing.pick([button(node.name, CARD, node.id) for node in nodes]))


def resume(turn: Turn) -> Turn:
    """Exactly where the conversation stood; else the first gap."""
    kind, args = turn.state.focus.kind, turn.state.focus.args
    if kind == "answer":
        question = of_key(turn.view, args[0], args[1])
        if question and not is_closed(turn, args[1]):
            return ask(turn, question, args[1])
    if kind == "evidence" and args and not is_closed(turn, args[0]):
        return ask_evidence(turn, args[0])
    if kind in ("reason", "justify") and args:
        words = requests.ask_reason if kind == "reason" else requests.ask_justification
        return turn.say(words(turn.view, args[0]))
    return advance(turn, None)


def repeat(turn: Turn) -> Turn:
    """The question in hand once more, in one line."""
    kind, args = turn.state.focus.kind, turn.state.focus.args
    question = of_key(turn.view, args[0], args[1]) if kind == "answer" else None
    return turn.say(questions.again(turn.view, question, args[1])) if question else resume(turn)


def earned(turn: Turn, criterion: str) -> CriterionScore:
    """What a criterion earns with the answers as they are now."""
    view = turn.view
    return preview(view.framework, unit_answers(view), criterion, view.bests, view.references)


def total(turn: Turn) -> UnitScore:
    """The unit's whole score with the answers as they are now."""
    view = turn.view
    return score(view.framework, unit_answers(view), view.bests, view.references)


def _next_question(turn: Turn, subject: str, key: str | None) -> Question | None:
    if turn.state.draft.get(AGAIN) != subject:
        return progress.open_question(turn.view, subject)
    asked = of_subject(turn.view, subject)
    keys = [question.key for question in asked]
    place = keys.index(key) + 1 if key in keys else 0
    return asked[place] if place < len(asked) else progress.open_question(turn.view, subject)


def _reason_first(turn: Turn, subject: str) -> Turn:
    """Before a criterion that was sent back: why."""
    found = next((r.reason for r in turn.view.returned if r.criterion == subject), None)
    return (
        turn.note(listing.sent_back(turn.view, subject, found))
        if found and turn.view.state == "returned"
        else turn
    )


def is_closed(turn: Turn, subject: str) -> bool:
    """Whether a criterion is exempt, asked of others, or under a request."""
    if is_info(subject):
        return not of_subject(turn.view, subject)
    mark = progress.of(turn.view).marks.get(subject)
    return mark in ("exempt", "not_asked", "requested", None)


def _lacks(turn: Turn, subject: str) -> bool:
    return not is_info(subject) and progress.lacks_evidence(turn.view, subject)


def _milestone(turn: Turn, after: str | None, following: str | None) -> Turn:
    """A word when the last criterion of an index has been answered."""
    framework = turn.view.framework
    walking = (
        turn.view.state != "returned" and turn.view.inputs_scope is None and GAPS not in turn.state.draft
    )
    if after is None or is_info(after) or not walking or GAPS in turn.state.draft or not turn.commands:
        return turn
    index = framework.index_of(after)
    if following and not is_info(following) and framework.index_of(following).id == index.id:
        return turn
    marks = progress.of(turn.view).marks
    inside = [marks[node.id] for node in framework.criteria if framework.index_of(node.id).id == index.id]
    if len(inside) < 2 or any(mark in ("missing", "partial", "deferred") for mark in inside):
        return turn
    return turn.note(
        replies.index_done(index, total(turn).indices.get(index.id, 0 * earned(turn, after).points))
    )
