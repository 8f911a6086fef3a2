"""The signed document: asking for it, what is known of it, and what is still missing."""

from dti_core.messages.formatting import day, short
from dti_core.messages.model import Choice, Message, RichText
from dti_core.messages.rich import lines, rich
from dti_core.messages.verbs import FORM, LIST, NEXT, POINTS, SIGN, SIGN_BY, SUBMIT, SUBMIT_YES, button
from dti_core.survey.dossier import Paper
from dti_core.survey.questionnaire import Questionnaire
from dti_core.survey.signature import NO_NUMBER

FORM_COMING = "Phiếu đang được lập, sẽ gửi vào đây trong ít giây (PDF và Excel)."
NEEDED = "Kỳ này phải kèm ảnh hoặc tệp phiếu đã ký, đóng dấu."
NOT_READ = "Chưa nhận ra số, ngày hay người ký trong tin vừa gửi."
WRONG_KIND = "Bản ký cần là ảnh chụp hoặc tệp PDF; tệp “{name}” chưa dùng được."
IN_PLACE = "Bản ký chỉ giữ một tệp: tệp mới thay tệp trước. Phiếu nhiều trang xin gộp thành một tệp PDF."


def cited(paper: Paper) -> str:
    """ "văn bản số 12/BC-SNV ngày 28/11/2024"."""
    return f"văn bản {_number_and_date(paper)}".rstrip()


def _number_and_date(paper: Paper) -> str:
    number = paper.document_number
    named = number if number is None or number == NO_NUMBER else f"số {number}"
    dated = f"ngày {day(paper.document_date)}" if paper.document_date else None
    return " ".join(part for part in (named, dated) if part)


def known(paper: Paper) -> RichText | None:
    """What is known of it, in one line; None where nothing is."""
    parts = (
        _number_and_date(paper) or None,
        f"người ký: {paper.approved_by}" if paper.approved_by else None,
        f"tệp {short(paper.file.name, 60)}" if paper.file else None,
    )
    said = " · ".join(part for part in parts if part)
    return rich("Bản ký: {said}.", said=said) if said else None


def ask(view: Questionnaire, held: Paper) -> Message:
    """One short step before handing in."""
    text = lines(known(held), _wish(held))
    if view.dossier.lacks_copy(held) and view.state != "returned":
        decide: tuple[Choice, ...] = (button("Quay lại", SUBMIT),)
    else:
        decide = (button("Nộp" if held else "Nộp, không kèm", SUBMIT_YES), button("Quay lại", SUBMIT))
    return Message(text, (*_approver(view, held), decide), asks=True)


def ask_afterwards(view: Questionnaire) -> Message:
    """The same once it was handed in: every piece is kept as it comes."""
    paper = view.dossier.paper
    return Message(
        lines(known(paper), _wish(paper)),
        (*_approver(view, paper), (button("Xem điểm", POINTS), button("Danh sách", LIST, 0))),
        asks=True,
    )


def _wish(held: Paper) -> RichText:
    """What is not known yet."""
    if held.file is None:
        example = (
            ""
            if held.cited
            else " Gõ số, ngày và người ký, ví dụ: 12/BC-SNV ngày 28/11/2024, Giám đốc Trần Văn B."
        )
        return rich("Gửi ảnh hoặc tệp PDF phiếu đã ký, đóng dấu.{example}", example=example)
    if not held.cited:
        return rich("Gõ thêm số và ngày của phiếu, ví dụ: 12/BC-SNV ngày 28/11/2024.")
    if not held.approved_by:
        return rich("Ai ký phiếu? Gõ chức vụ và họ tên, ví dụ: Giám đốc Trần Văn B.")
    return rich("Đã đủ. Muốn thay, gửi lại tệp hoặc gõ lại số, ngày, người ký.")


def _approver(view: Questionnaire, held: Paper) -> tuple[tuple[Choice, ...], ...]:
    """Who signed the last one, for one tap."""
    offered = view.dossier.approver
    if offered is None or held.approved_by:
        return ()
    return ((button(short(f"Người ký: {offered}", 60), SIGN_BY),),)


def future(paper: Paper) -> RichText:
    """A date that has not come."""
    return rich("Ngày {day} chưa tới; xin kiểm tra lại.", day=day(paper.document_date or ""))


def form_coming() -> Message:
    """The form was asked for."""
    return Message(rich(FORM_COMING), ((button("Tiếp tục", NEXT),),))


def buttons(held: Paper) -> tuple[Choice, ...]:
    """Beside the decision to hand in: the form to be signed, and the signed one."""
    return (button("Lấy phiếu để trình ký", FORM), button("Sửa bản ký" if held else "Kèm phiếu đã ký", SIGN))
