"""One criterion of one unit as a reviewer sees it: figures, points, evidence, words and history together."""

from dataclasses import replace
from fractions import Fraction

from sqlalchemy import Connection

from dti_core.campaign import unit_answers
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.staff import (
    powers,
    review_before,
    review_columns,
    review_figures,
    review_proofs,
    review_seen,
)
from dti_core.campaign.staff.review_place import OPEN, REVIEWABLE, Place, look
from dti_core.campaign.staff.review_verdict import verdict_of
from dti_core.campaign.staff.staffer import Staffer
from dti_core.framework.framework import Node
from dti_core.messages.staff.review_views import Item, Role
from dti_core.scoring import engine
from dti_core.scoring.model import CriterionScore, UnitAnswers
from dti_core.scoring.plan import plan_of


def load(conn: Connection, staffer: Staffer, enrolment: int, criterion: str) -> Item | Refusal:
    """The item, whoever of the staff may see it; their own unit is never theirs to review."""
    place = look(conn, staffer, enrolment)
    if isinstance(place, Refusal):
        return place
    if enrolment in staffer.own:
        return Refusal("own_unit", place.row.unit_name)
    node = place.criterion(criterion)
    if isinstance(node, Refusal):
        return node
    return replace(item(conn, place, node), may_purge=powers.has(staffer.role, "purge"))


def item(conn: Connection, place: Place, node: Node) -> Item:
    """The item from a place that is known to be within reach."""
    seen = review_seen.digest(conn, place.enrolment, place.framework, node.id)
    verdict = verdict_of(conn, place.enrolment, node.id, seen)
    answers = unit_answers.unit_answers(conn, place.row, place.framework)
    now, own = scores(conn, place, answers, node)
    computed, _ = scores(conn, place, by_rule(place, answers, node), node)
    proofs = review_proofs.of(conn, place.enrolment, node.id)
    return Item(
        enrolment=place.enrolment,
        unit=place.row.unit_name,
        unit_state=place.row.state,
        framework=place.framework,
        criterion=node.id,
        maximum=maximum(place, node),
        points=now.points,
        state=now.state,
        explanation=_arithmetic(now),
        computed=computed.points,
        own_points=own.points,
        own_explanation=_arithmetic(own),
        flags=now.flags,
        figures=review_figures.of(conn, place, node),
        proofs=proofs,
        lacks_proof=lacks_proof(node, own, bool(proofs)),
        columns=review_figures.columns(conn, place, node, answers),
        justification=review_proofs.justification(conn, place.enrolment, node.id),
        request=review_proofs.request(conn, place.enrolment, node.id),
        verdict=verdict,
        stamp=review_seen.stamp(seen, verdict.state, verdict.at),
        role=_role(place),
        column=_column(place, node),
        measuring=_measuring(place, node),
        time_zone=place.row.time_zone,
        year=place.row.reference_year,
        coordinator=place.row.coordinator,
        before=review_before.of(conn, place, node.id),
        revisions=review_figures.revisions(conn, place, node),
        comments=review_proofs.comments(conn, place.enrolment, node.id),
    )


def _arithmetic(score: CriterionScore) -> str:
    """How the points come about, without repeating them; an interpretation is marked as such."""
    assumed = score.basis == "assumed" and score.state in ("answered", "partial", "pending")
    return f"{score.arithmetic} (tạm tính)" if assumed else score.arithmetic


def maximum(place: Place, node: Node) -> Fraction:
    """The most that can be given: the criterion's own, or its pool's."""
    return plan_of(place.framework).criteria[node.id].maximum


def scores(
    conn: Connection, place: Place, answers: UnitAnswers, node: Node
) -> tuple[CriterionScore, CriterionScore]:
    """As it stands, and by the unit's own figures alone."""
    row, framework = place.row, place.framework
    bests = unit_answers.bests(conn, row.campaign_id, row.framework_id)
    references = unit_answers.references(conn, row.campaign_id, row.framework_id)
    own = replace(answers, assessments={}, measured={})
    return (
        engine.preview(framework, answers, node.id, bests, references),
        engine.preview(framework, own, node.id, bests, references),
    )


def lacks_proof(node: Node, own: CriterionScore, filed: bool) -> bool:
    """Whether points are claimed without the evidence that they need."""
    needed = node.evidence is not None and node.evidence.required
    return needed and not filed and own.points > 0 and own.state in ("answered", "partial", "pending")


def by_rule(place: Place, answers: UnitAnswers, node: Node) -> UnitAnswers:
    """The answers without the points that reviewers gave this criterion by hand."""
    column = review_columns.reviewers(place.framework, node)
    given = {
        name: {c: points for c, points in each.items() if (name, c) != (column, node.id)}
        for name, each in answers.assessments.items()
    }
    return replace(answers, assessments=given)


def _role(place: Place) -> Role:
    if place.row.campaign_state == "published" or place.row.state not in OPEN:
        return "look"
    handed_in = place.row.state in REVIEWABLE
    if powers.has(place.staffer.role, "review"):
        return "review" if handed_in else "requests"
    return "assess" if handed_in and powers.has(place.staffer.role, "assess") else "look"


def _column(place: Place, node: Node) -> str | None:
    mine = review_columns.of(place.staffer, place.framework, node)
    return review_columns.title(place.framework, mine) if mine else None


def _measuring(place: Place, node: Node) -> str | None:
    if not powers.has(place.staffer.role, "measure"):
        return None
    return review_columns.measuring(node)
