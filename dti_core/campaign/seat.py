"""The place somebody speaks from: an enrolment, its framework, and what they may do with it."""

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy import Connection, bindparam, select

from dti_core.campaign import clerks, deadlines, frameworks, returns, states, words
from dti_core.campaign.history import Act, Who, record_act
from dti_core.campaign.people import Speaker
from dti_core.campaign.refusal import Refusal
from dti_core.framework.framework import Framework
from dti_core.store import tables as t
from dti_core.survey.questionnaire import EnrolmentState

ROLES = ("contact", "provider", "clerk")
"""Who answers; a clerk is one of the staff, for a unit that sent paper."""


@dataclass(frozen=True)
class Seat:
    """A contact, provider or clerk at their enrolment, in one transaction that has locked it."""

    who: Who
    campaign: int
    enrolment: int
    content_hash: str
    state: EnrolmentState
    inputs: frozenset[str] | None
    """A provider's own keys; None means all."""
    framework: Framework
    reopened: frozenset[str] | None = None
    """After a return: the criteria sent back, the only ones that may change; None means all."""
    role: str = "contact"
    in_charge: bool = True

    def note(self, conn: Connection, act: Act, now: datetime) -> None:
        """Write an act on this enrolment down."""
        record_act(conn, self.who, act, now, campaign=self.campaign, enrolment=self.enrolment)

    def has_criterion(self, criterion: str) -> bool:
        """Whether this is a scored leaf of the framework."""
        node = self.framework.by_id.get(criterion)
        return node is not None and node.kind == "criterion"

    def may_touch(self, criterion: str) -> bool:
        """Whether a criterion exists and is theirs: a provider's are those that take one of their inputs."""
        if not self.has_criterion(criterion) or self.inputs is None:
            return self.has_criterion(criterion)
        own = self.framework.by_id[criterion].inputs
        return any(key in self.inputs for one in own for key in self.framework.keys_of(criterion, one))

    def may_change(self, criterion: str) -> bool:
        """Whether a criterion is theirs and open: after a return only what was sent back."""
        return self.may_touch(criterion) and (self.reopened is None or criterion in self.reopened)

    def may_record(self, key: str) -> bool:
        """Whether a stored key is theirs and open; general information stays open, others may rest on it."""
        if self.inputs is not None and key not in self.inputs:
            return False
        if self.reopened is None or key.startswith("info:"):
            return True
        return any(criterion in self.reopened for criterion in self.framework.users_of(key))


_SEAT = (
    select(
        t.assignment.c.role,
        t.assignment.c.scope_inputs,
        t.assignment.c.in_charge,
        t.enrolment.c.id,
        t.enrolment.c.content_hash,
        t.enrolment.c.state,
        t.enrolment.c.returned_until,
        t.campaign.c.id.label("campaign_id"),
        t.campaign.c.state.label("campaign_state"),
        t.campaign.c.opens_at,
        deadlines.closes_at.label("closes_at"),
    )
    .join(t.enrolment, t.enrolment.c.id == t.assignment.c.enrolment_id)
    .join(t.campaign, t.campaign.c.id == t.enrolment.c.campaign_id)
    .where(
        t.assignment.c.id == bindparam("assignment"),
        t.assignment.c.person_id == bindparam("person"),
        t.assignment.c.revoked_at.is_(None),
    )
    .with_for_update(of=t.enrolment)
)


def take_to_change(conn: Connection, speaker: Speaker, now: datetime) -> Seat | Refusal:
    """The speaker's seat where they may change answers now; else why not."""
    found = _find(conn, speaker)
    if isinstance(found, Refusal):
        return found
    seat, closed = found[0], found[1].why_closed(found[0].state, now)
    return seat if closed is None else closed


def take_in_time(conn: Connection, speaker: Speaker, now: datetime) -> Seat | Refusal:
    """The speaker's seat while the campaign takes answers, whatever the enrolment's state."""
    found = _find(conn, speaker)
    if isinstance(found, Refusal):
        return found
    closed = found[1].why_closed("in_progress", now)
    return found[0] if closed is None else closed


def take(conn: Connection, speaker: Speaker) -> Seat | Refusal:
    """The speaker's seat whatever the time and the state; a published campaign refuses."""
    found = _find(conn, speaker)
    if isinstance(found, Refusal):
        return found
    return Refusal("published") if found[1].state == "published" else found[0]


@dataclass(frozen=True)
class _Window:
    state: str
    opens_at: datetime
    closes_at: datetime
    returned_until: datetime | None

    def why_closed(self, state: EnrolmentState, now: datetime) -> Refusal | None:
        if self.state == "published":
            return Refusal("published")
        if state not in states.EDITABLE:
            return Refusal("locked", state)
        if self.state == "draft" or now < self.opens_at:
            return Refusal("not_open")
        return Refusal("closed") if self._is_over(state, now) else None

    def _is_over(self, state: EnrolmentState, now: datetime) -> bool:
        """What was sent back keeps a term of its own."""
        if state == "returned":
            return self.returned_until is not None and now >= self.returned_until
        return self.state == "closed" or now >= self.closes_at


def _find(conn: Connection, speaker: Speaker) -> tuple[Seat, _Window] | Refusal:
    asked = {"assignment": speaker.active_assignment, "person": speaker.person}
    row = conn.execute(_SEAT, asked).one_or_none()
    if row is None:
        return Refusal("no_assignment")
    still_staff = row.role != "clerk" or clerks.may(conn, speaker.person, row.campaign_id)
    if row.role not in ROLES or not still_staff:
        return Refusal("not_allowed", row.role)
    framework = frameworks.framework(conn, row.content_hash)
    sent_back = returns.of(conn, row.id, framework) if row.state == "returned" else None
    seat = Seat(
        who=Who(speaker.person, speaker.channel),
        campaign=row.campaign_id,
        enrolment=row.id,
        content_hash=row.content_hash,
        state=cast(EnrolmentState, row.state),
        inputs=None if row.scope_inputs is None else words.split(row.scope_inputs),
        framework=framework,
        reopened=None if sent_back is None else frozenset(one.criterion for one in sent_back),
        role=row.role,
        in_charge=row.in_charge,
    )
    return seat, _Window(row.campaign_state, row.opens_at, row.closes_at, row.returned_until)
