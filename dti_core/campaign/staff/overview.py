"""A campaign in one glance, as far as one of the staff reaches."""

from sqlalchemy import ColumnElement, Connection, and_, func, select

from dti_core.campaign.staff.staffer import Staffer
from dti_core.messages.staff.home import CampaignHead
from dti_core.store import tables as t

HANDED_IN = (
    "submitted", "in_review", "returned", "resubmitted", "verified", "council_decided", "published",
)  # fmt: skip


def within_reach(staffer: Staffer) -> ColumnElement[bool]:
    """The condition on `enrolment`: of the campaign, and assigned to this member of the staff."""
    mine = t.enrolment.c.campaign_id == staffer.campaign
    return mine if staffer.groups is None else and_(mine, t.enrolment.c.group_id.in_(sorted(staffer.groups)))


def head(conn: Connection, staffer: Staffer) -> CampaignHead:
    """Title, deadline and the counts."""
    campaign = conn.execute(select(t.campaign).where(t.campaign.c.id == staffer.campaign)).one()
    ranked = and_(within_reach(staffer), t.enrolment.c.volunteer.is_(False))
    joined = select(t.assignment.c.id).where(
        t.assignment.c.enrolment_id == t.enrolment.c.id,
        t.assignment.c.role == "contact",
        t.assignment.c.revoked_at.is_(None),
    )

    def count(*conditions: ColumnElement[bool]) -> int:
        return int(
            conn.execute(
                select(func.count()).select_from(t.enrolment).where(ranked, *conditions)
            ).scalar_one()
        )

    return CampaignHead(
        title=campaign.title,
        coordinator=campaign.coordinator,
        closes_at=campaign.closes_at,
        time_zone=campaign.time_zone,
        state=campaign.state,
        units=count(),
        joined=count(joined.exists()),
        submitted=count(t.enrolment.c.state.in_(HANDED_IN), t.enrolment.c.submitted_at.is_not(None)),
        volunteers=_volunteers(conn, staffer),
    )


def _volunteers(conn: Connection, staffer: Staffer) -> int:
    apart = and_(within_reach(staffer), t.enrolment.c.volunteer)
    return int(conn.execute(select(func.count()).select_from(t.enrolment).where(apart)).scalar_one())


def roles(conn: Connection, person: int) -> int:
    """How many live roles a person has."""
    mine = (t.assignment.c.person_id == person, t.assignment.c.revoked_at.is_(None))
    return int(conn.execute(select(func.count()).select_from(t.assignment).where(*mine)).scalar_one())
