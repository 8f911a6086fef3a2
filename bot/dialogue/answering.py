"""The scene in which a value is asked: typed answers and answer buttons."""

from fractions import Fraction

from bot.dialogue import filing, sharing
from bot.dialogue.commands import RecordAnswer
from bot.dialogue.flow import ask, go, is_closed, proceed, repeat, resume, which_of
from bot.dialogue.turn import Scene, Turn
from dti_core.messages.contact import mistakes, questions, replies
from dti_core.messages.formatting import clock
from dti_core.messages.verbs import ANSWER, ASK_KEY, FIX, KEEP, SUGGESTED, TOTAL, shortened
from dti_core.scoring.plausible import doubts_about
from dti_core.survey import links
from dti_core.survey.judging import (
    Confirm,
    Mistake,
    OtherTotal,
    OverTotal,
    Take,
    Verdict,
    Which,
    check_value,
    could_be,
    judge,
)
from dti_core.survey.progress import knows, named
from dti_core.survey.questionnaire import StoredAnswer
from dti_core.survey.questions import Question, of_key, of_subject
from dti_core.survey.suggesting import suggestion
from dti_core.survey.to_scoring import unit_answers
from dti_core.survey.window import may_answer


def typed(turn: Turn, text: str) -> Turn:
    """Words typed at a question."""
    found = _focused(turn)
    if found is None:
        return resume(turn)
    question, subject = found
    if question.numeric or question.kind in ("yes_no", "choice"):
        elsewhere = _not_a_value(turn, question, subject, text)
        if elsewhere:
            return elsewhere
    elif question.kind == "text" and text.strip().lower().startswith(("http://", "https://")):
        pasted = links.find(text)
        if pasted.links:
            return filing.stray(turn, pasted.links)
    verdict = judge(question, text)
    above = _counted_in(turn, question) if verdict == Mistake("pair") else None
    return (
        decide(turn, above, subject, judge(above, text))
        if above
        else decide(turn, question, subject, verdict)
    )


def could_be_an_answer(turn: Turn, text: str) -> bool:
    """Whether the question at hand, if it is one for a value, could take these words."""
    found = _focused(turn)
    return found is None or not isinstance(judge(found[0], text), Mistake)


def _not_a_value(turn: Turn, question: Question, subject: str, text: str) -> Turn | None:
    """Links, words about the piece just filed, and codes of criteria are not meant as an answer here."""
    pasted = links.find(text)
    if pasted.links:
        return filing.stray(turn, pasted.links)
    if pasted.broken:
        return _again(turn.note(mistakes.broken_link(pasted.broken[0])), question, subject)
    if filing.describes_last(turn, text):
        return filing.describe_last(turn, text)
    meant = () if question.numeric else named(turn.view, text)
    return go(turn, meant[0]) if len(meant) == 1 else which_of(turn, meant) if meant else None


def decide(turn: Turn, question: Question, subject: str, verdict: Verdict) -> Turn:
    """Carry out a verdict: record, or say what is the matter."""
    view = turn.view
    match verdict:
        case Take(values=values):
            return _take(turn, question, subject, values)
        case Confirm(value=value):
            return turn.say(mistakes.guess(view, question, value))
        case Which():
            return turn.say(mistakes.which_reading(view, question, verdict))
        case OverTotal():
            return turn.say(mistakes.over_total(view, question, verdict, subject))
        case OtherTotal():
            return turn.say(mistakes.other_total(view, question, verdict))
        case Mistake():
            return _again(turn.note(mistakes.why_not(question, verdict)), question, subject)


def pressed(turn: Turn, args: tuple[str, ...]) -> Turn:
    """An answer button: key, value, and the revision it was drawn for."""
    key, value, drawn = args
    question = sharing.question_of(turn, key, sharing.subject_of(turn, key))
    if question is None:
        return resume(turn.note(mistakes.unknown_button()))
    value = next((c.value for c in question.choices if shortened(c.value, key) == value), value)
    if not could_be(question, value):
        return resume(turn.note(mistakes.unknown_button()))
    stored = turn.view.answers.get(key)
    if stored and drawn != str(stored.revision):
        same = stored.text == value
        return turn.quietly(replies.ALREADY) if same else _moved_on(turn, question, stored)
    return _press(turn, question, value)


def suggested(turn: Turn, args: tuple[str, ...]) -> Turn:
    """ "Vẫn 46": what was offered is taken."""
    key, drawn = args
    question = of_key(turn.view, key, sharing.subject_of(turn, key))
    offered = suggestion(turn.view, question) if question else None
    if question is None or offered is None:
        return resume(turn.note(mistakes.unknown_button()))
    return pressed(turn, (key, offered, drawn))


def keep(turn: Turn, args: tuple[str, ...]) -> Turn:
    """ "Giữ 57": nothing changes, on to what follows."""
    subject, key = args
    if not knows(turn.view, subject):
        return resume(turn)
    focused = _focused(turn)
    if focused and focused[1] != subject:
        return resume(turn)
    return proceed(turn, subject, key)


