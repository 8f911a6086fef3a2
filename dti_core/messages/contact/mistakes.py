"""Kind words when an answer does not fit: one sentence on what is the matter; the question follows."""

from fractions import Fraction

from dti_core.messages.contact.questions import name_of
from dti_core.messages.contact.values import current, with_measure
from dti_core.messages.formatting import points, short, size
from dti_core.messages.model import Choice, Message, RichText
from dti_core.messages.rich import rich
from dti_core.messages.verbs import (
    ASK_KEY,
    DROP_TYPED,
    FIX,
    KEEP,
    TOTAL,
    USE_TYPED,
    answer_button,
    button,
)
from dti_core.survey.judging import Mistake, OtherTotal, OverTotal, Which, Why
from dti_core.survey.numbers import canonical, shown
from dti_core.survey.questionnaire import Questionnaire
from dti_core.survey.questions import Question

_WHY: dict[Why, str] = {
    "none": "Chưa đọc được số nào trong tin vừa gửi. Câu này cần một số, ví dụ 57.",
    "many": "Tin vừa gửi có nhiều số, chưa rõ dùng số nào. Anh/Chị gửi một số, ví dụ 57.",
    "negative": "Số ở đây không thể âm. Anh/Chị gửi số từ 0 trở lên.",
    "huge": "Số này lớn quá mức có thể. Anh/Chị xem lại giúp có thừa chữ số không.",
    "scientific": "Anh/Chị ghi số đầy đủ giúp, ví dụ 1.200 thay cho 1,2e3.",
    "fraction": "Câu này cần số nguyên (không có phần lẻ).",
    "decimals": "Số có quá nhiều chữ số lẻ. Anh/Chị làm tròn đến 6 chữ số sau dấu phẩy.",
    "pair": "Câu này chỉ cần một số, không cần ghi dạng 57/60.",
    "yes_no": "Câu này trả lời bằng nút Có hoặc Không (hoặc gõ “có”, “không”).",
    "choice": "Anh/Chị chọn một trong các nút bên dưới.",
    "url": "Đây chưa phải một địa chỉ trang mạng, ví dụ https://sonoivu.angiang.gov.vn.",
    "email": "Đây chưa phải một địa chỉ thư điện tử, ví dụ ten@angiang.gov.vn.",
    "phone": "Đây chưa phải một số điện thoại, ví dụ 0912 345 678.",
    "too_long": "Câu trả lời dài quá 500 ký tự. Anh/Chị viết gọn lại giúp.",
    "empty": "Câu này cần trả lời bằng chữ.",
    "percent": "",
    "most": "",
}


def why_not(question: Question, mistake: Mistake) -> RichText:
    """What is the matter with the text."""
    why = mistake.why
    if why == "most" and mistake.most is not None:
        most = with_measure(mistake.most, question.measure)
        return rich("Ở đây nhiều nhất là **{most}**. Anh/Chị xem lại giúp.", most=most)
    if why == "percent":
        what = question.measure or "cụ thể"
        return rich("Câu này cần số {what}, không phải tỷ lệ phần trăm, để tính cho đúng.", what=what)
    return rich("{text}", text=_WHY[why])


def which_reading(view: Questionnaire, question: Question, found: Which) -> Message:
    """ "1.234": two readings, one tap."""
    grouped, decimal = Fraction(found.grouped), Fraction(found.decimal)
    spaced = shown(grouped).replace(".", " ")
    unit = f" {question.measure}" if question.measure else ""
    text = rich(
        "Ý Anh/Chị là **{a}**{unit} (một số nguyên) hay **{b}**{unit} (có phần lẻ)?",
        a=spaced,
        b=shown(decimal),
        unit=unit,
    )
    revision = revision_of(view, question)
    row = (
        answer_button(spaced, question.key, found.grouped, revision),
        answer_button(shown(decimal), question.key, found.decimal, revision),
    )
    return Message(text, (row,))


def guess(view: Questionnaire, question: Question, value: str) -> Message:
    """An inexact figure: usable, after one tap."""
    said = with_measure(Fraction(value), question.measure)
    text = rich("Câu này cần số chính xác. Dùng **{value}**?", value=said)
    yes = answer_button(f"Dùng {shown(Fraction(value))}", question.key, value, revision_of(view, question))
    return Message(text, ((yes, button("Nhập lại", ASK_KEY, question.key, question.subject)),))


def over_total(view: Questionnaire, question: Question, found: OverTotal, subject: str) -> Message:
    """More than there are: which number is to be mended?"""
    what = f" {question.measure}" if question.measure else ""
    text = rich(
        "{part} lớn hơn tổng số {whole}{what}. Anh/Chị muốn sửa số nào?",
        part=shown(found.part),
        whole=shown(found.whole),
        what=what,
    )
    stored = current(view, question)
    keep = (button(short(f"Giữ {stored}", 30), KEEP, subject, question.key),) if stored else ()
    return Message(text, (_mend(view, question, found, subject), *((keep,) if keep else ())))


def _mend(view: Questionnaire, question: Question, found: OverTotal, subject: str) -> tuple[Choice, ...]:
    part, whole = f"Sửa số {shown(found.part)}", f"Sửa tổng số {shown(found.whole)}"
    if found.both_typed and found.whole_key:
        return (
            _fix(view, part, (found.whole_key, canonical(found.whole)), found.part_key),
            _fix(view, whole, (found.part_key, canonical(found.part)), found.whole_key),
        )
    if found.whole_key == question.key:
        return (
            _fix(view, part, (question.key, canonical(found.whole)), found.part_key),
            button(whole, ASK_KEY, question.key, subject),
        )
    return (button(part, ASK_KEY, found.part_key, subject), button(whole, TOTAL, question.key))


