"""Handing in and paper, for the staff: who handed in over what, answering for a unit, recording a copy."""

from collections.abc import Callable, Sequence

from dti_core.messages.contact.signing import cited, future, known
from dti_core.messages.formatting import capital, moment, short
from dti_core.messages.model import Choice, Message, RichText
from dti_core.messages.rich import lines, rich
from dti_core.messages.staff.paper_views import PaperLine
from dti_core.messages.staff.states import STATES
from dti_core.messages.staff.verbs import HOME
from dti_core.messages.verbs import NOOP, button
from dti_core.survey.dossier import Paper

START = "s.pp"
LIST = "s.ppl"  # way, page
UNIT = "s.ppu"  # way, enrolment
GO = "s.ppg"  # way, enrolment
PAGE = 8
ANSWER, RECORD, FORM = "a", "r", "f"

TITLES = {
    ANSWER: "**Trả lời thay** – đơn vị nào gửi bản giấy?",
    RECORD: "**Ghi bản ký** – của đơn vị nào đã nộp?",
    FORM: "**Phiếu tự đánh giá** (PDF, Excel) – của đơn vị nào?",
}
NOBODY = {
    ANSWER: "Không có đơn vị nào còn trả lời được.",
    RECORD: "Chưa có đơn vị nào nộp.",
    FORM: "Chưa có đơn vị nào trong phạm vi của Anh/Chị.",
}
FITS: dict[str, Callable[[PaperLine], bool]] = {
    ANSWER: lambda one: one.editable,
    RECORD: lambda one: one.handed_in and one.state != "published",
    FORM: lambda one: True,
}
_BACK = (button("Nộp, bản giấy", START), button("Về bảng việc", HOME))
DRAWING = Message(rich("Phiếu đang được lập, sẽ gửi vào đây trong ít giây."), (_BACK,))
NOT_READ = rich("Chưa nhận ra số, ngày hay người ký trong tin vừa gửi.")
WRONG_KIND = "Bản giấy cần là ảnh chụp hoặc tệp PDF; tệp “{name}” chưa dùng được."


def home(units: Sequence[PaperLine]) -> Message:
    """How many handed in, over what, and what can be done."""
    handed_in = [one for one in units if one.handed_in]
    copies = sum(one.paper.file is not None for one in handed_in)
    on_paper = sum(one.on_paper for one in handed_in)
    text = lines(
        rich("**Nộp phiếu, bản giấy**"),
        rich(
            "Đã nộp **{n}**/{all} đơn vị: {copies} có bản ký, {rest} chưa có{paper}.",
            n=len(handed_in),
            all=len(units),
            copies=copies,
            rest=len(handed_in) - copies,
            paper=f"; {on_paper} nộp thay theo bản giấy" if on_paper else "",
        ),
        *(
            rich("Đang nhập thay: {unit} ({who}).", unit=one.name, who=one.clerk)
            for one in units
            if one.clerk
        ),
    )
    first = (button("Trả lời thay", LIST, ANSWER, 0), button("Ghi bản ký", LIST, RECORD, 0))
    return Message(
        text, (first, (button("Lấy phiếu của đơn vị", LIST, FORM, 0),), (button("Về bảng việc", HOME),))
    )