def ask_key(turn: Turn, args: tuple[str, ...]) -> Turn:
    """Ask one value of a subject, though it has an answer."""
    key, subject = args
    question = of_key(turn.view, key, subject)
    if question is None or not knows(turn.view, subject):
        return resume(turn.note(mistakes.unknown_button()))
    theirs = may_answer(turn.view, subject) and not is_closed(turn, subject)
    return ask(turn, question, subject) if theirs else go(turn, subject)


def edit_total(turn: Turn, args: tuple[str, ...]) -> Turn:
    """ "Sửa tổng số" of the question that stores `key`."""
    question = of_key(turn.view, args[0])
    parts = question.total.parts if question and question.total else ()
    if question is None or not parts:
        return resume(turn.note(mistakes.unknown_button()))
    if len(parts) == 1:
        return ask_key(turn, (parts[0].key, question.subject))
    return turn.say(questions.total_parts(question, question.subject))


def fix(turn: Turn, args: tuple[str, ...]) -> Turn:
    """Store one of two numbers that contradict each other and ask for the other."""
    key, value, drawn, other = args
    question = of_key(turn.view, key)
    stored = turn.view.answers.get(key)
    current = question is not None and drawn == str(stored.revision if stored else 0)
    if question is None or not current or not could_be(question, value):
        return resume(turn.note(mistakes.unknown_button()))
    if not may_answer(turn.view, question.subject):
        return go(turn, question.subject)
    turn = turn.do(RecordAnswer(key, value)).forget(*filing.DRAFT)
    return ask_key(turn, (f"{question.subject}:{other}", question.subject))


def _press(turn: Turn, question: Question, value: str) -> Turn:
    subject = sharing.subject_of(turn, question.key)
    if not may_answer(turn.view, subject) or is_closed(turn, subject):
        return go(turn, subject)
    if question.numeric:
        verdict = check_value(question, Fraction(value))
        if not isinstance(verdict, Take):
            return decide(turn, question, subject, verdict)
    return record(turn, question, subject, ((question.key, value),))


def _take(turn: Turn, question: Question, subject: str, values: tuple[tuple[str, str], ...]) -> Turn:
    key, new = values[-1]
    stored = turn.view.answers.get(key)
    users = tuple(code for code in sharing.answered_users(turn, key) if code != subject)
    if stored and stored.text != new and users:
        return turn.say(
            replies.confirm_everywhere(question, (stored, new), sharing.names(turn, users), subject)
        )
    return record(turn, question, subject, values)


def record(turn: Turn, question: Question, subject: str, values: tuple[tuple[str, str], ...]) -> Turn:
    """Store values and go on; the note says what was understood."""
    key, text = values[-1]
    before = set(sharing.over_total(turn, key))
    turn = turn.do(*(RecordAnswer(k, v) for k, v in values)).forget(*filing.DRAFT)
    over = tuple(code for code in sharing.over_total(turn, key) if code not in before and code != subject)
    doubts = doubts_about(turn.view.framework, unit_answers(turn.view).values, (k for k, _ in values))
    said = (
        replies.stored(question, text),
        replies.total_changed(sharing.names(turn, over)) if over else None,
        *(replies.doubt(hint.text) for hint in doubts),
    )
    return proceed(turn, subject, _last_of(turn, subject, values), *said)


def _last_of(turn: Turn, subject: str, values: tuple[tuple[str, str], ...]) -> str:
    """The last asked of the keys just stored."""
    stored = {key for key, _ in values}
    return next((q.key for q in reversed(of_subject(turn.view, subject)) if q.key in stored), values[-1][0])


def _moved_on(turn: Turn, question: Question, stored: StoredAnswer) -> Turn:
    zone = turn.view.campaign.time_zone
    when = clock(stored.at, turn.now, zone)
    who = replies.whose_hand(stored, turn.view.person_name, turn.event.channel)
    return turn.say(replies.moved_on(turn.view, question, stored, (when, who)))


def _again(turn: Turn, question: Question, subject: str) -> Turn:
    return turn.say(questions.again(turn.view, question, subject))


def _counted_in(turn: Turn, question: Question) -> Question | None:
    """The question whose total this one asks: "118/120" typed here answers both."""
    for other in of_subject(turn.view, question.subject):
        if other.total and other.total.own and [part.key for part in other.total.parts] == [question.key]:
            return other
    return None


def _focused(turn: Turn) -> tuple[Question, str] | None:
    focus = turn.state.focus
    if focus.kind != "answer":
        return None
    key, subject = focus.args
    question = sharing.question_of(turn, key, subject)
    return (question, subject) if question else None


SCENE = Scene(repeat, typed)
CHANGING = {
    ANSWER: (pressed, 3),
    SUGGESTED: (suggested, 2),
    KEEP: (keep, 2),
    ASK_KEY: (ask_key, 2),
    TOTAL: (edit_total, 1),
    FIX: (fix, 4),
}
