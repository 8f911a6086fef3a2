"""A book beside the roster as it stands: pure, so that the same book on the same roster is the same plan."""

from dti_core.campaign.staff.roster import plan_people, plan_staff, plan_units
from dti_core.campaign.staff.roster.book import Book
from dti_core.campaign.staff.roster.snapshot import Snapshot
from dti_core.campaign.staff.roster.work import Work
from dti_core.messages.staff.roster_plan import Plan


def plan(book: Book, snapshot: Snapshot, reach: frozenset[str] | None = None) -> Plan:
    """Units first, since people may belong to a unit that is new in the same book."""
    work = Work(book, snapshot, reach)
    plan_units.plan(work)
    plan_people.plan(work)
    plan_staff.plan(work)
    return work.plan()