def pick(units: Sequence[PaperLine], way: str, page: int) -> Message:
    """The units that it fits, some at a time; of those that handed in, first who has no copy yet."""
    fitting = [one for one in units if FITS[way](one)]
    if way == RECORD:
        fitting.sort(key=lambda one: one.paper.file is not None)
    if not fitting:
        return Message(rich(NOBODY[way]), (_BACK,))
    count = -(-len(fitting) // PAGE)
    page %= count
    rows = [(_unit_button(one, way),) for one in fitting[page * PAGE : (page + 1) * PAGE]]
    leaf: tuple[tuple[Choice, ...], ...] = (
        (
            button("‹", LIST, way, (page - 1) % count),
            button(f"{page + 1}/{count}", NOOP),
            button("›", LIST, way, (page + 1) % count),
        ),
    )
    return Message(rich(TITLES[way]), (*rows, *(leaf if count > 1 else ()), _BACK), in_place=True)


def _unit_button(one: PaperLine, way: str) -> Choice:
    sign = STATES[one.state].sign
    mark = " ✓" if way == RECORD and one.paper.file else ""
    return button(short(f"{sign} {one.name}{mark}", 60), UNIT, way, one.enrolment)


def ask(one: PaperLine, way: str, held: Paper, zone: str) -> Message:
    """Number, date, who signed, and the copy; then the deed."""
    done = held.cited if way == ANSWER else bool(held)
    go = "Bắt đầu trả lời thay" if way == ANSWER else "Ghi bản ký"
    text = lines(
        rich("**{go} – {unit}**", go="Trả lời thay" if way == ANSWER else "Ghi bản ký", unit=one.name),
        _state(one, zone),
        known(held),
        _wish(held),
        rich("Đang được {who} nhập thay; bắt đầu sẽ chuyển sang Anh/Chị.", who=one.clerk)
        if one.clerk and way == ANSWER
        else None,
    )
    deed = ((button(go, GO, way, one.enrolment),),) if done else ()
    return Message(
        text, (*deed, (button("Chọn đơn vị khác", LIST, way, 0), button("Về bảng việc", HOME))), asks=True
    )


def _state(one: PaperLine, zone: str) -> RichText:
    at = f" lúc {moment(one.submitted_at, zone)}" if one.submitted_at and one.handed_in else ""
    over = f", {cited(one.paper)}" if one.handed_in and one.paper.cited else ""
    unranked = " Đơn vị tự nguyện, không xếp hạng." if one.volunteer else ""
    said = capital(STATES[one.state].words)
    return rich("{said}{at}{over}.{unranked}", said=said, at=at, over=over, unranked=unranked)


def _wish(held: Paper) -> RichText | None:
    if not held.cited:
        return rich("Gõ số, ngày và người ký, ví dụ: 12/BC-SNV ngày 28/11/2024, Giám đốc Trần Văn B.")
    return rich("Gửi kèm ảnh hoặc tệp PDF bản giấy, nếu có.") if held.file is None else None


def wrong_date(paper: Paper) -> RichText:
    """A date that has not come."""
    return future(paper)


def recorded(one: PaperLine) -> Message:
    """The copy is kept."""
    text = lines(rich("✓ Đã ghi cho **{unit}**.", unit=one.name), known(one.paper))
    return Message(text, (_BACK,))


_LOCKED = {
    "not_open": "Kỳ đánh giá chưa mở.",
    "deadline": "Đã hết hạn; muốn nhận bản giấy, gia hạn cho đơn vị trước (mục Thời hạn).",
    "published": "Kết quả đã công bố.",
    "submitted": "Đơn vị đã nộp. Ghi bản ký thì vào “Ghi bản ký”.",
    "in_review": "Đang thẩm định đơn vị này.",
    "finished": "Đơn vị này đã thẩm định xong.",
}
_REFUSED = {
    "not_allowed": "Vai trò của Anh/Chị trong kỳ này không làm được việc đó.",
    "out_of_reach": "Đơn vị này không thuộc phạm vi được giao.",
    "own_unit": "Anh/Chị là đầu mối của đơn vị này: xin trả lời trong vai trò đó.",
    "needs_paper": "Cần số và ngày của văn bản.",
    "needs_signed_copy": "Kỳ này bắt buộc có ảnh hoặc tệp của bản đã ký.",
    "not_submitted": "Đơn vị chưa nộp nên chưa ghi bản ký được.",
    "nothing_to_submit": "Chưa có câu trả lời nào để nộp.",
    "published": "Kết quả đã công bố.",
}


def refusal_line(code: str, subject: str = "") -> str:
    """Why not, in one sentence; for chat and command line."""
    return (
        _LOCKED.get(subject, "Đơn vị đang khoá.")
        if code == "locked"
        else _REFUSED.get(code, "Chưa làm được.")
    )


def refused(code: str, subject: str = "") -> Message:
    """Why not."""
    return Message(rich("{why}", why=refusal_line(code, subject)), (_BACK,))
