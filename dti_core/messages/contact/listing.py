"""The list of everything, one criterion's card, and why something is not to be answered."""

from collections.abc import Sequence

from dti_core.framework.framework import Node
from dti_core.framework.lasting import lasting
from dti_core.framework.model import Exemption
from dti_core.messages.contact import contest
from dti_core.messages.contact.picks import grid
from dti_core.messages.contact.questions import NO_BREAK, heading, name_of, provisional
from dti_core.messages.contact.values import value_text
from dti_core.messages.formatting import flat, short
from dti_core.messages.model import Choice, Message, RichText
from dti_core.messages.rich import lines, paragraphs, rich
from dti_core.messages.verbs import (
    AGAIN,
    ASK,
    CANCEL_REQUEST,
    CARD,
    EVIDENCE_LIST,
    JUSTIFY,
    LIST,
    NEXT,
    NOOP,
    NOT_APPLICABLE,
    SUBMIT,
    button,
)
from dti_core.scoring.model import CriterionScore
from dti_core.survey import progress
from dti_core.survey.progress import Mark
from dti_core.survey.questionnaire import Questionnaire
from dti_core.survey.questions import dated, of_subject

SIGNS: dict[Mark, str] = {
    "done": "✓",
    "no_evidence": "◐",
    "partial": "○",
    "missing": "○",
    "deferred": "⏭",
    "requested": "∅",
    "exempt": "–",
    "not_asked": "▫",
}
_SIGNS = ("✓ đủ", "◐ thiếu minh chứng", "○ chưa trả lời", "⏭ để sau", "∅ xin không áp dụng", "– miễn")
LEGEND = f"_{' · '.join(sign.replace(' ', NO_BREAK, 1) for sign in _SIGNS)}_"
LEGEND_WITH_OTHERS = LEGEND.removesuffix("_") + f" · ▫{NO_BREAK}không phải trả lời_"
PAGE = 10
INFO_TITLE = "Thông tin chung"


