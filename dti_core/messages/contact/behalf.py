"""The staff answer for a unit that sent paper: what its own people are told, and what the clerk reads."""

from dti_core.messages.contact.signing import cited
from dti_core.messages.formatting import moment, points
from dti_core.messages.model import Message, RichText
from dti_core.messages.rich import lines, rich
from dti_core.messages.staff.verbs import HOME
from dti_core.messages.verbs import FORM, LIST, POINTS, button
from dti_core.scoring.model import UnitScore
from dti_core.survey.dossier import Paper
from dti_core.survey.questionnaire import Questionnaire

_LOOK = ((button("Danh sách", LIST, 0), button("Xem điểm", POINTS)),)


def began(view: Questionnaire, paper: Paper) -> Message:
    """To the unit's people: somebody begins to type in their paper."""
    text = lines(
        rich(
            "{who} đang nhập thay câu trả lời của **{unit}** theo {paper} của đơn vị.",
            who=view.campaign.coordinator,
            unit=view.unit_name,
            paper=cited(paper),
        ),
        rich("Anh/Chị xem được từng câu ngay khi ghi. Thấy khác văn bản, xin báo lại."),
    )
    return Message(text, _LOOK)


def finished(view: Questionnaire, paper: Paper) -> Message:
    """To the unit's people: it was handed in for them."""
    at = moment(view.submitted_at, view.campaign.time_zone) if view.submitted_at else ""
    text = lines(
        rich(
            "{who} đã nộp thay **{unit}** lúc {at}, theo {paper}.",
            who=view.campaign.coordinator,
            unit=view.unit_name,
            at=at,
            paper=cited(paper),
        ),
        rich("Anh/Chị xem lại câu trả lời; cần sửa, xin liên hệ {who}.", who=view.campaign.coordinator),
    )
    return Message(text, ((button("Lấy phiếu (PDF, Excel)", FORM),), *_LOOK))


def answering(view: Questionnaire) -> RichText | None:
    """To the clerk, before the first question: for whom, and from what."""
    paper = view.dossier.on_behalf
    if paper is None:
        return None
    return rich(
        "**Trả lời thay {unit}** theo {paper}. Về việc của mình: /donvi.",
        unit=view.unit_name,
        paper=cited(paper),
    )


def handed_in(view: Questionnaire, score: UnitScore) -> Message:
    """To the clerk, who is back in their own role."""
    text = rich(
        "✓ Đã nộp thay **{unit}**: **{points} / {all}** điểm (tự đánh giá). Đơn vị được báo.",
        unit=view.unit_name,
        points=points(score.points),
        all=points(score.attainable),
    )
    return Message(text, ((button("Về bảng việc", HOME),),))
