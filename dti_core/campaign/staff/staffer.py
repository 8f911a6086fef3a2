"""Who of the staff is at work, in which campaign, and how far their hand reaches."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, select

from dti_core.campaign import second_factor, words
from dti_core.campaign.history import OPERATOR, Who
from dti_core.campaign.people import Speaker
from dti_core.campaign.refusal import Refusal
from dti_core.campaign.second_factor import Proof
from dti_core.campaign.staff import powers
from dti_core.campaign.staff.powers import Power
from dti_core.campaign.tasks import Requester
from dti_core.store import tables as t


@dataclass(frozen=True)
class Staffer:
    """One of the staff in one campaign, as decided on the server from who is speaking.

    `groups`, `indices`: ranking groups and indices assigned to them (None: all). `own`: enrolments that they
    answer for themselves; nobody reviews their own unit. `assignment` None: the operator at the command line.
    """

    who: Who
    campaign: int
    role: str
    assignment: int | None = None
    groups: frozenset[str] | None = None
    indices: frozenset[str] | None = None
    own: frozenset[int] = frozenset()
    proof: Proof | None = None
    """Where they stand with their second factor; None: nobody has looked."""

    def lacks(self, power: Power) -> Refusal | None:
        """Why they may not do this; None where they may."""
        return None if powers.has(self.role, power) else Refusal("not_allowed", power)

    def lacks_for_all(self, power: Power) -> Refusal | None:
        """The same for what concerns every unit: it takes somebody whose hand reaches them all."""
        return self.lacks(power) or (None if self.groups is None else Refusal("out_of_reach", power))

    def unproven(self, now: datetime, patience: timedelta = timedelta(0)) -> Refusal | None:
        """Why something that takes a second factor has to wait; the command line is the operator's own.

        `patience`: for what was asked for in time and is done a little later, by a worker.
        """
        if self.assignment is None:
            return None
        return Refusal("second_factor") if self.proof is None else self.proof.refusal(now - patience)

    def reaches(self, group: str, index: str | None = None) -> bool:
        """Whether a ranking group (and an index, where one is meant) is assigned to them."""
        in_group = self.groups is None or group in self.groups
        return in_group and (index is None or self.indices is None or index in self.indices)


WORKERS_PATIENCE = timedelta(minutes=5)
"""How much later than a person asked for it a worker may do what takes a second factor."""

_ROLE = (
    select(t.assignment)
    .where(
        t.assignment.c.id == bindparam("assignment"),
        t.assignment.c.person_id == bindparam("person"),
        t.assignment.c.revoked_at.is_(None),
        t.assignment.c.role.in_(powers.STAFF_ROLES),
    )
    .with_for_update()
)
_OWN = select(t.assignment.c.enrolment_id).where(
    t.assignment.c.person_id == bindparam("person"),
    t.assignment.c.enrolment_id.is_not(None),
    t.assignment.c.revoked_at.is_(None),
)


def of(conn: Connection, speaker: Speaker) -> Staffer | None:
    """The speaker as staff in the role that they work in now; None where that is not a role of the staff.

    The role's row stays locked, so that a role taken away in the same moment comes before or after, not amid.
    """
    if speaker.active_assignment is None:
        return None
    asked = {"assignment": speaker.active_assignment, "person": speaker.person}
    row = conn.execute(_ROLE, asked).one_or_none()
    if row is None:
        return None
    own = conn.execute(_OWN, {"person": speaker.person}).scalars()
    return Staffer(
        who=Who(speaker.person, speaker.channel),
        campaign=row.campaign_id,
        role=row.role,
        assignment=row.id,
        groups=None if row.scope_group is None else words.split(row.scope_group),
        indices=None if row.scope_indices is None else words.split(row.scope_indices),
        own=frozenset(own),
        proof=second_factor.proof(conn, speaker.person, speaker.identity),
    )


def at_work(conn: Connection, requester: Requester) -> Staffer | None:
    """Who asked for a task, as staff in the role that they asked in; None where it was taken away since."""
    if requester.person is None or requester.assignment is None:
        return None
    named = select(t.identity.c.channel).where(t.identity.c.id == requester.identity)
    channel = conn.execute(named).scalar_one_or_none() or "telegram"
    speaker = Speaker(requester.person, requester.identity or 0, requester.assignment, channel, "")
    return of(conn, speaker)


def operator(campaign: int) -> Staffer:
    """The operator at the command line, who may do everything in a campaign."""
    return Staffer(OPERATOR, campaign, "operator")
