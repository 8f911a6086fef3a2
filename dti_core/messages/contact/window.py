"""Why nothing can be changed now, with what can still be done."""

from datetime import datetime

from dti_core.messages.formatting import moment
from dti_core.messages.model import Choice, Message, RichText
from dti_core.messages.rich import rich
from dti_core.messages.verbs import FORM, HELP, LIST, POINTS, UNSUBMIT, button
from dti_core.survey.questionnaire import Questionnaire
from dti_core.survey.window import Closed, may_withdraw


def closed(view: Questionnaire, why: Closed, now: datetime) -> Message:
    """Said to everything that would change an answer."""
    look = (button("Danh sách", LIST, 0), button("Xem điểm", POINTS))
    back: tuple[Choice, ...] = (button("Rút lại để sửa", UNSUBMIT),) if may_withdraw(view, now) else ()
    choices = (
        ((button("Xem trước các câu", LIST, 0), button("Trợ giúp", HELP)),) if why == "not_open" else (look,)
    )
    form = (
        ((button("Lấy phiếu (PDF, Excel)", FORM),),) if why == "submitted" and not view.inputs_scope else ()
    )
    return Message(closed_line(view, why), (*((back,) if back else ()), *choices, *form))


def closed_line(view: Questionnaire, why: Closed, named: bool = True) -> RichText:
    """One sentence with the date that matters; `named` says whose, where no heading does."""
    campaign, zone = view.campaign, view.campaign.time_zone
    who = campaign.coordinator
    if why == "not_open":
        return rich(
            "Kỳ đánh giá chưa mở. Bắt đầu nhận trả lời từ **{at}**.", at=moment(campaign.opens_at, zone)
        )
    if why == "deadline":
        return _too_late(view)
    if why == "published":
        return rich("Kết quả kỳ đánh giá này đã được công bố. Anh/Chị vẫn xem lại được các câu trả lời.")
    if why == "submitted":
        at = f" lúc {moment(view.submitted_at, zone)}" if view.submitted_at else ""
        done = f"{view.unit_name} đã nộp" if named else "Đã nộp"
        return rich("{done}{at} nên câu trả lời đang khoá.", done=done, at=at)
    if why == "in_review":
        return rich("{who} đang thẩm định nên câu trả lời đang khoá.", who=who)
    return rich("Thẩm định đã xong nên câu trả lời đang khoá.")


def _too_late(view: Questionnaire) -> RichText:
    zone, who = view.campaign.time_zone, view.campaign.coordinator
    if view.state == "returned" and view.returned_until:
        at = moment(view.returned_until, zone)
        return rich("Đã hết hạn bổ sung lúc {at}. Cần hỗ trợ, xin liên hệ {who}.", at=at, who=who)
    return rich(
        "Kỳ đánh giá đã hết hạn lúc {at}, câu trả lời không sửa được nữa. Cần hỗ trợ, xin liên hệ {who}.",
        at=moment(view.campaign.closes_at, zone),
        who=who,
    )
