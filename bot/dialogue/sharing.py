"""Values that several criteria use: for which of them one is being answered, and which a change concerns."""

from dataclasses import replace

from bot.dialogue.flow import is_closed
from bot.dialogue.turn import Turn
from dti_core.survey.progress import mark
from dti_core.survey.questions import Question, is_info, number, of_key, owner, total_of


def question_of(turn: Turn, key: str, subject: str) -> Question | None:
    """The question that stores a key; a number of a criterion that is not theirs holds no total down."""
    question = of_key(turn.view, key, subject)
    closed = question is not None and question.among is not None and is_closed(turn, question.subject)
    return replace(question, among=None) if question and closed else question


def subject_of(turn: Turn, key: str) -> str:
    """What a key is being answered for: the focus if it asks that very key, else its owner.

    Where the owner is not theirs to answer: a criterion that uses the value, the one in hand before others.
    """
    focus, place = turn.state.focus, owner(key)
    if focus.kind == "answer" and focus.args[0] == key:
        return focus.args[1]
    if is_info(place) or not is_closed(turn, place):
        return place
    users = [user for user in turn.view.framework.users_of(key) if not is_closed(turn, user)]
    return next((user for user in users if user in focus.args), users[0] if users else place)


def answered_users(turn: Turn, key: str) -> tuple[str, ...]:
    """Criteria whose answers rest on a shared key."""
    framework = turn.view.framework
    users = (framework.by_id[code] for code in framework.users_of(key))
    return tuple(
        n.id for n in users if n.id != owner(key) and mark(turn.view, n) in ("done", "no_evidence", "partial")
    )


def over_total(turn: Turn, key: str) -> tuple[str, ...]:
    """Criteria of theirs whose number is larger than the total that a key is part of."""
    view = turn.view
    found = []
    for code in (code for code in view.framework.users_of(key) if not is_closed(turn, code)):
        node = view.framework.by_id[code]
        for item in node.inputs:
            total = total_of(view, node, item)
            part = number(view, f"{code}:{item.id}")
            if total and total.strict and part is not None and total.exceeded_by(part):
                found.append(code)
    return tuple(found)


def names(turn: Turn, criteria: tuple[str, ...]) -> tuple[str, ...]:
    """What people call some criteria."""
    return tuple(turn.view.framework.by_id[each].name for each in criteria)
