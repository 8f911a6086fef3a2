"""Stored values as people read them."""

from fractions import Fraction

from dti_core.survey.numbers import shown
from dti_core.survey.questionnaire import Questionnaire
from dti_core.survey.questions import Question

YES, NO = "Có", "Không"


def value_text(question: Question, text: str) -> str:
    """A canonical text as the person said it: "57 người", "Có", the choice's label."""
    if question.kind == "yes_no":
        return YES if text == "true" else NO
    if question.kind == "choice":
        return next((choice.label for choice in question.choices if choice.value == text), text)
    if question.numeric:
        return with_measure(Fraction(text), question.measure)
    return text


def brief(question: Question, text: str) -> str:
    """The same for a button: a number without its measure, a share of a known total as "57/60"."""
    if not question.numeric:
        return value_text(question, text)
    total = question.total.value if question.total else None
    return shown(Fraction(text)) + (f"/{shown(total)}" if total is not None else "")


def with_measure(value: Fraction, measure: str | None) -> str:
    """ "57 người"."""
    return f"{shown(value)} {measure}" if measure and measure != "%" else shown(value) + (measure or "")


def current(view: Questionnaire, question: Question) -> str | None:
    """The stored value of a question in brief form; None where there is none."""
    answer = view.answers.get(question.key)
    return brief(question, answer.text) if answer else None


def noun(label: str) -> str:
    """ "Số lượng công chức" as "công chức", to stand behind a number."""
    for head in ("Tổng số lượng ", "Số lượng ", "Tổng số ", "Số "):
        if label.startswith(head):
            return label.removeprefix(head)
    return label[:1].lower() + label[1:]
