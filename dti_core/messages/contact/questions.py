"""The questions themselves."""

from dti_core.framework.framework import Node
from dti_core.framework.lasting import lasting
from dti_core.messages.contact.sources import said_by_others
from dti_core.messages.contact.values import NO, YES, brief, current, noun
from dti_core.messages.formatting import capital, points, short
from dti_core.messages.model import Choice, Message, RichText
from dti_core.messages.rich import lines, paragraphs, rich
from dti_core.messages.verbs import (
    AGAIN,
    ASK_KEY,
    EVIDENCE,
    GUIDE,
    KEEP,
    LATER,
    MENU,
    SUGGESTED,
    TOTAL,
    answer_button,
    button,
)
from dti_core.survey.numbers import canonical, shown
from dti_core.survey.progress import position
from dti_core.survey.questionnaire import Questionnaire
from dti_core.survey.questions import Question, TotalPart, dated, is_info, number
from dti_core.survey.suggesting import suggestion

GUIDANCE_ROOM = 240
LABEL_ROOM = 34
NO_BREAK = "\u00a0"
"""A space at which no line is broken: on a phone, "20" must not part from "điểm"."""


def ask(view: Questionnaire, question: Question, subject: str) -> Message:
    """The question as it stands now; `subject` is what is being filled in, which a borrowed value serves."""
    return Message(
        text=_text(view, question, subject),
        choices=(*_answers(view, question), _ways_on(view, question, subject)),
        asks=True,
    )


def again(view: Questionnaire, question: Question, subject: str) -> Message:
    """The question in one line, after something that was not an answer."""
    text = rich("**{code}:** {question}", code=name_of(view, subject), question=wording(question))
    return Message(
        text=text,
        choices=(*_answers(view, question), _ways_on(view, question, subject)),
        asks=True,
    )


def name_of(view: Questionnaire, subject: str) -> str:
    """How a subject is named in a sentence: "3.1", "Kinh tế số 3.1", "Thông tin chung 5"."""
    if is_info(subject):
        return f"Thông tin chung {subject.removeprefix('info:')}"
    node = view.framework.by_id.get(subject)
    return node.name if node else subject


def heading(view: Questionnaire, subject: str) -> RichText:
    """Code, title and maximum; for general information its place among the items."""
    if is_info(subject):
        place, total = position(view, subject)
        label = view.framework.info[subject.removeprefix("info:")].label
        return rich("**Thông tin chung {place}/{total} – {label}**", place=place, total=total, label=label)
    node = view.framework.by_id[subject]
    head = rich("**{code} · {title}**", code=node.name, title=node.title)
    if node.max_points is None:
        return head
    worth = f"tối đa {points(node.max_points)} điểm".replace(" ", NO_BREAK)
    return rich("{head} · {worth}", head=head, worth=worth)


def wording(question: Question) -> RichText:
    """The question in one sentence, with what it is counted among."""
    text = question.text or f"{question.label}?"
    return _among(text, question) if question.total and question.total.whole else rich("{text}", text=text)


def _among(text: str, question: Question) -> RichText:
    total = question.total
    if total is None or total.value is None:
        return rich("{text}", text=text)
    if total.value == 0:
        nothing = " + ".join(noun(part.label) for part in total.parts)
        return rich("{text}\nĐã khai không có {nothing}, nên ở đây là 0.", text=text, nothing=nothing)
    parts = [f"{shown(part.value)} {noun(part.label)}" for part in total.parts if part.value is not None]
    unit = f" {question.measure}" if question.measure else ""
    what = rich("**{n}**{unit} ({parts})", n=shown(total.value), unit=unit, parts=" + ".join(parts))
    if len(parts) == 1:
        counted = total.parts[0].label.startswith(("Số ", "Tổng số "))
        unit = "" if counted or question.kind == "count" else unit
        what = rich("**{n}**{unit} {noun}", n=shown(total.value), unit=unit, noun=noun(total.parts[0].label))
    stem, mark = (text[:-1], "?") if text.endswith("?") else (text, "")
    return rich("{stem}, trong {what}{mark}", stem=stem, what=what, mark=mark)


def _text(view: Questionnaire, question: Question, subject: str) -> RichText:
    own = question.subject == subject and not question.borrowed
    return paragraphs(
        lines(
            heading(view, subject),
            _lead(view, question, subject),
            wording(question),
            _how_to_type(question),
            said_by_others(view, question),
            _last_year(view, question),
        ),
        lines(*_criterion_lines(view, subject)) if own else None,
    )


def _lead(view: Questionnaire, question: Question, subject: str) -> RichText | None:
    if question.borrowed:
        return rich("Để tính {code}, cần thêm một số đã hỏi ở phần trước:", code=name_of(view, subject))
    if question.subject != subject:
        label = question.label[:1].lower() + question.label[1:]
        return rich("Sửa {label} (dùng chung cho nhiều tiêu chí):", label=label)
    return None


def _how_to_type(question: Question) -> RichText | None:
    plain_count = question.kind == "count" and not question.scaled
    measure = None
    if question.numeric and not plain_count and (question.measure or "") not in (question.text or ""):
        measure = rich("_Đơn vị tính: {measure}._", measure=question.measure or "")
    return lines(measure, _both_at_once(question)) or None


