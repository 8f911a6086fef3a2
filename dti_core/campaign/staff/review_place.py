"""A unit as one of the staff takes it up for verification: locked, within reach, never their own."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, Connection, Row, and_, select

from dti_core.campaign import frameworks, marks, progress, states
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.seat import Seat
from dti_core.campaign.staff import schedule_dates
from dti_core.campaign.staff.overview import within_reach
from dti_core.campaign.staff.powers import Power
from dti_core.campaign.staff.staffer import Staffer
from dti_core.framework.framework import Framework, Node
from dti_core.store import tables as t
from dti_core.survey.questionnaire import EnrolmentState

REVIEWABLE: tuple[EnrolmentState, ...] = (
    "submitted", "in_review", "returned", "resubmitted", "closed_unsubmitted",
)  # fmt: skip
"""Where reviewers may say something."""
OPEN: tuple[EnrolmentState, ...] = ("not_started", "in_progress", *REVIEWABLE)
"""Where requests are decided and values are measured: until the unit is verified."""


@dataclass(frozen=True)
class Place:
    """A unit in the hands of one of the staff, in one transaction that has locked it."""

    staffer: Staffer
    seat: Seat
    row: Row[Any]

    @property
    def enrolment(self) -> int:
        return self.seat.enrolment

    @property
    def framework(self) -> Framework:
        return self.seat.framework

    def criterion(self, name: str) -> Node | Refusal:
        """A scored leaf within this person's indices."""
        node = self.framework.by_id.get(name)
        if node is None or node.kind != "criterion":
            return Refusal("unknown_criterion", name)
        if not self.staffer.reaches(self.row.group_id, self.framework.index_of(name).id):
            return Refusal("out_of_reach", name)
        return node


def take(
    conn: Connection,
    staffer: Staffer,
    enrolment: int,
    power: Power,
    within: tuple[EnrolmentState, ...] = REVIEWABLE,
    now: datetime | None = None,
) -> Place | Refusal:
    """The unit, locked, where this person may work on it now; else why not.

    `now`: the moment of an act that is refused once the review has been ended; None where that is no matter.
    """
    if refusal := staffer.lacks(power):
        return refusal
    row = conn.execute(_chosen(staffer, enrolment).with_for_update(of=t.enrolment)).one_or_none()
    if row is None:
        return Refusal("unknown_unit", str(enrolment))
    if now is not None and schedule_dates.is_review_closed(conn, staffer.campaign, now):
        return Refusal("review_closed", row.unit_name)
    refusal = _barred(staffer, row, within)
    return refusal or Place(staffer, _seat(conn, staffer, row), row)


def look(conn: Connection, staffer: Staffer, enrolment: int) -> Place | Refusal:
    """The unit to look at, not locked: whoever may see, and it is within their groups."""
    row = conn.execute(_chosen(staffer, enrolment)).one_or_none()
    if row is None:
        return Refusal("unknown_unit", str(enrolment))
    if not staffer.reaches(row.group_id):
        return Refusal("out_of_reach", row.unit_name)
    return staffer.lacks("see") or Place(staffer, _seat(conn, staffer, row), row)


def begin(conn: Connection, place: Place, now: datetime) -> Place:
    """Review starts with the first look at a criterion: from then on nothing is withdrawn."""
    if not states.can(place.seat.state, "start_review"):
        return place
    progress.move(conn, place.seat, "start_review", now)
    marks.status_changed(conn, place.enrolment)
    return replace(place, seat=replace(place.seat, state=states.after(place.seat.state, "start_review")))


def mine(staffer: Staffer) -> ColumnElement[bool]:
    """The condition on `enrolment`: within reach, and not one's own unit."""
    reach = within_reach(staffer)
    return and_(reach, t.enrolment.c.id.not_in(sorted(staffer.own))) if staffer.own else reach


def _chosen(staffer: Staffer, enrolment: int) -> Any:
    return (
        select(
            t.enrolment,
            t.unit.c.name.label("unit_name"),
            t.unit.c.slug,
            t.campaign.c.state.label("campaign_state"),
            t.campaign.c.coordinator,
            t.campaign.c.time_zone,
            t.campaign.c.reference_year,
        )
        .join(t.unit, t.unit.c.id == t.enrolment.c.unit_id)
        .join(t.campaign, t.campaign.c.id == t.enrolment.c.campaign_id)
        .where(t.enrolment.c.id == enrolment, t.enrolment.c.campaign_id == staffer.campaign)
    )


def _barred(staffer: Staffer, row: Row[Any], within: tuple[EnrolmentState, ...]) -> Refusal | None:
    if row.id in staffer.own:
        return Refusal("own_unit", row.unit_name)
    if not staffer.reaches(row.group_id):
        return Refusal("out_of_reach", row.unit_name)
    if row.campaign_state == "published":
        return Refusal("published", row.unit_name)
    if row.state in within:
        return None
    early = row.state in ("not_started", "in_progress")
    return Refusal("not_submitted" if early else "locked", row.unit_name)


def _seat(conn: Connection, staffer: Staffer, row: Row[Any]) -> Seat:
    return Seat(
        who=staffer.who,
        campaign=row.campaign_id,
        enrolment=row.id,
        content_hash=row.content_hash,
        state=cast(EnrolmentState, row.state),
        inputs=None,
        framework=frameworks.framework(conn, row.content_hash),
    )
