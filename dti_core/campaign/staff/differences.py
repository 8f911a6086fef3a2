"""Where a unit's own points, the verified ones and the council's differ, and what was said about it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from sqlalchemy import Connection, Row, select

from dti_core.campaign import unit_answers
from dti_core.campaign.exact import from_micro, hundredths
from dti_core.campaign.staff import review_columns
from dti_core.framework.framework import Framework, Node
from dti_core.scoring import engine
from dti_core.store import tables as t


@dataclass(frozen=True)
class Difference:
    """One criterion. `own`: by the unit's answers alone; `verified`: before the council; `points`: now.

    `reason`: of whoever gave the verified points; `decision`: the council's reason, where it concluded.
    """

    node: Node
    own: Fraction
    verified: Fraction
    points: Fraction
    column: str | None = None
    reason: str | None = None
    state: str = "unreviewed"
    contest: str | None = None
    justification: str | None = None
    decided: bool = False
    decision: str | None = None

    @property
    def adjusted(self) -> bool:
        """Whether the unit ends with other points than it gave itself."""
        return hundredths(self.own) != hundredths(self.points)

    @property
    def notable(self) -> bool:
        """Whether the council has to look at it."""
        return self.adjusted or hundredths(self.own) != hundredths(self.verified) or self.said

    @property
    def said(self) -> bool:
        """Whether it was contested or concluded."""
        return self.decided or self.state == "contested"


def of(conn: Connection, row: Row[Any], framework: Framework) -> tuple[Difference, ...]:
    """Every criterion of an enrolment (a row of it), in the order of the framework."""
    answers = unit_answers.unit_answers(conn, row, framework)
    bests = unit_answers.bests(conn, row.campaign_id, row.framework_id)
    references = unit_answers.references(conn, row.campaign_id, row.framework_id)
    given, events = _assessments(conn, row.id), _events(conn, row.id)
    before = _before_the_council(given, {(one.criterion, one.at) for one in _decided(events)})

    def points(**change: Any) -> Mapping[str, Any]:
        return engine.score(framework, replace(answers, **change), bests, references).criteria

    own, now = points(assessments={}, measured={}), points()
    verified = points(assessments=_by_assessor(before)) if before != _live(given) else now
    words = _Words(_states(conn, row.id), _justifications(conn, row.id), events, before)
    return tuple(
        words.of(framework, node, own[node.id].points, verified[node.id].points, now[node.id].points)
        for node in framework.criteria
    )


@dataclass(frozen=True)
class _Words:
    """What was said about the criteria of one unit."""

    states: Mapping[str, str]
    justifications: Mapping[str, str]
    events: list[Row[Any]]
    before: Mapping[tuple[str, str], Row[Any]]

    def of(
        self, framework: Framework, node: Node, own: Fraction, verified: Fraction, points: Fraction
    ) -> Difference:
        assessor, reason = _prevailing(framework, self.before, node)
        state, decision = self.states.get(node.id, "unreviewed"), self.last(node, "decided")
        contest = self.last(node, "contested")
        return Difference(
            node=node,
            own=own,
            verified=verified,
            points=points,
            column=review_columns.title(framework, assessor) if assessor else None,
            reason=reason,
            state=state,
            contest=contest.reason if contest else None,
            justification=self.justifications.get(node.id),
            decided=decision is not None and state == "decided",
            decision=decision.reason if decision else None,
        )

    def last(self, node: Node, action: str) -> Row[Any] | None:
        """The latest event of a kind."""
        wanted = (action, node.id)
        return next((one for one in reversed(self.events) if (one.action, one.criterion) == wanted), None)


def _assessments(conn: Connection, enrolment: int) -> list[Row[Any]]:
    mine = t.assessment.c.enrolment_id == enrolment
    return list(conn.execute(select(t.assessment).where(mine).order_by(t.assessment.c.id)))


def _events(conn: Connection, enrolment: int) -> list[Row[Any]]:
    mine = t.review_event.c.enrolment_id == enrolment
    return list(conn.execute(select(t.review_event).where(mine).order_by(t.review_event.c.id)))


def _decided(events: Iterable[Row[Any]]) -> list[Row[Any]]:
    return [one for one in events if one.action == "decided"]


def _live(given: list[Row[Any]]) -> dict[tuple[str, str], Row[Any]]:
    return {(one.assessor, one.criterion): one for one in given if one.replaced_at is None}


def _before_the_council(
    given: list[Row[Any]], decided: set[tuple[str, Any]]
) -> dict[tuple[str, str], Row[Any]]:
    """What held before the council's own points: followed back from what holds now, row by row."""
    found = {}
    for key, live in _live(given).items():
        row: Row[Any] | None = live
        while row is not None and (row.criterion, row.at) in decided:
            row = next(
                (o for o in given if (o.assessor, o.criterion) == key and o.replaced_at == row.at), None
            )
        if row is not None:
            found[key] = row
    return found


def _by_assessor(rows: Mapping[tuple[str, str], Row[Any]]) -> dict[str, dict[str, Fraction]]:
    found: dict[str, dict[str, Fraction]] = {}
    for (assessor, criterion), row in rows.items():
        found.setdefault(assessor, {})[criterion] = from_micro(row.points_micro)
    return found


def _prevailing(
    framework: Framework, rows: Mapping[tuple[str, str], Row[Any]], node: Node
) -> tuple[str | None, str | None]:
    """Whose points hold for a criterion, and why they were given."""
    held = ((one, rows.get((one, node.id))) for one in framework.spec.merge.order)
    return next(((one, row.reason) for one, row in held if row is not None), (None, None))


def _states(conn: Connection, enrolment: int) -> dict[str, str]:
    r = t.review.c
    return {
        row.criterion: row.state
        for row in conn.execute(select(r.criterion, r.state).where(r.enrolment_id == enrolment))
    }


def _justifications(conn: Connection, enrolment: int) -> dict[str, str]:
    j = t.justification.c
    mine = (j.enrolment_id == enrolment, j.replaced_at.is_(None))
    return {row.criterion: row.text for row in conn.execute(select(j.criterion, j.text).where(*mine))}
