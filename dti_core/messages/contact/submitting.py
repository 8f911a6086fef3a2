"""Submitting: the gaps by name, the decision, the confirmation."""

from collections.abc import Iterable

from dti_core.messages.contact.questions import name_of
from dti_core.messages.formatting import listed, moment, points
from dti_core.messages.model import Message, RichText
from dti_core.messages.rich import lines, rich
from dti_core.messages.verbs import (
    DEFERRED,
    GAPS,
    LIST,
    NEXT,
    POINTS,
    SUBMIT_NO,
    SUBMIT_YES,
    UNSUBMIT,
    button,
)
from dti_core.scoring.model import UnitScore
from dti_core.survey.progress import Progress
from dti_core.survey.questionnaire import Questionnaire
from dti_core.survey.questions import owner
from dti_core.survey.sources import differing


def ask(view: Questionnaire, progress: Progress) -> Message:
    """What is missing, and whether to submit all the same."""
    gaps = _gaps(view, progress)
    if gaps:
        text = lines(*gaps, rich("Vẫn nộp được; sau khi nộp, câu trả lời sẽ khoá."))
        look = button("Xem từng mục", DEFERRED if progress.unanswered else GAPS)
        return Message(
            text, ((look,), (button("Vẫn nộp", SUBMIT_YES), button("Chưa nộp", SUBMIT_NO))), asks=True
        )
    text = rich(
        "Đã đủ **{n}** tiêu chí và minh chứng. Nộp cho {unit}? Sau khi nộp, câu trả lời sẽ khoá.",
        n=progress.total,
        unit=view.unit_name,
    )
    return Message(text, ((button("Nộp", SUBMIT_YES), button("Chưa nộp", SUBMIT_NO)),), asks=True)


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
    text = lines(
        rich(
            "✓ Đã nộp lúc {at}: **{points} / {all}** điểm (tự đánh giá).",
            at=at,
            points=points(score.points),
            all=points(score.attainable),
        ),
        rich("Có thể rút lại cho đến khi thẩm định bắt đầu.") if withdrawable else None,
    )
    back = ((button("Rút lại", UNSUBMIT),),) if withdrawable else ()
    return Message(text, ((button("Xem điểm", POINTS), button("Danh sách", LIST, 0)), *back))


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