def _both_at_once(question: Question) -> RichText | None:
    total = question.total
    if total is None or not total.own or total.value is not None or len(total.parts) != 1 or not total.whole:
        return None
    label = total.parts[0].label
    second = label[:1].lower() + label[1:]
    return rich("_Có thể gõ cả hai số, ví dụ 118/120; số sau là {second}._", second=second)


def _last_year(view: Questionnaire, question: Question) -> RichText | None:
    offered = view.suggestions.get(question.key)
    if offered is None or question.key in view.answers:
        return None
    return rich("Năm trước: {value}.", value=brief(question, offered))


def _criterion_lines(view: Questionnaire, criterion: str) -> tuple[RichText | None, ...]:
    if is_info(criterion):
        return ()
    node = view.framework.by_id[criterion]
    guidance = (
        rich("{text}", text=short(dated(view, node.guidance), GUIDANCE_ROOM)) if node.guidance else None
    )
    evidence = None
    if node.evidence and node.evidence.text:
        evidence = rich("Minh chứng: {text}", text=short(dated(view, node.evidence.text), GUIDANCE_ROOM))
    note = rich("Quyết định ghi: {text}", text=short(node.note, GUIDANCE_ROOM)) if node.note else None
    return (guidance, note, evidence, provisional(node))


def provisional(node: Node) -> RichText | None:
    """The mark of an interpretation that holds whatever is answered, with its reason in a few words."""
    bases = lasting(node).values()
    assumed = [basis.reason for basis in bases if basis.source == "assumed" and basis.reason]
    if not assumed:
        return None
    return rich("_Tạm tính: {reason}._", reason=short(assumed[0].split(";")[0].rstrip("."), 120))


def _answers(view: Questionnaire, question: Question) -> tuple[tuple[Choice, ...], ...]:
    stored = view.answers.get(question.key)
    revision = stored.revision if stored else 0
    if question.kind == "yes_no":
        row = [answer_button(YES, question.key, "true", revision)]
        return ((*row, answer_button(NO, question.key, "false", revision)),)
    if question.kind == "choice":
        return tuple((answer_button(c.label, question.key, c.value, revision),) for c in question.choices)
    offers = (_all_of_them(question, revision), _suggested(view, question, revision), _edit_total(question))
    row = [offer for offer in offers if offer]
    return (tuple(row),) if row else ()


def _all_of_them(question: Question, revision: int) -> Choice | None:
    total = question.total
    if total is None or total.value is None or not total.whole:
        return None
    whole = question.kind != "count" or total.value.denominator == 1
    label = "Đúng, là 0" if total.value == 0 else f"{shown(total.value)}/{shown(total.value)}"
    can_be_all = whole and question.kind == "count"
    return answer_button(label, question.key, canonical(total.value), revision) if can_be_all else None


def _suggested(view: Questionnaire, question: Question, revision: int) -> Choice | None:
    offered = suggestion(view, question)
    if offered is None or question.key in view.answers:
        return None
    still = "Vẫn " if question.key in view.suggestions else ""
    label = short(f"{still}{brief(question, offered)}", LABEL_ROOM)
    return button(label, SUGGESTED, question.key, revision)


def _edit_total(question: Question) -> Choice | None:
    total = question.total
    if total is None or total.value is None:
        return None
    return button("Sửa tổng số", TOTAL, question.key)


def _ways_on(view: Questionnaire, question: Question, subject: str) -> tuple[Choice, ...]:
    stored = current(view, question)
    if stored is not None and not _contradicts(view, question):
        said = stored if question.numeric else f"“{stored}”"
        first = button(short(f"Giữ {said}", LABEL_ROOM), KEEP, subject, question.key)
    else:
        first = button("Để sau", LATER, subject)
    more = () if is_info(subject) else (button("Hướng dẫn", GUIDE, subject),)
    return (first, *more, button("⋯", MENU))


def _contradicts(view: Questionnaire, question: Question) -> bool:
    """Whether the stored number is larger than its total: not something to keep."""
    value = number(view, question.key)
    total = question.total
    return value is not None and total is not None and total.strict and total.exceeded_by(value)


def total_parts(question: Question, subject: str) -> Message:
    """Which of the numbers behind a total is to be changed."""
    total = question.total
    parts = total.parts if total else ()
    rows = tuple((button(_part_label(part), ASK_KEY, part.key, subject),) for part in parts)
    text = rich("Tổng số gồm {n} phần. Anh/Chị muốn sửa số nào?", n=len(parts))
    return Message(text, (*rows, (button("Quay lại", AGAIN, subject),)))


def _part_label(part: TotalPart) -> str:
    """ "Công chức: 48"."""
    value = shown(part.value) if part.value is not None else "chưa có"
    return short(f"{capital(noun(part.label))}: {value}", LABEL_ROOM)


def correction(view: Questionnaire, question: Question, value: str, revision: int) -> Message:
    """A number typed after the answer: perhaps the answer is to be mended."""
    code = name_of(view, question.subject)
    text = rich("Sửa {code} thành **{value}**?", code=code, value=brief(question, value))
    yes = answer_button("Sửa", question.key, value, revision)
    return Message(text, ((yes, button("Không", EVIDENCE, question.subject)),))