def pages(view: Questionnaire) -> list[tuple[str, list[str]]]:
    """General information and the indices, long ones in pieces: a title and its subjects each."""
    found: list[tuple[str, list[str]]] = []
    info = list(progress.info_subjects(view))
    if info:
        found.append((INFO_TITLE, info))
    for index in view.framework.indices:
        inside = [n.id for n in view.framework.criteria if view.framework.index_of(n.id).id == index.id]
        parts = [inside[i : i + PAGE] for i in range(0, len(inside), PAGE)]
        # An index of thirteen reads better as 7 + 6 than as 10 + 3.
        if len(parts) > 1:
            size = -(-len(inside) // len(parts))
            parts = [inside[i : i + size] for i in range(0, len(inside), size)]
        found += [(f"{index.name}. {index.title}", part) for part in parts]
    return found


def page_of(view: Questionnaire, subject: str | None) -> int:
    """The page on which a subject stands."""
    return next((n for n, (_, inside) in enumerate(pages(view)) if subject in inside), 0)


def page(view: Questionnaire, number: int) -> Message:
    """One page of the list."""
    everything = pages(view)
    number = max(0, min(number, len(everything) - 1))
    title, subjects = everything[number]
    found = progress.of(view)
    marks = {**found.info, **found.marks}
    rows = [_row(view, subject, marks[subject]) for subject in subjects]
    whole = [s for heading, inside in everything if heading == title for s in inside]
    answered = [s for s in whole if marks[s] in ("done", "no_evidence", "requested", "exempt")]
    asked = [s for s in whole if marks[s] != "not_asked"]
    head = rich("**{title}** · đã trả lời {n}/{all}", title=title, n=len(answered), all=len(asked))
    legend = LEGEND_WITH_OTHERS if any(marks[s] == "not_asked" for s in subjects) else LEGEND
    return Message(
        lines(head, *rows, rich(legend)), _picks(view, subjects, number, len(everything)), in_place=True
    )


def _row(view: Questionnaire, subject: str, mark: Mark) -> RichText:
    if subject in view.framework.by_id:
        node = view.framework.by_id[subject]
        return rich(
            "{sign} **{code}** {title}", sign=SIGNS[mark], code=node.code, title=short(node.title, 58)
        )
    item = view.framework.info[subject.removeprefix("info:")]
    return rich("{sign} **{code}** {label}", sign=SIGNS[mark], code=item.id, label=short(item.label, 58))


def _picks(
    view: Questionnaire, subjects: list[str], number: int, count: int
) -> tuple[tuple[Choice, ...], ...]:
    picks = [
        button(view.framework.by_id[s].code, CARD, s) if s in view.framework.by_id else button(s[5:], ASK, s)
        for s in subjects
    ]
    grid = [tuple(picks[i : i + 5]) for i in range(0, len(picks), 5)]
    turn = (
        button("‹", LIST, (number - 1) % count),
        button(f"{number + 1}/{count}", NOOP),
        button("›", LIST, (number + 1) % count),
    )
    return (*grid, turn, (button("Tiếp tục", NEXT),))


def card(
    view: Questionnaire, criterion: str, score: CriterionScore, editable: bool, contestable: bool = False
) -> Message:
    """Everything about one criterion."""
    node = view.framework.by_id[criterion]
    mark, point = progress.of(view).marks[criterion], view.standpoints.get(criterion)
    text = lines(
        heading(view, criterion),
        *_answers(view, criterion),
        rich("{why}", why=score.explanation),
        _evidence_line(view, criterion),
        _words(view, criterion),
        contest.on_card(point) if point else None,
        not_asked_reason(view, node) if mark == "not_asked" and "self" in node.assessors else None,
    )
    against = ((contest.offer(criterion, point),),) if contestable and point else ()
    return Message(text, (*against, *_card_choices(view, criterion, mark, editable)), in_place=True)


def _answers(view: Questionnaire, criterion: str) -> list[RichText]:
    found = []
    for question in of_subject(view, criterion):
        answer = view.answers.get(question.key)
        said = value_text(question, answer.text) if answer else "chưa trả lời"
        found.append(rich("{label}: **{value}**", label=question.label, value=said))
    return found


def _evidence_line(view: Questionnaire, criterion: str) -> RichText | None:
    count = len(progress.evidence_of(view, criterion))
    if count:
        return rich("Minh chứng: đã gửi {n}.", n=count)
    return rich("Minh chứng: còn thiếu.") if progress.lacks_evidence(view, criterion) else None


def _words(view: Questionnaire, criterion: str) -> RichText | None:
    asked, said = view.requested.get(criterion), view.justifications.get(criterion)
    returned = next((r.reason for r in view.returned if r.criterion == criterion), None)
    parts = (
        rich("Bị trả lại: “{reason}”", reason=short(returned, 300)) if returned else None,
        rich("Xin không áp dụng: “{reason}”", reason=short(asked, 300)) if asked else None,
        rich("Giải trình: “{text}”", text=short(said, 300)) if said else None,
    )
    return lines(*parts) or None


def _card_choices(
    view: Questionnaire, criterion: str, mark: Mark, editable: bool
) -> tuple[tuple[Choice, ...], ...]:
    back = (button("Danh sách", LIST, page_of(view, criterion)), button("Tiếp tục", NEXT))
    if not editable or mark in ("exempt", "not_asked"):
        return ((button("Minh chứng", EVIDENCE_LIST, criterion),), back) if mark != "not_asked" else (back,)
    if mark == "requested":
        return ((button("Huỷ xin, trả lời", CANCEL_REQUEST, criterion),), back)
    begun = mark in ("done", "no_evidence", "partial")
    answer = button("Trả lời lại", AGAIN, criterion) if begun else button("Trả lời", ASK, criterion)
    return (
        (answer, button("Minh chứng", EVIDENCE_LIST, criterion)),
        (button("Không áp dụng", NOT_APPLICABLE, criterion), button("Giải trình", JUSTIFY, criterion)),
        back,
    )


def not_asked_reason(view: Questionnaire, node: Node) -> RichText | None:
    """Why the contact does not answer a criterion."""
    exemption: Exemption | None = progress.exemption_of(view, node)
    if exemption:
        return rich("Đơn vị được miễn tiêu chí này: {title}.", title=exemption.title)
    if node.id in view.exemptions:
        return rich("Đơn vị được miễn tiêu chí này.")
    if "self" not in node.assessors:
        return rich("Tiêu chí này do cơ quan đánh giá chấm, đơn vị không tự trả lời.")
    return rich("Tiêu chí này không thuộc phần việc của Anh/Chị.") if view.inputs_scope is not None else None


def not_to_answer(view: Questionnaire, subject: str) -> Message:
    """Said when someone goes to a criterion that is not theirs to answer now."""
    if view.state == "returned" and not any(r.criterion == subject for r in view.returned):
        text = rich(
            "{code} không bị trả lại. Lần này chỉ bổ sung các tiêu chí được trả lại.",
            code=name_of(view, subject),
        )
        return Message(text, ((button("Tiếp tục", NEXT), button("Danh sách", LIST, 0)),))
    if subject in view.requested:
        reason = view.requested[subject]
        text = rich(
            "{code} đang xin không áp dụng: “{reason}”.",
            code=name_of(view, subject),
            reason=short(reason, 200),
        )
        return Message(
            text, ((button("Huỷ xin, trả lời", CANCEL_REQUEST, subject), button("Tiếp tục", NEXT)),)
        )
    node = view.framework.by_id.get(subject)
    why = not_asked_reason(view, node) if node else None
    text = lines(heading(view, subject) if node else None, why or rich("Câu này không cần trả lời."))
    return Message(text, ((button("Tiếp tục", NEXT), button("Danh sách", LIST, 0)),))


def returned_list(view: Questionnaire, deadline: str | None) -> Message:
    """What was sent back, reason first."""
    head = rich(
        "{who} trả lại **{n}** tiêu chí của {unit}:",
        who=view.campaign.coordinator,
        n=len(view.returned),
        unit=view.unit_name,
    )
    rows = [
        rich("• **{c}** – “{r}”", c=name_of(view, r.criterion), r=short(r.reason, 300))
        for r in view.returned[:12]
    ]
    until = rich("Hạn bổ sung: {deadline}.", deadline=deadline) if deadline else None
    picks = [button(f"Xem {name_of(view, r.criterion)}", ASK, r.criterion) for r in view.returned[:12]]
    return Message(lines(head, *rows, until), grid(picks))


def sent_back(view: Questionnaire, criterion: str, reason: str) -> RichText:
    """Why a criterion was sent back, at the head of its question."""
    return rich("**{code}** bị trả lại: “{reason}”", code=name_of(view, criterion), reason=short(reason, 400))


def returned_done(view: Questionnaire) -> Message:
    """Everything sent back has been gone through."""
    text = rich("Đã qua hết **{n}** tiêu chí bị trả lại. Nộp bổ sung?", n=len(view.returned))
    return Message(text, ((button("Nộp bổ sung", SUBMIT), button("Danh sách", LIST, 0)),))


def guide(view: Questionnaire, criterion: str) -> Message:
    """All there is to know before answering: guidance, evidence, and what rests on an interpretation."""
    node = view.framework.by_id[criterion]
    evidence = node.evidence
    when = f" ({dated(view, evidence.period)})" if evidence and evidence.period else ""
    assumed = dict.fromkeys(
        f"{basis.reason or ''}{f' Tham khảo: {basis.reference}.' if basis.reference else ''}"
        for basis in lasting(node).values()
        if basis.source == "assumed"
    )
    places = dict.fromkeys(b.place for b in lasting(node).values() if b.source == "decision" and b.place)
    text = paragraphs(
        heading(view, criterion),
        lines(
            rich("{text}", text=dated(view, node.guidance)) if node.guidance else None,
            rich("**Quyết định in cách tính:** {text}", text=flat(node.method)) if node.method else None,
            rich("**Quyết định ghi chú:** {text}", text=flat(node.note)) if node.note else None,
            rich("Minh chứng{when}: {text}", when=when, text=dated(view, evidence.text))
            if evidence and evidence.text
            else None,
            rich("Căn cứ: {places}.", places="; ".join(places)) if places else None,
        ),
        lines(
            rich("_Phần tạm tính:_") if assumed else None,
            *(rich("_• {reason}_", reason=reason) for reason in assumed if reason),
        ),
    )
    return Message(text or (provisional(node) or ()), ((button("Trả lời", ASK, criterion),),))


def pick(picks: Sequence[Choice], turn: tuple[Choice, ...] = ()) -> Message:
    """Which criterion? `turn` leafs through where not all fit."""
    return Message(rich("Chọn tiêu chí:"), (*grid(picks), *((turn,) if turn else ())))
