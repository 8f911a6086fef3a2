"""Where the points of a criterion stand after verification, and whether the unit may contest them now."""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from dti_core.survey.questionnaire import Questionnaire


@dataclass(frozen=True)
class Standpoint:
    """An adjusted criterion: the points that hold, why, and what the unit said against it."""

    state: Literal["adjusted", "contested", "decided"]
    points: Fraction
    reason: str | None = None
    contest: str | None = None


def may_contest(view: "Questionnaire", criterion: str, now: datetime) -> bool:
    """Whether the unit may contest a score, or add to what it said: verified, adjusted, within the window."""
    point = view.standpoints.get(criterion)
    in_time = view.contest_until is not None and now < view.contest_until
    open_ = view.state == "verified" and view.campaign.state != "published" and view.inputs_scope is None
    return open_ and in_time and point is not None and point.state in ("adjusted", "contested")