def _fix(view: Questionnaire, label: str, keep: tuple[str, str], ask: str) -> Choice:
    stored = view.answers.get(keep[0])
    return button(label, FIX, keep[0], keep[1], stored.revision if stored else 0, ask.rpartition(":")[2])


def other_total(view: Questionnaire, question: Question, found: OtherTotal) -> Message:
    """ "57/62" where the total is known to be 60."""
    text = rich(
        "Tổng số đang lưu là **{known}**, Anh/Chị ghi {typed}. Dùng số nào?",
        known=shown(found.known),
        typed=shown(found.typed),
    )
    use = f"{shown(found.part)}/{shown(found.known)}"
    yes = answer_button(use, question.key, canonical(found.part), revision_of(view, question))
    if question.total and question.total.exceeded_by(found.part):
        yes = button("Nhập lại", ASK_KEY, question.key, question.subject)
    return Message(text, ((yes, button("Sửa tổng số", TOTAL, question.key)),))


def typed_early(view: Questionnaire, text: str, subject: str) -> Message:
    """Typed before the question was on the screen: asked back, never filed silently."""
    said = short(text, 24)
    question = rich(
        "Anh/Chị gửi “{said}” trước khi câu {code} hiện ra. Dùng cho câu này?",
        said=said,
        code=name_of(view, subject),
    )
    return Message(
        question, ((button(f"Dùng “{short(text, 12)}”", USE_TYPED, subject), button("Không", DROP_TYPED)),)
    )


def too_long(length: int) -> RichText:
    """A text nobody can mean as an answer."""
    return rich("Tin vừa gửi quá dài ({n} ký tự) nên chưa dùng được.", n=points(Fraction(length)))


def not_an_answer(kind: str) -> RichText:
    """A sticker, a voice message…"""
    return rich("{what}", what=_OTHER.get(kind, "🙂 Dạng tin này chưa dùng làm câu trả lời được."))


_OTHER = {
    "sticker": "🙂 Đang ở câu này:",
    "voice": "Rất tiếc, hệ thống chưa nghe được tin thoại. Anh/Chị gõ giúp câu trả lời.",
    "location": "Câu này không cần vị trí.",
    "contact": "Câu này không cần danh thiếp.",
}


def refused_file(name: str, reason: str, bytes_count: int) -> RichText:
    """Why a file was not kept, and what to do instead."""
    text = {
        "too_large": "Tệp “{name}” nặng {size}, quá 20 MB nên chưa nhận được. "
        "Anh/Chị nén hoặc chia nhỏ tệp, hoặc gửi liên kết.",
        "type": "Tệp “{name}” thuộc loại không nhận làm minh chứng. "
        "Nhận PDF, Word, Excel, PowerPoint, ảnh và video.",
        "infected": "Phần mềm quét mã độc báo tệp “{name}” không an toàn nên không nhận. "
        "Anh/Chị quét lại máy, rồi gửi bản khác giúp.",
        "download_failed": "Chưa tải được tệp “{name}”. Anh/Chị gửi lại giúp.",
        "too_many": "Hôm nay Anh/Chị đã gửi rất nhiều tệp nên “{name}” chưa được nhận. Mai gửi tiếp giúp.",
        "empty": "Tệp “{name}” không có nội dung. Anh/Chị kiểm tra rồi gửi lại giúp.",
        "macro": "Tệp “{name}” có macro nên không nhận. "
        "Anh/Chị mở tệp, lưu lại dạng thường (.xlsx, .docx) rồi gửi.",
        "password": "Tệp “{name}” đặt mật khẩu nên không đọc được. Anh/Chị bỏ mật khẩu, lưu lại rồi gửi.",
        "damaged": "Tệp “{name}” bị hỏng hoặc tải lên chưa đủ. Anh/Chị mở thử, lưu lại rồi gửi.",
        "renamed": "Nội dung tệp “{name}” không đúng loại mà tên tệp nói; đổi đuôi tên không đổi nội dung. "
        "Anh/Chị mở tệp bằng Excel hoặc Word, lưu thành .xlsx, .docx hoặc PDF rồi gửi.",
    }.get(reason, "Chưa nhận được tệp “{name}”. Anh/Chị gửi lại giúp.")
    return rich(text, name=short(name, 60), size=size(bytes_count))


def unknown_command(name: str) -> RichText:
    """A slash command that does not exist."""
    return rich("Không có lệnh /{name}. Gõ /trogiup để xem các lệnh.", name=short(name, 20))


def unknown_button() -> RichText:
    """A button of a release that no longer exists."""
    return rich("Nút này không còn dùng được. Đây là câu hiện tại:")


def broken_link(text: str) -> RichText:
    """Looks like a link, cannot be one."""
    return rich("“{text}” không phải liên kết mở được; liên kết bắt đầu bằng https://.", text=short(text, 60))


def revision_of(view: Questionnaire, question: Question) -> int:
    """The revision a button is drawn for; 0 while nothing is stored."""
    stored = view.answers.get(question.key)
    return stored.revision if stored else 0
