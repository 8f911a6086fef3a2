"""What stands in a reviewers' workbook: every criterion of every unit within reach, read unit by unit."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from sqlalchemy import Connection, select

from dti_core.campaign import desk
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import review_columns, review_figures, review_seen
from dti_core.campaign.staff.review_queue import Scope, Slot, slots
from dti_core.campaign.staff.review_verdict import verdicts
from dti_core.campaign.staff.staffer import Staffer
from dti_core.messages.contact.values import value_text
from dti_core.messages.staff.review_views import Verdict
from dti_core.scoring import engine
from dti_core.scoring.model import CriterionScore
from dti_core.scoring.plan import plan_of
from dti_core.store import tables as t
from dti_core.survey.questionnaire import EvidenceView, Questionnaire
from dti_core.survey.to_scoring import unit_answers

_e = t.evidence.c


@dataclass(frozen=True)
class Item:
    """One row. `id` is `so-noi-vu/3.1`; `files`: SHA-256 by piece of evidence; `column`: where points go."""

    id: str
    slot: Slot
    maximum: Fraction
    own: CriterionScore
    figures: tuple[str, ...]
    proofs: tuple[EvidenceView, ...]
    files: dict[int, str]
    words: str
    verdict: Verdict
    given: Fraction | None
    stamp: str
    requested: bool
    column: str | None


def items(
    conn: Connection, staffer: Staffer, units: Collection[str] | None = None
) -> Iterator[Item] | Refusal:
    """In the order of units and of the document; `units`: only these, by their short names."""
    if refusal := staffer.lacks("review"):
        return refusal
    found = slots(conn, staffer, Scope("all"))
    if isinstance(found, Refusal):
        return found
    by_unit: dict[int, list[Slot]] = {}
    for slot in found:
        if units is None or slot.unit.slug in units:
            by_unit.setdefault(slot.unit.id, []).append(slot)
    return (item for mine in by_unit.values() for item in _of_unit(conn, staffer, mine))


def _of_unit(conn: Connection, staffer: Staffer, mine: Sequence[Slot]) -> Iterator[Item]:
    unit, framework = mine[0].unit, mine[0].framework
    view = desk.of_unit(conn, unit.id)
    own = replace(unit_answers(view), assessments={}, measured={})
    scores = engine.score(framework, own, view.bests, view.references).criteria
    seen = review_seen.digests(conn, [unit.id], {unit.id: framework})
    said = verdicts(conn, [unit.id], seen)
    files = _files(conn, unit.id)
    for slot in mine:
        node = slot.node
        verdict = said.get((unit.id, node.id), Verdict())
        column = review_columns.of(staffer, framework, node)
        yield Item(
            id=f"{unit.slug}/{node.id}",
            slot=slot,
            maximum=plan_of(framework).criteria[node.id].maximum,
            own=scores[node.id],
            figures=tuple(_figures(view, slot)),
            proofs=tuple(piece for piece in view.evidence if piece.criterion == node.id),
            files=files,
            words=view.justifications.get(node.id, ""),
            verdict=verdict,
            given=view.assessments.get(column or "", {}).get(node.id),
            stamp=review_seen.stamp(seen[unit.id][node.id], verdict.state, verdict.at),
            requested=node.id in view.requested,
            column=column,
        )


def _figures(view: Questionnaire, slot: Slot) -> Iterator[str]:
    for question in review_figures.questions(slot.framework, slot.node):
        stored = view.answers.get(question.key)
        yield f"{question.label}: {value_text(question, stored.text) if stored else '–'}"


def _files(conn: Connection, enrolment: int) -> dict[int, str]:
    here = (_e.enrolment_id == enrolment, _e.withdrawn_at.is_(None), _e.file_sha256.is_not(None))
    return {row.id: row.file_sha256 for row in conn.execute(select(_e.id, _e.file_sha256).where(*here))}
