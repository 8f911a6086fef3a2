"""A unit's questionnaire as a workbook against its answers: three ways, so that none newer is lost."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from dti_core.campaign.forms import judged
from dti_core.campaign.forms.filled import Cell, Filled, Row
from dti_core.campaign.forms.judged import No
from dti_core.campaign.forms.others import proofs_and_words
from dti_core.campaign.forms.settling import Decisions, Known, settle
from dti_core.messages.contact.questions import name_of
from dti_core.messages.contact.values import value_text
from dti_core.messages.form_views import Comparison, Line
from dti_core.messages.formatting import clock, short
from dti_core.survey.kinds import parsed
from dti_core.survey.questionnaire import Questionnaire, StoredAnswer
from dti_core.survey.questions import Question, is_info, of_key, of_subject, owner
from dti_core.survey.window import may_answer

NEVER = datetime(1970, 1, 1, tzinfo=UTC)
UNKNOWN = No(
    "Bộ câu hỏi hiện nay không có dòng này, hoặc dòng này không thuộc phần Anh/Chị trả lời.",
    "Tải phiếu mới rồi chép số liệu sang.",
)
LOCKED = No("Câu này không được trả lại nên không sửa được.", "Chỉ sửa những câu được trả lại.")
OTHER_FRAMEWORK = "Bộ chỉ số đã đổi từ khi tải phiếu; câu nào không còn thì không nhận."


@dataclass(frozen=True)
class Given:
    """A value that a book gives: its question, its canonical form, and where it stands."""

    question: Question
    text: str
    row: Row


def compare(view: Questionnaire, filled: Filled, decisions: Decisions, now: datetime) -> Comparison:
    """Every line of the book that says something, judged like the same words typed."""
    given, refused = _read(view, filled)
    lines = {key: _line(view, filled, one, decisions, now) for key, one in given.items()}
    lines |= _against_totals(view, given, lines)
    said = [*refused, *lines.values(), *proofs_and_words(view, filled, decisions)]
    changed = filled.mark is not None and filled.mark.framework != view.framework.content_hash
    remarks = (OTHER_FRAMEWORK,) if changed else ()
    broken = [Line(f"?{n}", "", t.place, "refused", "", cause=t.what, fix=t.fix)
              for n, t in enumerate(filled.troubles)]  # fmt: skip
    return Comparison(f"Phiếu của {view.unit_name}", (*broken, *said), remarks)


def values(view: Questionnaire, filled: Filled, comparison: Comparison) -> dict[str, str]:
    """What is to be stored, canonical, in the order of the framework: general information first."""
    given, _ = _read(view, filled)
    wanted = {one.id for one in comparison.having("new", "changed")}
    taken = {key: one.text for key, one in given.items() if key in wanted}
    return {key: taken[key] for key in sorted(taken, key=lambda key: not key.startswith("info:"))}


def _read(view: Questionnaire, filled: Filled) -> tuple[dict[str, Given], list[Line]]:
    """The cells that can be used, and those that cannot."""
    blank, given, refused = replace(view, answers={}), dict[str, Given](), list[Line]()
    for row, cell in _answers(filled):
        question = _question(blank, row.id)
        found = UNKNOWN if question is None else judged.value(question, cell)
        if not isinstance(found, No) and question is not None:
            given[row.id] = Given(question, found, row)
        elif isinstance(found, No) and not _untouched(filled, row, cell):
            refused.append(_refused(view, row, question, cell, found))
    return given, refused


def _answers(filled: Filled) -> Iterator[tuple[Row, Cell]]:
    for row in filled.rows:
        cell = row.cells.get("value")
        if cell is not None and cell.text.strip():
            yield row, cell


def _question(blank: Questionnaire, key: str) -> Question | None:
    """The question of a key as if nothing were answered, so that none is left out."""
    subject = owner(key)
    known = is_info(subject) or subject in blank.framework.by_id
    asked = of_subject(blank, subject) if known else ()
    return next((one for one in asked if one.key == key and not one.borrowed), None)


def _untouched(filled: Filled, row: Row, cell: Cell) -> bool:
    """A value that stood there when the book was made and that is not asked any more is nobody's mistake."""
    base = filled.base.get(row.id)
    return base is not None and len(base) > 1 and cell.text == base[1]


def _line(view: Questionnaire, filled: Filled, given: Given, decisions: Decisions, now: datetime) -> Line:
    question, stored = given.question, view.answers.get(given.question.key)
    base = filled.base.get(question.key, ("0", ""))
    known = Known(
        ours=stored.text if stored else None,
        stamp=str(stored.revision) if stored else "0",
        base=base[1] if len(base) > 1 else "",
        base_stamp=base[0],
    )
    line = Line(
        id=question.key,
        label=label(view, question),
        place=given.row.cells["value"].place,
        status=settle(question.key, given.text, known, decisions),
        theirs=value_text(question, given.text),
        ours=value_text(question, stored.text) if stored else None,
        since=_since(view, stored, now),
        stamp=known.stamp,
    )
    if line.status == "same":
        return line
    if given.row.hidden:
        return _no(line, judged.broken("hidden"))
    return line if may_answer(view, question.subject) else _no(line, LOCKED)


def _against_totals(
    view: Questionnaire, given: Mapping[str, Given], lines: Mapping[str, Line]
) -> dict[str, Line]:
    """Numbers that exceed their totals once the rest of the book is stored; until none is left."""
    refused: dict[str, Line] = {}
    while True:
        taken = [key for key, one in lines.items() if one.status in ("new", "changed") and key not in refused]
        final = view
        for key in taken:
            text = given[key].text
            answer = StoredAnswer(text, parsed(view.framework, key, text), 0, NEVER, "", "")
            final = final.with_answer(key, answer)
        more = {key: no for key in taken if (no := _too_much(final, given[key])) is not None}
        if not more:
            return refused
        refused |= {key: _no(lines[key], no) for key, no in more.items()}


def _too_much(final: Questionnaire, given: Given) -> No | None:
    question = of_key(final, given.question.key)
    return None if question is None else judged.against_total(question, given.text)


def label(view: Questionnaire, question: Question) -> str:
    """How a value is called in a list: "3.1 · Số người có máy"."""
    return f"{name_of(view, question.subject)} · {short(question.label, 60)}"


def _refused(view: Questionnaire, row: Row, question: Question | None, cell: Cell, why: No) -> Line:
    name = row.id if question is None else label(view, question)
    return Line(row.id, name, cell.place, "refused", cell.text, cause=why.cause, fix=why.fix)


def _no(line: Line, why: No) -> Line:
    return replace(line, status="refused", cause=why.cause, fix=why.fix)


def _since(view: Questionnaire, stored: StoredAnswer | None, now: datetime) -> str:
    if stored is None:
        return ""
    by = f"{stored.by}, " if stored.by else ""
    return f"{by}{clock(stored.at, now, view.campaign.time_zone)}"
