"""In whose column a member of the staff gives points, and in which one values are measured."""

from dti_core.campaign.staff import powers
from dti_core.campaign.staff.staffer import Staffer
from dti_core.framework.framework import Framework, Node
from dti_core.framework.model import Assessed

REVIEWERS = ("department", "online", "council")
"""Columns of the coordinator's reviewers, in order. The council's only where nobody verifies before it."""


def of(staffer: Staffer, framework: Framework, node: Node) -> str | None:
    """The assessor in whose column this person gives points to a criterion; None where there is none."""
    if powers.has(staffer.role, "review"):
        return reviewers(framework, node)
    known = any(one.id == "expert" for one in framework.spec.assessors)
    return "expert" if known and powers.has(staffer.role, "assess") else None


def reviewers(framework: Framework, node: Node) -> str | None:
    """The reviewers' column of a criterion: of those marked on it, else of those the framework has."""
    columns = [one.id for one in framework.spec.assessors]
    theirs = [
        one for one in REVIEWERS if one in columns and (one != "council" or "department" not in columns)
    ]
    marked = [one for one in theirs if one in node.assessors]
    return next(iter((*marked, *theirs)), None)


def measuring(node: Node) -> str | None:
    """The column for which values of a criterion are measured; None where its points are given outright."""
    if not node.inputs or isinstance(node.rule, Assessed | None):
        return None
    order = ("online", "department", "expert", "council")
    marked = [one for one in order if one in node.assessors]
    return marked[0] if marked else None


def title(framework: Framework, assessor: str) -> str:
    """The column's heading in the framework's own words."""
    return next((one.title for one in framework.spec.assessors if one.id == assessor), assessor)
