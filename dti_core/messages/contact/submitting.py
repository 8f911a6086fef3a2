"""Submitting: the gaps by name, the decision, the confirmation."""

from collections.abc import Iterable

from dti_core.messages.contact import signing
from dti_core.messages.contact.questions import name_of
from dti_core.messages.formatting import listed, moment, points, short
from dti_core.messages.model import Choice, Message, RichText
from dti_core.messages.rich import lines, rich
from dti_core.messages.verbs import (
    DEFERRED,
    FORM,
    GAPS,
    LIST,
    NEXT,
    POINTS,
    READY,
    SIGN,
    SUBMIT_NO,
    SUBMIT_YES,
    UNSUBMIT,
    button,
)
from dti_core.scoring.model import UnitScore
from dti_core.survey.dossier import NO_PAPER, Paper
from dti_core.survey.progress import Progress
from dti_core.survey.questionnaire import Questionnaire
from dti_core.survey.questions import owner
from dti_core.survey.sources import differing

ALL_THE_SAME = "Vẫn nộp được; sau khi nộp, câu trả lời sẽ khoá."
NOT_YET = "Kỳ này nộp phải kèm phiếu đã ký, đóng dấu. Sau khi nộp, câu trả lời sẽ khoá."


def ask(view: Questionnaire, progress: Progress, held: Paper = NO_PAPER) -> Message:
    """What is missing, and whether to submit all the same; for a deputy who will."""
    gaps = _gaps(view, progress)
    look = ((button("Xem từng mục", DEFERRED if progress.unanswered else GAPS),),) if gaps else ()
    if not view.dossier.in_charge:
        return Message(lines(*(gaps or [_complete(progress)]), _not_theirs(view)), (*look, *_deputy(view)))
    if gaps:
        text = lines(*gaps, signing.known(held), rich(NOT_YET if _waits(view, held) else ALL_THE_SAME))
        return Message(text, (*look, *_decide(view, held, "Vẫn nộp")), asks=True)
    text = lines(
        rich(
            "{all} Nộp cho {unit}? Sau khi nộp, câu trả lời sẽ khoá.",
            all=_complete(progress),
            unit=view.unit_name,
        ),
        signing.known(held),
        rich(NOT_YET) if _waits(view, held) else None,
    )
    return Message(text, _decide(view, held, "Nộp"), asks=True)


def _decide(view: Questionnaire, held: Paper, yes: str) -> tuple[tuple[Choice, ...], ...]:
    """Where the signed copy is required, it comes first."""
    if view.dossier.on_behalf:
        return ((button(yes, SUBMIT_YES), button("Chưa nộp", SUBMIT_NO)),)
    form, sign = signing.buttons(held)
    if _waits(view, held):
        return ((sign, button("Chưa nộp", SUBMIT_NO)), (form,))
    return ((button(yes, SUBMIT_YES), button("Chưa nộp", SUBMIT_NO)), (form, sign))


def _waits(view: Questionnaire, held: Paper) -> bool:
    """Whether the signed copy has to come first."""
    return not view.dossier.on_behalf and view.dossier.lacks_copy(held) and view.state != "returned"


def _complete(progress: Progress) -> RichText:
    return rich("Đã đủ **{n}** tiêu chí và minh chứng.", n=progress.total)


def _not_theirs(view: Questionnaire) -> RichText:
    return rich("Việc nộp do **{chief}** (đầu mối phụ trách) thực hiện.", chief=view.dossier.chief or "")


def _deputy(view: Questionnaire) -> tuple[tuple[Choice, ...], ...]:
    tell = button(short(f"Báo {view.dossier.chief}: đã sẵn sàng", 60), READY)
    return ((tell,), (button("Lấy phiếu để trình ký", FORM), button("Tiếp tục", NEXT)))


def told_ready(view: Questionnaire) -> Message:
    """To the deputy."""
    text = rich("✓ Đã báo {chief}. Câu trả lời vẫn sửa được đến khi nộp.", chief=view.dossier.chief or "")
    return Message(text, ((button("Tiếp tục", NEXT), button("Danh sách", LIST, 0)),))


def is_ready(view: Questionnaire, progress: Progress, deputy: str, here: Choice) -> Message:
    """To who is in charge: a deputy has finished. `here` leads to handing in."""
    text = lines(
        rich(
            "**{deputy}** báo phiếu của **{unit}** đã sẵn sàng: {done}/{all} tiêu chí.",
            deputy=deputy,
            unit=view.unit_name,
            done=progress.answered,
            all=progress.total,
        ),
        *_gaps(view, progress),
    )
    return Message(text, ((here,),))


