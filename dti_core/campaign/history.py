"""No history is lost: every act keeps who, when, through which channel, old and new value, and why."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert

from dti_core.store import tables as t


@dataclass(frozen=True)
class Who:
    """Whose hand, and through which channel; `person` None is the operator or the system."""

    person: int | None
    channel: str


OPERATOR = Who(None, "cli")


@dataclass(frozen=True)
class Act:
    """What was done, in the past tense, to what (`criterion:3.1`, `enrolment`…)."""

    action: str
    subject: str
    old: str | None = None
    new: str | None = None
    reason: str | None = None


def record_act(
    conn: Connection,
    who: Who,
    act: Act,
    now: datetime,
    *,
    campaign: int | None = None,
    enrolment: int | None = None,
) -> None:
    """Write an act down."""
    conn.execute(
        insert(t.audit),
        {
            "at": now,
            "campaign_id": campaign,
            "enrolment_id": enrolment,
            "person_id": who.person,
            "channel": who.channel,
            "action": act.action,
            "subject": act.subject,
            "old": act.old,
            "new": act.new,
            "reason": act.reason,
        },
    )
