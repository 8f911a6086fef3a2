"""How far a unit is: the state of every criterion, what is missing, and where to go next."""

import weakref
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from dti_core.framework.framework import Node
from dti_core.framework.model import Assessed, Exemption
from dti_core.survey.questionnaire import EarlierProof, Questionnaire
from dti_core.survey.questions import Question, is_info, of_info, of_subject
from dti_core.survey.window import may_answer

Mark = Literal["done", "no_evidence", "partial", "missing", "deferred", "requested", "exempt", "not_asked"]


@dataclass(frozen=True)
class Progress:
    """Where every subject stands. `marks` holds criteria, `info` the items of general information."""

    marks: dict[str, Mark]
    info: dict[str, Mark]

    def having(self, *wanted: Mark) -> tuple[str, ...]:
        """The criteria in one of these states, in the order of the document."""
        return tuple(subject for subject, mark in self.marks.items() if mark in wanted)

    @property
    def answered(self) -> int:
        """Criteria that need no more answers (evidence may be missing; a request counts as an answer)."""
        return len(self.having("done", "no_evidence", "requested", "exempt"))

    @property
    def total(self) -> int:
        """Criteria that this person is asked, and those from which the unit is exempt."""
        return len(self.marks) - len(self.having("not_asked"))

    @property
    def unanswered(self) -> tuple[str, ...]:
        return self.having("partial", "missing", "deferred")

    @property
    def unanswered_info(self) -> tuple[str, ...]:
        return tuple(s for s, mark in self.info.items() if mark in ("partial", "missing", "deferred"))

    @property
    def share(self) -> Fraction:
        """Answered of all, 0…1."""
        return Fraction(self.answered, self.total) if self.total else Fraction(1)


_KEPT: dict[int, tuple["weakref.ref[Questionnaire]", Progress]] = {}


def of(view: Questionnaire) -> Progress:
    """The progress of one snapshot, found once for as long as the snapshot lives."""
    key = id(view)
    kept = _KEPT.get(key)
    if kept is not None and kept[0]() is view:
        return kept[1]
    found = _of(view)
    _KEPT[key] = (weakref.ref(view, lambda _: _KEPT.pop(key, None)), found)
    return found


def _of(view: Questionnaire) -> Progress:
    return Progress(
        marks={node.id: mark(view, node) for node in view.framework.criteria},
        info={subject: info_mark(view, subject) for subject in info_subjects(view)},
    )


def mark(view: Questionnaire, node: Node) -> Mark:
    """The state of one criterion as the list shows it."""
    if exemption_of(view, node) is not None or node.id in view.exemptions:
        return "exempt"
    if node.id in view.requested:
        return "requested"
    questions = of_subject(view, node.id)
    if not is_asked(view, node, questions):
        return "not_asked"
    open_questions = [q for q in questions if q.key not in view.answers]
    if open_questions:
        begun = any(q.key in view.answers for q in questions)
        return "deferred" if node.id in view.deferred else "partial" if begun else "missing"
    if _lacks(view, node, questions):
        return "no_evidence" if questions else "deferred" if node.id in view.deferred else "missing"
    return "done"


def is_asked(view: Questionnaire, node: Node, questions: Sequence[Question]) -> bool:
    """Whether the contact answers a criterion at all; one that others assess may still want evidence."""
    if "self" not in node.assessors:
        return False
    if view.inputs_scope is not None:
        return any(not question.borrowed for question in questions)
    return bool(questions or node.inputs) or (isinstance(node.rule, Assessed) and node.evidence is not None)


def info_mark(view: Questionnaire, subject: str) -> Mark:
    """The state of one item of general information."""
    questions = of_subject(view, subject)
    known = [q for q in questions if q.key in view.answers]
    if len(known) == len(questions):
        return "done"
    return "deferred" if subject in view.deferred else "partial" if known else "missing"


def info_subjects(view: Questionnaire) -> tuple[str, ...]:
    """The items of general information that this person is asked."""
    subjects = (f"info:{item}" for item in view.framework.info)
    return tuple(s for s in subjects if of_subject(view, s))


def exemption_of(view: Questionnaire, node: Node) -> Exemption | None:
    """The exemption that applies to a criterion: by the unit's trait, or as granted."""
    granted = view.exemptions.get(node.id)
    for one in view.framework.spec.exemptions:
        by_trait = one.trait in view.traits and one.criteria != "any"
        if one.id == granted or (by_trait and (node.id in one.criteria or node.code in one.criteria)):
            return one
    return None


