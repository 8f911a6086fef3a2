"""Asking for "không áp dụng", and the contact's own words."""

from dti_core.messages.contact.questions import name_of
from dti_core.messages.formatting import short
from dti_core.messages.model import Message, RichText
from dti_core.messages.rich import lines, rich
from dti_core.messages.verbs import AGAIN, LIST, NEXT, button
from dti_core.survey.questionnaire import Questionnaire

LEAST_REASON = 10
MOST_WORDS = 2000


def ask_reason(view: Questionnaire, criterion: str) -> Message:
    """Why should it not apply?"""
    node = view.framework.by_id[criterion]
    text = lines(
        rich("**Xin không áp dụng {code}** – {title}", code=node.name, title=short(node.title, 80)),
        rich("Anh/Chị ghi lý do trong một tin (ví dụ: cơ quan không có thủ tục hành chính)."),
        rich("Trong lúc chờ {who} duyệt, tiêu chí này tạm tính 0 điểm.", who=view.campaign.coordinator),
    )
    return Message(text, ((button("Thôi, không xin", NEXT),),), asks=True)


def reason_too_short() -> RichText:
    """A reason that says nothing."""
    return rich("Lý do ngắn quá. Anh/Chị ghi rõ hơn giúp để được xem xét.")


def requested(code: str, who: str) -> RichText:
    """The request is on its way."""
    return rich("∅ Đã gửi yêu cầu không áp dụng {code}, chờ {who} duyệt.", code=code, who=who)


def cancelled(code: str) -> RichText:
    """The request was taken back."""
    return rich("✓ Đã huỷ yêu cầu không áp dụng {code}.", code=code)


EDIT_WHICH = "Anh/Chị muốn sửa tiêu chí nào?"
REQUEST_WHICH = "Xin không áp dụng tiêu chí nào?"


def which_criterion(view: Questionnaire, question: str, last: str | None = None) -> Message:
    """A command that needs a criterion, given where none is in hand; `last` is the likely one."""
    text = rich("{question} Chọn trong danh sách.", question=question)
    likely = ((button(f"Sửa {name_of(view, last)}", AGAIN, last),),) if last else ()
    return Message(text, (*likely, (button("Danh sách", LIST, 0), button("Tiếp tục", NEXT))))


def ask_justification(view: Questionnaire, criterion: str) -> Message:
    """The contact's own words on a criterion."""
    node = view.framework.by_id[criterion]
    said = view.justifications.get(criterion)
    text = lines(
        rich("**Giải trình cho {code}** – {title}", code=node.name, title=short(node.title, 80)),
        rich("Hiện có: “{said}”", said=short(said, 300)) if said else None,
        rich("Anh/Chị viết lời giải trình trong một tin."),
    )
    return Message(text, ((button("Thôi", NEXT),),), asks=True)


def justified(code: str) -> RichText:
    """Own words are kept."""
    return rich("✓ Đã ghi lời giải trình của {code}.", code=code)


def words_too_long(length: int) -> RichText:
    """More than can be kept."""
    return rich("Lời văn dài {n} ký tự, tối đa {most}. Anh/Chị viết gọn lại giúp.", n=length, most=MOST_WORDS)


def typed_is_gone() -> RichText:
    """The words a button speaks of are no longer kept."""
    return rich("Không còn giữ tin đó. Anh/Chị gõ lại giúp.")
