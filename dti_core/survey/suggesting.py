"""What can be offered instead of typing: last year's value, or what is known of person and unit."""

from dti_core.survey.questionnaire import Questionnaire
from dti_core.survey.questions import Question
from dti_core.survey.wording import folded


def suggestion(view: Questionnaire, question: Question) -> str | None:
    """Canonical text to be taken with one tap; None where nothing is known."""
    if question.key in view.suggestions:
        return view.suggestions[question.key]
    label = folded(question.label)
    if question.kind == "text" and label.startswith(("ho ten", "ho va ten")):
        return view.person_name or None
    if question.kind == "text" and label.startswith(("ten co quan", "ten don vi", "don vi cong tac")):
        return view.unit_name
    return None
