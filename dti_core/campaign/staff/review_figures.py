"""The figures of one criterion: by the unit, providers, assessors, other systems, and last year's."""

from fractions import Fraction
from typing import Any

from sqlalchemy import Connection, Row, select

from dti_core.campaign.exact import from_micro
from dti_core.campaign.staff import review_before, review_columns
from dti_core.campaign.staff.review_place import Place
from dti_core.campaign.staff.review_proofs import OPERATOR
from dti_core.campaign.values import ASSESSORS, NUMBERS, OWN
from dti_core.framework.framework import Framework, Node
from dti_core.messages.contact.values import value_text
from dti_core.messages.formatting import points
from dti_core.messages.staff.review_item import EVENTS
from dti_core.messages.staff.review_views import Column, Elsewhere, Figure, Said
from dti_core.scoring.model import UnitAnswers
from dti_core.store import tables as t
from dti_core.survey.questions import Question

_a, _rev = t.answer.c, t.answer_revision.c


def questions(framework: Framework, node: Node) -> tuple[Question, ...]:
    """What a criterion rests on, its own figures first, each stored key once."""
    found: dict[str, Question] = {}
    for one in sorted(node.inputs, key=lambda one: one.shared is not None):
        for key in framework.keys_of(node.id, one):
            found.setdefault(key, _question(framework, key, node.id))
    return tuple(found.values())


def of(conn: Connection, place: Place, node: Node) -> tuple[Figure, ...]:
    """What the unit and its providers say, beside other systems and last year."""
    asked = questions(place.framework, node)
    keys = [each.key for each in asked]
    given = _given(conn, place.enrolment, keys)
    beside, before = _elsewhere(conn, place.enrolment, keys), review_before.values(conn, place, keys)
    found: list[Figure] = []
    for each in asked:
        mine = [row for row in given if row.input_key == each.key and row.source not in ASSESSORS]
        rows: list[Row[Any] | None] = [*mine] or [None]
        for row in rows:
            text = None if row is None else row.value
            found.append(
                Figure(
                    key=each.key,
                    label=each.label,
                    text=None if text is None else value_text(each, text),
                    by=None if row is None or row.source == OWN else row.name,
                    elsewhere=tuple(_beside(each, one, text) for one in beside if one.input_key == each.key),
                    last_year=value_text(each, before[each.key]) if each.key in before else None,
                )
            )
    return tuple(found)


def columns(conn: Connection, place: Place, node: Node, answers: UnitAnswers) -> tuple[Column, ...]:
    """What assessors gave or measured, in the order of the framework's columns."""
    found = []
    reasons = _reasons(conn, place.enrolment, node.id)
    asked = {each.key: each for each in questions(place.framework, node)}
    measured = _given(conn, place.enrolment, list(asked))
    for assessor in (one.id for one in place.framework.spec.assessors):
        given = answers.assessments.get(assessor, {}).get(node.id)
        figures = tuple(
            Figure(row.input_key, asked[row.input_key].label, value_text(asked[row.input_key], row.value))
            for row in measured
            if row.source == assessor and assessor in node.assessors
        )
        if given is not None or figures:
            title = review_columns.title(place.framework, assessor)
            found.append(Column(title, given, reasons.get(assessor), figures))
    return tuple(found)


def revisions(conn: Connection, place: Place, node: Node) -> int:
    """How often the figures were changed after they were first given."""
    return sum(1 for row in _revisions(conn, place, node) if row.revision > 1)


def history(conn: Connection, place: Place, node: Node, most: int = 20) -> tuple[Said, ...]:
    """Every change of the figures and every word of the review, the newest first."""
    asked = {each.key: each for each in questions(place.framework, node)}
    lines = [
        Said(row.at, _hand(place.framework, row), _change(asked[row.input_key], row))
        for row in _revisions(conn, place, node)
    ]
    lines += [Said(row.at, row.name or OPERATOR, _word(row)) for row in _events(conn, place, node)]
    return tuple(sorted(lines, key=lambda line: line.at, reverse=True)[:most])


def _events(conn: Connection, place: Place, node: Node) -> list[Row[Any]]:
    ev = t.review_event.c
    chosen = select(t.review_event, t.person.c.name).outerjoin(t.person, t.person.c.id == ev.person_id)
    here = (ev.enrolment_id == place.enrolment, ev.criterion == node.id)
    return list(conn.execute(chosen.where(*here).order_by(ev.id)))


def _word(row: Row[Any]) -> str:
    given = "" if row.points_micro is None else f" {points(from_micro(row.points_micro))} điểm"
    return f"{EVENTS[row.action]}{given}{f': “{row.reason}”' if row.reason else ''}"


def _question(framework: Framework, key: str, subject: str) -> Question:
    owner, _, last = key.rpartition(":")
    if owner == "info":
        item = framework.info[last.partition(".")[0]]
        return Question(subject, key, item.kind, item.label, item.question, item.measure)
    one = next(each for each in framework.by_id[owner].inputs if each.id == last)
    return Question(subject, key, one.kind, one.label, one.question, one.measure, one.choices or ())


def _given(conn: Connection, enrolment: int, keys: list[str]) -> list[Row[Any]]:
    here = (_a.enrolment_id == enrolment, _a.input_key.in_(keys), _a.value.is_not(None))
    chosen = select(t.answer, t.person.c.name).outerjoin(t.person, t.person.c.id == _a.person_id)
    return list(conn.execute(chosen.where(*here).order_by(_a.input_key, _a.source)))


def _elsewhere(conn: Connection, enrolment: int, keys: list[str]) -> list[Row[Any]]:
    v = t.reference_value.c
    here = (v.enrolment_id == enrolment, v.input_key.in_(keys))
    return list(conn.execute(select(t.reference_value).where(*here).order_by(v.origin)))


def _beside(question: Question, row: Row[Any], ours: str | None) -> Elsewhere:
    return Elsewhere(row.origin, value_text(question, row.value), not same(question.kind, row.value, ours))


def same(kind: str, theirs: str, ours: str | None) -> bool:
    """Whether two stored values say the same."""
    if ours is None:
        return False
    return Fraction(theirs) == Fraction(ours) if kind in NUMBERS else theirs == ours


def _reasons(conn: Connection, enrolment: int, criterion: str) -> dict[str, str | None]:
    s = t.assessment.c
    here = (s.enrolment_id == enrolment, s.criterion == criterion, s.replaced_at.is_(None))
    return {row.assessor: row.reason for row in conn.execute(select(s.assessor, s.reason).where(*here))}


def _revisions(conn: Connection, place: Place, node: Node) -> list[Row[Any]]:
    keys = [each.key for each in questions(place.framework, node)]
    chosen = select(t.answer_revision, t.person.c.name).outerjoin(t.person, t.person.c.id == _rev.person_id)
    here = (_rev.enrolment_id == place.enrolment, _rev.input_key.in_(keys))
    return list(conn.execute(chosen.where(*here).order_by(_rev.id)))


def _hand(framework: Framework, row: Row[Any]) -> str:
    who = row.name or OPERATOR
    column = review_columns.title(framework, row.source) if row.source in ASSESSORS else None
    return f"{who} (cột “{column}”)" if column else who


def _change(question: Question, row: Row[Any]) -> str:
    old, new = (
        "trống" if text is None else value_text(question, text) for text in (row.old_value, row.new_value)
    )
    return f"{question.label}: {new}" if row.revision == 1 else f"{question.label}: {old} → {new}"
