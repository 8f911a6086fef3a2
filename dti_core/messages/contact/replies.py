"""What follows an answer: what was stored and what it earned."""

from fractions import Fraction

from dti_core.framework.framework import Node
from dti_core.messages.contact.questions import name_of
from dti_core.messages.contact.values import brief, noun, value_text
from dti_core.messages.formatting import listed, points, short
from dti_core.messages.model import Message, RichText
from dti_core.messages.rich import rich
from dti_core.messages.verbs import AGAIN, DEFERRED, GAPS, KEEP, LIST, POINTS, SUBMIT, answer_button, button
from dti_core.scoring.model import CriterionScore
from dti_core.survey.progress import Progress
from dti_core.survey.questionnaire import Questionnaire, StoredAnswer
from dti_core.survey.questions import Question, is_info

ALREADY = "Đã ghi rồi"


def stored(question: Question, text: str) -> RichText:
    """ "✓ 48 công chức."."""
    counted = question.kind == "count" and question.label.startswith(("Số ", "Tổng số "))
    if counted and not question.total:
        return rich("✓ {value} {noun}.", value=brief(question, text), noun=noun(question.label))
    return rich("✓ {value}.", value=value_text(question, text))


def earned(node: Node, score: CriterionScore) -> RichText:
    """What a criterion earns now, with the arithmetic."""
    if score.state == "partial":
        return rich("✓ Đã ghi.")
    arithmetic = score.arithmetic[:1].lower() + score.arithmetic[1:]
    return rich(
        "✓ {code}: **{points} điểm** ({arithmetic}).",
        code=node.name,
        points=points(score.points),
        arithmetic=arithmetic,
    )


def index_done(node: Node, earned_points: Fraction) -> RichText:
    """The last criterion of an index has its answer."""
    return rich(
        "Xong phần {title}: **{points}**/{max} điểm.",
        title=node.title,
        points=points(earned_points),
        max=points(node.max_points or Fraction(0)),
    )


def put_off(view: Questionnaire, subject: str) -> RichText:
    """Left for later."""
    return rich("⏭ Để sau: {code}.", code=name_of(view, subject))


def total_changed(codes: tuple[str, ...]) -> RichText:
    """Other criteria now have more than their total."""
    return rich("Lưu ý: {codes} đang ghi số lớn hơn tổng mới, cần sửa lại.", codes=listed(codes))


def doubt(hint: str) -> RichText:
    """The figure is kept, though it is odd beside another."""
    return rich("Đã ghi, nhưng xin xem lại: {hint}", hint=hint)


def confirm_everywhere(
    question: Question, change: tuple[StoredAnswer, str], codes: tuple[str, ...], subject: str
) -> Message:
    """A shared value is about to change in several places: from what to what, and where."""
    stored, new = change
    old = brief(question, stored.text)
    text = rich(
        "Đổi {what} từ {old} thành **{new}**? Tính lại luôn các tiêu chí đang dùng số này: {codes}.",
        what=question.label[:1].lower() + question.label[1:],
        old=old,
        new=brief(question, new),
        codes=listed(codes),
    )
    yes = answer_button("Đổi tất cả", question.key, new, stored.revision)
    return Message(text, ((yes, button(short(f"Giữ {old}", 30), KEEP, subject, question.key)),))


def moved_on(
    view: Questionnaire, question: Question, answer: StoredAnswer, at_and_who: tuple[str, str]
) -> Message:
    """A button of a question that has been answered since."""
    subject, (time, who) = question.subject, at_and_who
    text = rich(
        "{code} đã được trả lời lúc {time}{who}: **{value}**.",
        code=name_of(view, subject) if is_info(subject) else f"Câu {name_of(view, subject)}",
        time=time,
        who=who,
        value=brief(question, answer.text),
    )
    keep = button("Giữ nguyên", KEEP, subject, question.key)
    return Message(text, ((keep, button("Trả lời lại", AGAIN, subject)),))


def whose_hand(answer: StoredAnswer, person: str, channel: str) -> str:
    """Who answered, where it was not this person on this channel."""
    if answer.by and answer.by != person:
        return f" ({answer.by})"
    return " trên máy khác" if answer.channel != channel else ""


def part_done(unit: str) -> Message:
    """A provider has given all that was asked of them."""
    text = rich("Đã đủ phần số liệu của Anh/Chị cho **{unit}**. Xin cảm ơn.", unit=unit)
    return Message(text, ((button("Danh sách", LIST, 0),),))


def nothing_left(progress: Progress) -> Message:
    """Every question has been passed: what is left, and the way to submit."""
    put_off_count = len([m for m in (*progress.marks.values(), *progress.info.values()) if m == "deferred"])
    lacking = len(progress.having("no_evidence"))
    if not put_off_count and not lacking:
        text = rich("Đã trả lời đủ **{n}** tiêu chí, minh chứng đầy đủ. Có thể nộp.", n=progress.total)
        return Message(
            text, ((button("Nộp", SUBMIT), button("Xem điểm", POINTS), button("Danh sách", LIST, 0)),)
        )
    left = [
        f"{n} {what}" for n, what in ((put_off_count, "câu để sau"), (lacking, "câu thiếu minh chứng")) if n
    ]
    text = rich(
        "Đã đi hết các câu hỏi: **{done}**/{all} tiêu chí. Còn {left}.",
        done=progress.answered,
        all=progress.total,
        left=", ".join(left),
    )
    rows = []
    if put_off_count:
        rows.append((button("Làm các câu để sau", DEFERRED),))
    if lacking:
        rows.append((button("Bổ sung minh chứng", GAPS),))
    return Message(text, (*rows, (button("Nộp", SUBMIT), button("Danh sách", LIST, 0))))


def at_the_beginning() -> RichText:
    """There is no question before this one."""
    return rich("Đây là câu đầu tiên.")
