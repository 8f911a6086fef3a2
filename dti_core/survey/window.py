"""Whether answers may change now, and if not, why."""

from datetime import datetime
from typing import Literal

from dti_core.survey.questionnaire import Questionnaire

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
    over = campaign.state == "closed" or now >= campaign.closes_at
    return "deadline" if over and view.state != "returned" else None


def may_withdraw(view: Questionnaire, now: datetime) -> bool:
    """Whether a submission can be taken back: until review starts, while it can still be sent again."""
    in_time = view.campaign.state == "open" and now < view.campaign.closes_at
    return view.state == "submitted" and in_time


def may_answer(view: Questionnaire, subject: str) -> bool:
    """After a return only what was sent back (and the general information it rests on) may be changed."""
    if view.state != "returned" or subject.startswith("info:"):
        return True
    return any(item.criterion == subject for item in view.returned)