def lacks_evidence(view: Questionnaire, criterion: str) -> bool:
    """Whether required evidence is missing. What is answered "không" or 0 claims nothing to be proved."""
    return _lacks(view, view.framework.by_id[criterion], of_subject(view, criterion))


def _lacks(view: Questionnaire, node: Node, questions: Sequence[Question]) -> bool:
    if node.evidence is None or not node.evidence.required or evidence_of(view, node.id):
        return False
    own = [question for question in questions if not question.borrowed]
    return not own or any(_claims(view, question) for question in own)


def lacking_evidence(view: Questionnaire) -> tuple[str, ...]:
    """Answered criteria whose required evidence is missing and may be added now."""
    found = of(view).having("no_evidence")
    return tuple(c for c in found if may_answer(view, c))


def within_reach(view: Questionnaire) -> Progress:
    """The progress of what can still be changed: after a return, only what was sent back."""
    found = of(view)
    if view.state != "returned":
        return found
    return Progress({c: mark for c, mark in found.marks.items() if may_answer(view, c)}, {})


def offered_again(view: Questionnaire, criterion: str) -> tuple[EarlierProof, ...]:
    """Last year's evidence of a criterion that is not filed under it yet."""
    here = {piece.title for piece in view.evidence if piece.criterion == criterion}
    return tuple(one for one in view.earlier if one.criterion == criterion and one.title not in here)


def evidence_of(view: Questionnaire, criterion: str) -> tuple[int, ...]:
    """Ids of a criterion's current evidence."""
    return tuple(piece.id for piece in view.evidence if piece.criterion == criterion)


def _claims(view: Questionnaire, question: Question) -> bool:
    answer = view.answers.get(question.key)
    if answer is None or answer.value is False or answer.value == 0:
        return False
    worthless = {choice.value for choice in question.choices if choice.fraction == 0}
    return answer.value not in worthless


def stops(view: Questionnaire) -> tuple[str, ...]:
    """Every subject that is walked through, in order; after a return only what was sent back."""
    if view.state == "returned":
        return tuple(item.criterion for item in view.returned)
    marks = of(view).marks
    return info_subjects(view) + tuple(s for s, m in marks.items() if m not in ("exempt", "not_asked"))


def next_stop(view: Questionnaire, after: str | None = None) -> str | None:
    """Where to go on: the next gap, one left behind, what was put off; None when nothing is left."""
    order = stops(view)
    place = order.index(after) + 1 if after in order else 0
    if view.state == "returned":
        return order[place] if place < len(order) else None
    found = of(view)
    states = {**found.info, **found.marks}
    ahead, behind = order[place:], order[: max(place - 1, 0)]
    fresh = [s for s in (*ahead, *behind) if states[s] in ("missing", "partial")]
    later = [s for s in ahead if states[s] == "deferred"]
    return next(iter((*fresh, *later)), None)


def deferred(view: Questionnaire) -> tuple[str, ...]:
    """What was put off, in order, general information first."""
    found = of(view)
    states = {**found.info, **found.marks}
    return tuple(s for s in stops(view) if states.get(s) == "deferred")


def previous_stop(view: Questionnaire, before: str | None) -> str | None:
    """The subject before this one; None at the beginning."""
    order = stops(view)
    place = order.index(before) if before in order else len(order)
    return order[place - 1] if place > 0 else None


def open_question(view: Questionnaire, subject: str) -> Question | None:
    """The first question of a subject that has no answer yet."""
    return next((q for q in of_subject(view, subject) if q.key not in view.answers), None)


def position(view: Questionnaire, subject: str) -> tuple[int, int]:
    """An info item's place among all of them, from 1."""
    order = info_subjects(view) if is_info(subject) else stops(view)
    return (order.index(subject) + 1 if subject in order else 0, len(order))


def knows(view: Questionnaire, subject: str) -> bool:
    """Whether a subject (from a button or typed) exists in this framework."""
    return bool(of_info(view.framework, subject)) if is_info(subject) else is_criterion(view, subject)


def named(view: Questionnaire, words: str) -> tuple[str, ...]:
    """The subjects that a person may mean by a code: one, several where pillars repeat it, or none."""
    meant = words.strip()
    if knows(view, meant):
        return (meant,)
    folded = meant.casefold()
    nodes = view.framework.criteria
    full = [node.id for node in nodes if node.name.casefold() == folded]
    return tuple(full or (node.id for node in nodes if node.code.casefold() == folded))


def is_criterion(view: Questionnaire, subject: str) -> bool:
    """Whether a subject is a scored criterion of this framework."""
    node = view.framework.by_id.get(subject)
    return node is not None and node.kind == "criterion"
