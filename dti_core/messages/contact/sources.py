"""What other offices have said about a figure that several give."""

from dti_core.messages.contact.values import brief
from dti_core.messages.formatting import listed
from dti_core.messages.model import RichText
from dti_core.messages.rich import rich
from dti_core.survey.questionnaire import Questionnaire
from dti_core.survey.questions import Question
from dti_core.survey.sources import adds_up, differing

MOST = 4


def said_by_others(view: Questionnaire, question: Question) -> RichText | None:
    """Beside a question of the unit's own contact: who has given which figure, and how it counts."""
    others = view.others.get(question.key, ())
    if not others:
        return None
    said = listed((f"{each.by} {brief(question, each.text)}" for each in others), MOST)
    if adds_up(view, question.key):
        return rich("Các nơi đã ghi: {said}. Số ghi ở đây sẽ thay cho tổng của các nơi.", said=said)
    if question.key in differing(view):
        return rich("**Các nơi ghi khác nhau:** {said}. Số ghi ở đây được dùng để tính.", said=said)
    return rich("Đã có từ: {said}.", said=said)
