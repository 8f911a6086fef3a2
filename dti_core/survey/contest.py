"""Whether the unit may contest a score now."""

from datetime import datetime

from dti_core.survey.questionnaire import Questionnaire


def may_contest(view: Questionnaire, criterion: str, now: datetime) -> bool:
    """Whether the unit may contest a score, or add to what it said: verified, adjusted, within the window."""
    point = view.standpoints.get(criterion)
    in_time = view.contest_until is not None and now < view.contest_until
    open_ = view.state == "verified" and view.campaign.state != "published" and view.inputs_scope is None
    return open_ and in_time and point is not None and point.state in ("adjusted", "contested")
