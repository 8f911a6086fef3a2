"""The menu behind "⋯", help, greetings and switching between roles."""

from datetime import datetime

from dti_core.messages.commands import COMMANDS, PERSONAL
from dti_core.messages.contact.questions import name_of
from dti_core.messages.formatting import capital, days_left, moment, short
from dti_core.messages.model import Choice, Message, RichText
from dti_core.messages.rich import lines, rich
from dti_core.messages.staff.roles import ROLES
from dti_core.messages.verbs import (
    BACK,
    EXCEL,
    GAPS,
    HELP,
    JUSTIFY,
    LIST,
    NEXT,
    NOT_APPLICABLE,
    POINTS,
    SUBMIT,
    SWITCH,
    UNITS,
    button,
)
from dti_core.survey.progress import Progress
from dti_core.survey.questionnaire import AssignmentView, Questionnaire
from dti_core.survey.questions import is_info


def menu(view: Questionnaire, subject: str | None) -> Message:
    """Everything that can be done from here."""
    own: tuple[Choice, ...] = ()
    if subject and not is_info(subject):
        own = (
            button("Xin không áp dụng", NOT_APPLICABLE, subject),
            button("Giải trình", JUSTIFY, subject),
        )
    switch = (button("Đơn vị khác", UNITS),) if len(view.assignments) > 1 else ()
    rows = (
        (button("Quay lại", BACK), button("Danh sách", LIST, 0)),
        (button("Xem điểm", POINTS), button("Minh chứng thiếu", GAPS)),
        own,
        (button("Nộp", SUBMIT), button("Trợ giúp", HELP), *switch),
        (button("Làm trên Excel", EXCEL), button("Tiếp tục", NEXT)),
    )
    head = rich("Đang ở {code}.", code=name_of(view, subject)) if subject else rich("Anh/Chị muốn làm gì?")
    return Message(head, tuple(row for row in rows if row))


def help_text() -> Message:
    """How to use it, in a few lines."""
    text = lines(
        rich("**Cách dùng**"),
        rich("Bấm nút hoặc gõ câu trả lời. Số ghi như thường: 57 · 98,3 · 118/120."),
        rich(
            "Minh chứng: dán liên kết (nhiều cái một lần cũng được), gửi tệp hoặc ảnh, mỗi tệp tối đa 20 MB."
        ),
        rich("Dừng lúc nào cũng được; câu trả lời đã ghi không mất. Câu nào cũng sửa lại được đến khi nộp."),
        rich("Có thể gõ bằng chữ: “danh sách”, “điểm”, “bỏ qua”, “quay lại”…"),
        *(rich("/{name} – {what}", name=name, what=what) for name, what in (*COMMANDS, PERSONAL[0])),
    )
    return Message(text, ((button("Tiếp tục", NEXT), button("Danh sách", LIST, 0)),))


def greeting(view: Questionnaire, progress: Progress, now: datetime) -> RichText:
    """The first words after joining, or on coming back."""
    campaign = view.campaign
    left = days_left(campaign.closes_at, now, campaign.time_zone)
    info = len(progress.info)
    if view.answers and progress.answered == progress.total:
        return rich("**{unit}** · {left}", unit=view.unit_name, left=left)
    if view.answers:
        return rich(
            "**{unit}** · {left} · đã trả lời {done}/{all} tiêu chí. Làm tiếp:",
            unit=view.unit_name,
            left=left,
            done=progress.answered,
            all=progress.total,
        )
    return rich(
        "**{unit}** · hạn nộp {until}. {figures}{first}",
        unit=view.unit_name,
        until=moment(campaign.closes_at, campaign.time_zone),
        figures=figures_of(view),
        first=f" Trước hết là {info} mục thông tin chung, chỉ hỏi một lần." if info else "",
    )


def figures_of(view: Questionnaire) -> str:
    """Which year's figures are wanted, and up to which day."""
    until = f", tính đến ngày {view.campaign.as_of:%d/%m/%Y}" if view.campaign.as_of else ""
    return f"Số liệu năm {view.campaign.reference_year}{until}."


def not_understood() -> RichText:
    """Words that fit nothing."""
    return rich("Tin vừa gửi chưa dùng được ở bước này.")


def home() -> Message:
    """Words typed when nothing is being asked."""
    text = rich("Hiện không có câu nào đang chờ trả lời.")
    return Message(
        text, ((button("Tiếp tục", NEXT), button("Danh sách", LIST, 0), button("Trợ giúp", HELP)),)
    )


def units(assignments: tuple[AssignmentView, ...]) -> Message:
    """The roles of this person, to choose from."""
    if len(assignments) < 2 and all(a.active for a in assignments):
        one = _what(assignments[0]) if assignments else ""
        text = rich("Anh/Chị chỉ có một vai trò: **{unit}**.", unit=one)
        return Message(text, ((button("Tiếp tục", NEXT),),))
    several = len({a.campaign_title for a in assignments}) > 1
    rows = tuple((button(_role(a, several), SWITCH, a.id),) for a in assignments)
    return Message(rich("Chọn đơn vị (vai trò) để làm việc:"), rows)


def _role(assignment: AssignmentView, with_campaign: bool) -> str:
    """ "✓ Sở Nội vụ", with the campaign where they differ."""
    unit = f"✓ {_what(assignment)}" if assignment.active else _what(assignment)
    return short(f"{unit} – {assignment.campaign_title}" if with_campaign else unit, 60)


def _what(assignment: AssignmentView) -> str:
    """The unit, or for staff what they are."""
    if assignment.role == "clerk":
        return f"Trả lời thay: {assignment.unit_name}"
    return assignment.unit_name or capital(ROLES.get(assignment.role, assignment.role))


def unit_not_yours() -> RichText:
    """A role that this person does not hold."""
    return rich("Vai trò này không còn thuộc về Anh/Chị.")
