"""Whether answers may change now, and if not, why."""

from datetime import datetime
from typing import Literal

from dti_core.survey.questionnaire import Questionnaire
from dti_core.survey.questions import is_info, of_subject

Closed = Literal["not_open", "deadline", "published", "submitted", "in_review", "finished"]


def closed_because(view: Questionnaire, now: datetime) -> Closed | None:
    """Why nothing can be changed now; None when it can."""
    campaign = view.campaign
    if campaign.state == "published" or view.state == "published":
        return "published"
    by_state: dict[str, Closed] = {
        "submitted": "submitted",
        "resubmitted": "submitted",
        "in_review": "in_review",
        "verified": "finished",
        "council_decided": "finished",
        "closed_unsubmitted": "deadline",
    }
    if view.state in by_state:
        return by_state[view.state]
    if campaign.state == "draft" or now < campaign.opens_at:
        return "not_open"
    return "deadline" if is_over(view, now) else None


def is_over(view: Questionnaire, now: datetime) -> bool:
    """Whether the time to answer has passed; what was sent back keeps a term of its own."""
    if view.state == "returned":
        return view.returned_until is not None and now >= view.returned_until
    return view.campaign.state == "closed" or now >= view.campaign.closes_at


def may_withdraw(view: Questionnaire, now: datetime) -> bool:
    """Whether a submission can be taken back: until review starts, while it can still be sent again."""
    in_time = view.campaign.state == "open" and now < view.campaign.closes_at
    return view.state == "submitted" and in_time


def may_answer(view: Questionnaire, subject: str) -> bool:
    """Whether a subject is this person's to change: a provider's own; after a return only what was sent back.

    General information stays open after a return, since what was sent back may rest on it.
    """
    if view.inputs_scope is not None and all(q.borrowed for q in of_subject(view, subject)):
        return False
    if view.state != "returned" or is_info(subject):
        return True
    return any(item.criterion == subject for item in view.returned)
