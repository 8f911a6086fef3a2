"""What stands in one cell of the form: a text, an exact number, or several lines."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from dti_core.framework.framework import Framework, Node
from dti_core.framework.model import Input
from dti_core.messages.contact.values import value_text
from dti_core.messages.formatting import day, flat, points
from dti_core.messages.paper import form_texts as texts
from dti_core.messages.paper.form_columns import Column
from dti_core.scoring.model import CriterionScore, UnitScore
from dti_core.survey.questionnaire import EvidenceView, Questionnaire
from dti_core.survey.questions import Question, of_info

Cell = str | Fraction | tuple[str, ...]
BULLET = "•\N{NO-BREAK SPACE}"


def cell(
    view: Questionnaire, score: UnitScore, node: Node, column: Column, shared: Mapping[str, str]
) -> Cell:
    """The cell of a node under a column; what assessors write is left empty."""
    match column.holds:
        case "code":
            return node.code if node.printed_code is None else node.printed_code
        case "title":
            return flat(node.title)
        case "max":
            return shared.get(node.id, "") if node.max_points is None else node.max_points
        case "self":
            return _own_points(score, node)
        case "data" | "evidence" | "note" if node.kind == "criterion":
            return tuple(_words(view, score.criteria[node.id], node, column.holds))
    return ""


def shared_maximum(framework: Framework) -> dict[str, str]:
    """Members of a pool have one maximum between them: said at each."""
    return {
        node.id: texts.shared(points(Fraction(pool.max)))
        for pool in framework.spec.pools
        for node in framework.members(pool.id)
    }


def info_rows(view: Questionnaire) -> tuple[tuple[str, str, str], ...]:
    """General information: number, label, what was answered."""
    return tuple(
        (item.id, flat(item.label), "; ".join(_info(view, of_info(view.framework, f"info:{item.id}"))))
        for item in view.framework.spec.info
    )


def _info(view: Questionnaire, questions: tuple[Question, ...]) -> Iterator[str]:
    for question in questions:
        answer = view.answers.get(question.key)
        if answer is not None:
            said = flat(value_text(question, answer.text))
            yield f"{question.label}: {said}" if len(questions) > 1 else said


def _own_points(score: UnitScore, node: Node) -> Cell:
    if node.kind == "index":
        return score.indices[node.id]
    if node.kind == "component":
        return ""
    return texts.NOT_SELF if "self" not in node.assessors else score.criteria[node.id].points


def _words(view: Questionnaire, found: CriterionScore, node: Node, holds: str) -> Iterator[str]:
    """Figures and evidence stand in columns of their own where the annex has them, else in the note."""
    own = {each.holds for each in view.framework.spec.columns}
    if holds == "data" or (holds == "note" and "data" not in own):
        yield from _values(view, node)
    if holds == "evidence" or (holds == "note" and "evidence" not in own):
        yield from (_piece(each) for each in view.evidence if each.criterion == node.id)
    if holds == "note":
        yield from _remarks(view, found, node)


def _values(view: Questionnaire, node: Node) -> Iterator[str]:
    for item in node.inputs:
        said = _value(view, node, item)
        if said is not None:
            yield said if len(node.inputs) == 1 and item.kind == "yes_no" else f"{flat(item.label)}: {said}"


def _value(view: Questionnaire, node: Node, item: Input) -> str | None:
    """The stored value as people say it; of several shared ones the sum."""
    keys = view.framework.keys_of(node.id, item)
    stored = [view.answers[key] for key in keys if key in view.answers]
    if not stored or len(stored) < len(keys):
        return None
    question = Question(
        node.id, keys[0], item.kind, item.label, measure=item.measure, choices=item.choices or ()
    )
    if len(stored) == 1:
        return flat(value_text(question, stored[0].text))
    return value_text(question, str(sum((Fraction(each.text) for each in stored), Fraction(0))))


def _piece(piece: EvidenceView) -> str:
    details = (
        flat(piece.place) if piece.place else None,
        f"số {piece.document_number}" if piece.document_number else None,
        f"ngày {day(piece.document_date)}" if piece.document_date else None,
        flat(piece.note) if piece.note else None,
    )
    said = "; ".join(each for each in details if each)
    return f"{BULLET}{piece.title} ({said})" if said else f"{BULLET}{piece.title}"


def _remarks(view: Questionnaire, found: CriterionScore, node: Node) -> Iterator[str]:
    if found.state == "not_asked":
        yield texts.NOT_ASKED
    elif found.state == "exempt":
        yield texts.exempt(found.arithmetic)
    elif node.id in view.requested:
        yield texts.requested(flat(view.requested[node.id]))
    elif found.state in ("missing", "partial"):
        yield texts.UNANSWERED
    if node.id in view.justifications:
        yield texts.justified(flat(view.justifications[node.id]))