def cannot_sign() -> Message:
    """Nothing to be signed, or not theirs."""
    text = rich(
        "Lúc này chưa kèm được bản ký: phiếu chưa có câu trả lời, đang thẩm định hoặc do người khác nộp."
    )
    return Message(text, ((button("Tiếp tục", NEXT), button("Danh sách", LIST, 0)),))


def _gaps(view: Questionnaire, progress: Progress) -> list[RichText]:
    unanswered, lacking = progress.unanswered, progress.having("no_evidence")

    def names(subjects: Iterable[str]) -> str:
        return listed(name_of(view, each) for each in subjects)

    info, requested = progress.unanswered_info, progress.having("requested")
    rows = []
    if unanswered:
        codes = names(unanswered)
        rows.append(
            rich("Còn **{n}** tiêu chí chưa trả lời ({codes} – tính 0 điểm).", n=len(unanswered), codes=codes)
        )
    if lacking:
        rows.append(
            rich("**{n}** tiêu chí thiếu minh chứng ({codes}).", n=len(lacking), codes=names(lacking))
        )
    if info:
        codes = listed([s.removeprefix("info:") for s in info])
        rows.append(rich("**{n}** mục thông tin chung còn trống ({codes}).", n=len(info), codes=codes))
    if requested:
        codes = names(requested)
        rows.append(rich("**{n}** tiêu chí đang xin không áp dụng ({codes}).", n=len(requested), codes=codes))
    odd = differing(view)
    if odd:
        codes = listed(dict.fromkeys(name_of(view, owner(key)) for key in odd))
        rows.append(rich("**{n}** số liệu các nơi ghi khác nhau ({codes}).", n=len(odd), codes=codes))
    return rows if unanswered or lacking or info or odd else []


def submitted(view: Questionnaire, score: UnitScore, withdrawable: bool) -> Message:
    """Done: when, how much, and until when it can be taken back."""
    at = moment(view.submitted_at, view.campaign.time_zone) if view.submitted_at else ""
    own = view.state not in ("returned", "resubmitted")
    text = lines(
        rich(
            "✓ Đã nộp {more}lúc {at}: **{points} / {all}** điểm{own}.",
            at=at,
            more="" if own else "bổ sung ",
            own=" (tự đánh giá)" if own else "",
            points=points(score.points),
            all=points(score.attainable),
        ),
        signing.known(view.dossier.paper),
        rich("Có thể rút lại cho đến khi thẩm định bắt đầu.") if withdrawable else None,
    )
    later = () if view.dossier.paper.file else (button("Bổ sung bản ký", SIGN),)
    form = (button("Lấy phiếu (PDF, Excel)", FORM), *later)
    back = ((button("Rút lại", UNSUBMIT),),) if withdrawable else ()
    return Message(text, ((button("Xem điểm", POINTS), button("Danh sách", LIST, 0)), form, *back))


def not_submitted() -> RichText:
    """Stays open."""
    return rich("Chưa nộp. Anh/Chị làm tiếp khi nào tiện.")


def taken_back(view: Questionnaire) -> RichText:
    """Open again."""
    until = moment(view.campaign.closes_at, view.campaign.time_zone)
    return rich("✓ Đã rút lại. Anh/Chị sửa rồi nộp trước **{until}**.", until=until)


def cannot_take_back() -> Message:
    """Too late, or nothing was submitted."""
    text = rich("Không rút lại được: phiếu chưa nộp, hoặc thẩm định đã bắt đầu, hoặc đã hết hạn.")
    return Message(text, ((button("Tiếp tục", NEXT), button("Danh sách", LIST, 0)),))


def already() -> Message:
    """A second press."""
    return Message(rich("Phiếu đã nộp rồi."), ((button("Xem điểm", POINTS), button("Danh sách", LIST, 0)),))


def not_yours(view: Questionnaire) -> Message:
    """A provider gives numbers; the unit's contact submits."""
    text = rich(
        "Phần số liệu của Anh/Chị đã được ghi. Việc nộp do đầu mối của {unit} thực hiện.", unit=view.unit_name
    )
    return Message(text, ((button("Tiếp tục", NEXT), button("Danh sách", LIST, 0)),))


def nothing_yet() -> Message:
    """There is nothing to submit."""
    return Message(rich("Chưa có câu trả lời nào nên chưa nộp được."), ((button("Bắt đầu", NEXT),),))
